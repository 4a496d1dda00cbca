/** `decompte migrate --to URL`: copies the whole log to another store, event by event in its order, and verifies the copy. */
import { counted } from '#libs/kernel/counted.ts';
import { type Migrated, migrateLog } from '#libs/event-store/migrate.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { Refusal } from '#apps/cli/refusal.ts';
import { type StoreOptions, openStores } from '#apps/cli/stores.ts';
import { ProgressLine, json, message, result } from '#apps/cli/terminal.ts';
import { openLogAt, storePaths, storeUrlFault } from '#libs/runtime/stores.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';

interface MigrateOptions extends StoreOptions {
  /** URL of the store to copy to. */
  readonly to: string;
  /** Folder for this machine’s copy of a log on a server. */
  readonly toData: string;
  readonly json?: boolean;
}

/** Resumes an interrupted copy. */
export async function migrateCommand(options: MigrateOptions): Promise<number> {
  const fault = storeUrlFault('EVENT_STORE_URL', options.to);
  if (fault !== undefined) throw new Refusal(sentenceOf(fault).replace('EVENT_STORE_URL', '--to'));
  const from = await openStores(options, false);
  const to = await openLogAt(storePaths(options.toData, { log: options.to }));
  const progress = new ProgressLine();
  const stop = new AbortController();
  const interrupt = (): void => {
    stop.abort();
    message('Arrêt demandé : la copie s’arrête au prochain lot.');
  };
  process.once('SIGINT', interrupt);
  try {
    const migrated = await copied(from.log, to, progress, stop.signal);
    progress.end();
    report(migrated, options);
    return 0;
  } catch (error) {
    if (!stop.signal.aborted || error !== stop.signal.reason) throw error;
    progress.end();
    message(`Arrêtée : ${counted(await to.end(), 'événement')} dans le nouveau journal. La même commande continue.`);
    return INTERRUPTED;
  } finally {
    process.off('SIGINT', interrupt);
    progress.end();
    await to.close();
    await from.close();
  }
}

/** Exit status of what a person stopped, as shells give it. */
const INTERRUPTED = 130;

function copied(from: EventStore, to: EventStore, progress: ProgressLine, signal: AbortSignal): Promise<Migrated> {
  return migrateLog(from, to, {
    onProgress: (stage, done, total) => {
      progress.show(stage === 'copy' ? 'copie' : 'comparaison', done, total);
    },
    signal,
  });
}

function report({ events, link, former, copied: now }: Migrated, { json: asJson = false }: MigrateOptions): void {
  if (asJson) json({ events, link, former, copied: now });
  else {
    const chain = link === former ? 'le même que l’ancien' : `celui de l’ancien, ${former}, est dans sa chaîne`;
    result(
      `${counted(events, 'événement')} dans le nouveau journal, chacun comparé à l’ancien. Dernier maillon : ${link} ; ${chain}.`,
    );
    message(
      `${counted(now, 'copié')} cette fois. Arrêtez ce qui enregistre dans l’ancien, et recommencez, avant de passer au nouveau ; puis signez un point de contrôle.`,
    );
  }
}
