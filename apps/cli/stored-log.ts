/** Opens the log in its stored form, for an audit. */
import type { StoredEvents } from '#libs/event-store/stored-events.ts';
import { type StoreOptions, openStoredEvents, requireLog } from '#apps/cli/stores.ts';
import { ProgressLine } from '#apps/cli/terminal.ts';

/** Opens the log read-only and unchecked, because it may be damaged. */
export async function onStoredLog<T>(
  options: StoreOptions,
  work: (stored: StoredEvents, progress: (done: number, total: number) => void) => Promise<T>,
): Promise<T> {
  requireLog(options);
  const stored = await openStoredEvents(options);
  const progress = new ProgressLine();
  try {
    return await work(stored, (done, total) => {
      progress.show('vérification', done, total);
    });
  } finally {
    progress.end();
    await stored.close();
  }
}
