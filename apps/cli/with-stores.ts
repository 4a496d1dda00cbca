/** Runs a command over stores that are there, and closes them and its progress line however it ends. */
import { type OpenStores, type StoreOptions, openStores } from '#apps/cli/stores.ts';
import { ProgressLine } from '#apps/cli/terminal.ts';

/** Gives the exit status that the work gives, 0 where it gives none. Throws Refusal where there is no log. */
export async function withStores(
  options: StoreOptions,
  work: (stores: OpenStores, progress: ProgressLine) => Promise<number> | Promise<void>,
): Promise<number> {
  const stores = await openStores(options, false);
  const progress = new ProgressLine();
  try {
    return (await work(stores, progress)) ?? 0;
  } finally {
    progress.end();
    await stores.close();
  }
}
