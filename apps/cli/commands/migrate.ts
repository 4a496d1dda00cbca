/** `decompte migrate --to URL`: copies the whole log to another store, event by event in its order, and verifies the copy. */
import { existsSync, realpathSync } from 'node:fs';
import { counted } from '#libs/kernel/counted.ts';
import { type MigratedLog, migrateLog, requireOtherForm } from '#libs/event-store/migrate.ts';
import { SealedEventStore } from '#libs/event-store/sealed/sealed-event-store.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { instantNow } from '#apps/cli/arguments.ts';
import { INTERRUPTED } from '#apps/cli/failure.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';
import { type StoreOptions, requireKeysOfNow, sealing, storePathsOf, requireLog, urlOf } from '#apps/cli/stores.ts';
import { ProgressLine, printJson, message, result } from '#apps/cli/terminal.ts';
import { hasPartsInClear } from '#libs/runtime/sealed-log.ts';
import { copyKeysAfter } from '#libs/runtime/backup.ts';
import { storeUrlFault } from '#libs/runtime/store-servers.ts';
import { type StorePaths, openLogAt, openStoredLogAt, storePaths } from '#libs/runtime/stores.ts';
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
  if (fault !== undefined) throw new CliRefusal(sentenceOf(fault).replace('EVENT_STORE_URL', '--to'));
  requireLog(options);
  const places = {
    from: storePathsOf(options),
    to: {
      ...storePaths(options.toData, { log: options.to, keyServer: urlOf('KEY_STORE_URL'), ...sealing() }),
      isTarget: true,
    },
  };
  requireAnother(places);
  const { from, to, isSealed, isResealed } = await openBoth(options, places);
  const progress = new ProgressLine();
  const stop = new AbortController();
  const interrupt = (): void => {
    stop.abort();
    message('Arrêt demandé : la copie s’arrête au prochain lot.');
  };
  process.once('SIGINT', interrupt);
  try {
    const copy = (): Promise<MigratedLog> => copied({ from, to, isResealed }, progress, stop.signal);
    const migrated = await (isSealed ? copyKeysAfter(places.from, places.to, copy) : copy());
    progress.end();
    requireCarriedOver(migrated, places.to);
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

interface Places {
  readonly from: StorePaths;
  readonly to: StorePaths;
}

/** The target must be another place. */
function requireAnother({ from, to }: Places): void {
  const isSame =
    from.server === undefined && to.server === undefined
      ? existsSync(to.logPath) && realpathSync(to.logPath) === realpathSync(from.logPath)
      : from.server !== undefined && from.server === to.server;
  if (isSame) throw new CliRefusal('--to est le journal lui-même : donnez une autre destination');
}

/** The file may be a log of the same events without the carried-over ones. */
function requireCarriedOver({ events, isAnchored, link, former }: MigratedLog, { server, logPath }: StorePaths): void {
  if (server !== undefined || events === 0 || isAnchored || link === former) return;
  throw new CliRefusal(
    `${logPath} a les mêmes événements, mais ils n’y ont pas été portés : le dernier maillon de l’ancien, ${former}, n’est pas dans sa chaîne ; donnez un nouveau fichier dans --to`,
  );
}

interface Opened {
  readonly from: EventStore;
  readonly to: EventStore;
  /** The other log needs the same keys. */
  readonly isSealed: boolean;
  /** Facts about patients are opened, and sealed as the other store does. */
  readonly isResealed: boolean;
}

/** A log whose facts about patients are in clear is sealed during the copy, unless encryption is off. */
async function openBoth(options: StoreOptions, places: Places): Promise<Opened> {
  await requireKeysOfNow(options);
  const from = await openLogAt(places.from, instantNow, undefined, true);
  if (!(from instanceof SealedEventStore)) {
    // Its facts are in clear. If it already has the current form, sealing is the only change.
    const isToBeSealed = from.links === 'stored' && places.to.keys !== undefined;
    const to = await targetOf(from, places.to, openLogAt, isToBeSealed);
    return { from, to, isSealed: false, isResealed: isToBeSealed && to instanceof SealedEventStore };
  }
  const stored = await openStoredLogAt(places.from, instantNow);
  if ((from.sealsRows && places.to.server !== undefined) || (await hasPartsInClear(stored))) {
    await stored.close();
    // Keys made on the way are stored with the others: each run carries all of them over.
    const { keys } = places.from;
    return { from, to: await openLogAt({ ...places.to, keys }, instantNow), isSealed: true, isResealed: true };
  }
  await from.close();
  return { from: stored, to: await targetOf(stored, places.to, openStoredLogAt), isSealed: true, isResealed: false };
}

/** Checks the source before a new log of the present form is made, so that a refusal leaves no file. Throws SOURCE_OF_THIS_FORM. */
async function targetOf(
  from: EventStore,
  to: StorePaths,
  open: typeof openLogAt,
  isToBeSealed = false,
): Promise<EventStore> {
  try {
    if (!isToBeSealed && to.server === undefined && !existsSync(to.logPath))
      requireOtherForm(from, { links: 'stored' });
    const opened = await open(to, instantNow);
    if (to.server !== undefined || opened.links === 'stored') return opened;
    await opened.close();
    throw new CliRefusal(`${to.logPath} est un journal d’une version antérieure : donnez un nouveau fichier dans --to`);
  } catch (error) {
    await from.close();
    throw error;
  }
}

function copied(
  { from, to, isResealed }: Pick<Opened, 'from' | 'to' | 'isResealed'>,
  progress: ProgressLine,
  signal: AbortSignal,
): Promise<MigratedLog> {
  return migrateLog(from, to, {
    isResealed,
    onProgress: (stage, done, total) => {
      progress.show(stage === 'copy' ? 'copie' : 'comparaison', done, total);
    },
    signal,
  });
}

function report(
  { events, link, former, isAnchored, copied: now }: MigratedLog,
  { json: asJson = false }: MigrateOptions,
): void {
  if (asJson) printJson({ events, link, former, copied: now });
  else {
    const other = isAnchored ? `celui de l’ancien, ${former}, est dans sa chaîne` : `celui de l’ancien était ${former}`;
    const chain = link === former ? 'le même que l’ancien' : other;
    result(
      `${counted(events, 'événement')} dans le nouveau journal, chacun comparé à l’ancien. Dernier maillon : ${link} ; ${chain}.`,
    );
    message(
      `${counted(now, 'copié')} cette fois. Arrêtez ce qui enregistre dans l’ancien, et recommencez, avant de passer au nouveau ; puis signez un point de contrôle.`,
    );
  }
}
