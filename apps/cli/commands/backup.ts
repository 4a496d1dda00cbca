/** `decompte backup --to FOLDER`: copies the stores that cannot be rebuilt, while they are in use, and verifies the copy. */
import { counted } from '#libs/kernel/counted.ts';
import { existsSync } from 'node:fs';
import { verifyLog } from '#libs/audit/verify.ts';
import { copyStores, finishBackup, unfinishedBackup } from '#libs/runtime/backup.ts';
import { type StorePaths, openStoredEventsAt, storePaths } from '#libs/runtime/stores.ts';
import { quoted } from '#libs/kernel/quoted.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';
import { aloneIn } from '#apps/cli/alone.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';
import { type StoreOptions, isLogOnServer, keysLacking, requireLog, storePathsOf } from '#apps/cli/stores.ts';
import { ProgressLine, printJson, message, result } from '#apps/cli/terminal.ts';

const INCOMPLETE = 1;

interface BackupOptions extends StoreOptions {
  readonly to: string;
  readonly json?: boolean;
}

/** Gives exit status 1 if the copy does not fit the chain, or if keys that the log needs are not in it: then check the log itself. */
export async function backupCommand(options: BackupOptions): Promise<number> {
  const { to } = options;
  // This machine has only a copy that may lag: a backup of it could lack events.
  if (isLogOnServer(options))
    throw new CliRefusal(
      'le journal est sur KurrentDB, et cette machine n’en a qu’une copie : sauvegardez le serveur, ou copiez le journal par decompte migrate --to sqlite:CHEMIN',
    );
  const from = storePathsOf(options);
  const copy = storePaths(to, {});
  requireLog(options, 'il n’y a rien à copier, ou indiquez --data');
  const lacking = await keysLacking(options);
  const status = await aloneIn(to, () => copyAndVerify(options, { from, copy }));
  if (lacking === undefined) return status;
  // Of a log that lacks keys a backup is made all the same, and must not pass for one that can be restored.
  message(`Avec cette sauvegarde, des patients resteraient illisibles : ${sentenceOf(lacking)}.`);
  return INCOMPLETE;
}

interface CopyPaths {
  readonly from: StorePaths;
  readonly copy: StorePaths;
}

async function copyAndVerify({ to, json }: BackupOptions, { from, copy }: CopyPaths): Promise<number> {
  if (existsSync(copy.logPath))
    throw new CliRefusal(`${to} contient déjà une sauvegarde ; donnez un dossier neuf à chacune`);
  const unfinished = unfinishedBackup(copy);
  if (existsSync(unfinished.logPath))
    throw new CliRefusal(
      `${to} contient une sauvegarde qui n’est pas allée au bout ; supprimez ce dossier, ou donnez un dossier neuf`,
    );
  const progress = new ProgressLine();
  try {
    await copyStores(from, unfinished, (done, total) => {
      progress.show('copie', done, total);
    });
    const stored = await openStoredEventsAt(unfinished);
    const { events, link, misfits } = await verifyLog(stored, {
      progress: (done, total) => {
        progress.show('vérification', done, total);
      },
    });
    await stored.close();
    finishBackup(copy);
    progress.end();
    if (json === true) printJson({ to, events, link, fits: misfits.length === 0 });
    else if (misfits.length === 0)
      result(`Sauvegarde de ${counted(events, 'événement')} dans ${to}, vérifiée. Dernier maillon : ${link}`);
    if (misfits.length > 0)
      message(
        `La copie ne convient pas à sa chaîne : decompte audit verify --data ${quoted(to)} dit où ; voyez le journal.`,
      );
    return misfits.length === 0 ? 0 : 1;
  } finally {
    progress.end();
  }
}
