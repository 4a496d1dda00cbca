/** Opens the log in its stored form, for an audit. */
import type { StoredEvents } from '#libs/event-store/stored-events.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';
import { type StoreOptions, logPathOf, openStoredEvents, storesExist } from '#apps/cli/stores.ts';
import { ProgressLine } from '#apps/cli/terminal.ts';

/** Opens the log read-only and unchecked, because it may be damaged. */
export async function onStoredLog<T>(
  options: StoreOptions,
  work: (stored: StoredEvents, progress: (done: number, total: number) => void) => Promise<T>,
): Promise<T> {
  if (!storesExist(options))
    throw new CliRefusal(
      `il n’y a pas de journal dans ${logPathOf(options)} ; importez d’abord des faits, ou indiquez --data`,
    );
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
