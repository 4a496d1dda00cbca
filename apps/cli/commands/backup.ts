/** `decompte backup --to FOLDER`: copies what cannot be made again, while it is in use, and verifies the copy. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { verifyLog } from '#libs/audit/verify.ts';
import { copyWhileInUse } from '#libs/event-store/sqlite/backup.ts';
import { SqliteStoredEvents } from '#libs/event-store/sqlite/sqlite-stored-events.ts';
import { Refusal } from '#apps/cli/refusal.ts';
import { type StoreOptions, isLogOnServer, logPathOf, readFolderOf } from '#apps/cli/stores.ts';
import { ProgressLine, json, message, result } from '#apps/cli/terminal.ts';

export interface BackupOptions extends StoreOptions {
  readonly to: string;
  readonly json?: boolean;
}

const LOG = 'events.db';
/** Kept in the read store and made by no event: simulations, kept replays. */
const OF_PEOPLE = ['simulations.db', 'replays.db'];
const DELIVERIES = 'webhooks.db';

/** Exit status 1 where the copy does not fit the chain: then the log itself is to be looked at. */
export async function backupCommand(options: BackupOptions): Promise<number> {
  const { to } = options;
  // What is here is a copy that may be behind: called a backup, it would be missed when it is needed.
  if (isLogOnServer(options))
    throw new Refusal(
      "le journal est sur KurrentDB, et cette machine n'en a qu'une copie : sauvegardez le serveur, ou copiez le journal par decompte migrate --to sqlite:CHEMIN",
    );
  const log = logPathOf(options);
  if (!existsSync(log))
    throw new Refusal(`il n'y a pas de journal dans ${log} ; il n'y a rien à copier, ou indiquez --data`);
  if (existsSync(join(to, LOG)))
    throw new Refusal(`${to} contient déjà une sauvegarde ; donnez un dossier neuf à chacune`);
  mkdirSync(join(to, 'read'), { recursive: true });
  const progress = new ProgressLine();
  try {
    const files: (readonly [from: string, to: string])[] = [
      [log, join(to, LOG)],
      [join(dirname(log), DELIVERIES), join(to, DELIVERIES)],
      ...OF_PEOPLE.map((name) => [join(readFolderOf(options), name), join(to, 'read', name)] as const),
    ];
    for (const [from, target] of files.filter(([path]) => existsSync(path)))
      await copyWhileInUse(from, target, (done, total) => {
        progress.show('copie', done, total);
      });
    const stored = new SqliteStoredEvents(join(to, LOG));
    const { events, link, misfits } = await verifyLog(stored, {
      progress: (done, total) => {
        progress.show('vérification', done, total);
      },
    });
    await stored.close();
    progress.end();
    if (options.json === true) json({ to, events, link, fits: misfits.length === 0 });
    else if (misfits.length === 0)
      result(`Sauvegarde de ${events} événements dans ${to}, vérifiée. Dernier maillon : ${link}`);
    if (misfits.length > 0)
      message(`La copie ne convient pas à sa chaîne : decompte audit verify --data ${to} dit où ; voyez le journal.`);
    return misfits.length === 0 ? 0 : 1;
  } finally {
    progress.end();
  }
}
