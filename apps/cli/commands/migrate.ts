/** `decompte migrate --to URL`: copies the whole log to another store, event by event in its order, and verifies the copy. */
import { counted } from '#libs/kernel/counted.ts';
import { type Migrated, migrateLog } from '#libs/event-store/migrate.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { Refusal } from '#apps/cli/refusal.ts';
import { type StoreOptions, logPathOf, storePathsOf, storesExist } from '#apps/cli/stores.ts';
import { ProgressLine, json, message, result } from '#apps/cli/terminal.ts';
import { copyKeys } from '#libs/runtime/backup.ts';
import { openStoredLogAt, storePaths, storeUrlFault } from '#libs/runtime/stores.ts';
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
  if (!storesExist(options))
    throw new Refusal(
      `il n’y a pas de journal dans ${logPathOf(options)} ; importez d’abord des faits, ou indiquez --data`,
    );
  const places = { from: storePathsOf(options), to: storePaths(options.toData, { log: options.to }) };
  const from = await openStoredLogAt(places.from);
  const to = await openStoredLogAt(places.to);
  const progress = new ProgressLine();
  try {
    const migrated = await copied(from, to, progress);
    await copyKeys(places.from, places.to);
    progress.end();
    report(migrated, options);
    return 0;
  } finally {
    progress.end();
    await to.close();
    await from.close();
  }
}

function copied(from: EventStore, to: EventStore, progress: ProgressLine): Promise<Migrated> {
  return migrateLog(from, to, (stage, done, total) => {
    progress.show(stage === 'copy' ? 'copie' : 'vérification', done, total);
  });
}

function report({ events, link, copied: now }: Migrated, { json: asJson = false }: MigrateOptions): void {
  if (asJson) json({ events, link, copied: now });
  else {
    result(
      `${counted(events, 'événement')} dans le nouveau journal, dernier maillon : ${link}. Il est le même que l’ancien.`,
    );
    message(
      `${counted(now, 'copié')} cette fois. Arrêtez ce qui enregistre dans l’ancien, et recommencez, avant de passer au nouveau.`,
    );
  }
}
