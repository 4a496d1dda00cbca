/** Opens the stores that the command line or the environment names. */
import { statSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import * as v from 'valibot';
import type { WitnessPlaces } from '#libs/continuity/continuity.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { isErasedPatientRestored } from '#libs/erasure/erased-patient-restored.ts';
import { KeysUnusable } from '#libs/patient-keys/patient-keys.ts';
import { areKeysThere } from '#libs/runtime/keys.ts';
import { keysMissing } from '#libs/runtime/sealed-log.ts';
import type { StoredEvents } from '#libs/event-store/stored-events.ts';
import {
  type OpenStores,
  type StorePaths,
  openLogAt,
  openStoredEventsAt,
  openStoredLogAt,
  openStoresAt,
  storePaths,
  witnessPlaces,
} from '#libs/runtime/stores.ts';
import { storeUrlFault } from '#libs/runtime/store-servers.ts';
import type { VariableFault } from '#libs/runtime/start-faults.ts';
import { isNearlyProduction, patientKeyFaults } from '#libs/runtime/exposures.ts';
import { nearNames } from '#libs/runtime/near-names.ts';
import { folderFault } from '#libs/runtime/start.ts';
import { isProduction } from '#libs/runtime/production.ts';
import {
  ACT_ENTRIES,
  type ActEntries,
  KEY_FILE_PATH,
  SEALING,
  THREADS,
  oneOfVariable,
} from '#libs/runtime/variable-kinds.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';
import { systemReason } from '#libs/words/system.ts';
import { instantNow } from '#apps/cli/arguments.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';

export interface StoreOptions {
  /** Folder of the stores; it overrides the environment. */
  readonly data?: string | undefined;
  /** The command also runs if an older copy of the keys has restored an erased patient. */
  readonly endsErasures?: boolean;
}

const DEFAULT_FOLDER = './data';
/** Variables that decide who may decide, and whether facts about patients are sealed. */
const PROTECTING = [
  ...['NODE_ENV', 'DECISIONS', 'DECISIONS_JWKS', 'DECISIONS_ISSUER', 'DECISIONS_AUDIENCE'],
  ...['PATIENT_KEY_FILE', 'PATIENT_ENCRYPTION'],
];

/** Without `create`, refuses a missing log: a mistyped folder must not look like an empty one. Refuses keys older than an erasure. */
export async function openStores(options: StoreOptions, create: boolean): Promise<OpenStores> {
  const paths = storePathsOf(options);
  if (!create) requireLog(options);
  const stores = await namingFolder(options, paths, openStoresAt(paths, instantNow));
  return withKeysOfNow(options, stores, stores.log);
}

/** Throws CliRefusal, with the setting that names the folder, if a folder of the stores cannot be made. */
async function namingFolder<T>({ data }: StoreOptions, { logPath }: StorePaths, opened: Promise<T>): Promise<T> {
  try {
    return await opened;
  } catch (error) {
    const { syscall, path } = error as NodeJS.ErrnoException;
    if (syscall !== 'mkdir' || path === undefined) throw error;
    const ofLog = setting('EVENT_STORE_URL') === undefined ? 'DATA' : 'EVENT_STORE_URL';
    const isAboveLog = `${resolve(dirname(logPath))}${sep}`.startsWith(`${path}${sep}`);
    const isOfLog = setting('READ_STORE_URL') === undefined || isAboveLog;
    const variable = data !== undefined ? '--data' : isOfLog ? ofLog : 'READ_STORE_URL';
    throw new CliRefusal(sentenceOf(folderFault(variable, path, error as NodeJS.ErrnoException)));
  }
}

/** Throws CliRefusal if this account may not look: a folder without rights must not look like one without a log. */
export function storesExist(options: StoreOptions): boolean {
  const { server, logPath } = storePathsOf(options);
  return server !== undefined || isThere(logPath);
}

function isThere(path: string): boolean {
  try {
    statSync(path);
    return true;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw new CliRefusal(`le journal ${path} ne peut pas être lu (${systemReason(error)})`);
  }
}

/** Throws CliRefusal if there is no log. */
export function requireLog(options: StoreOptions, toDo = 'importez d’abord des faits, ou indiquez --data'): void {
  if (!storesExist(options)) throw new CliRefusal(`il n’y a pas de journal dans ${logPathOf(options)} ; ${toDo}`);
}

/** Whether the log is on a server, so that its local file is a copy. */
export function isLogOnServer(options: StoreOptions): boolean {
  return storePathsOf(options).server !== undefined;
}

/** The file of the log, which may be missing. */
export function logPathOf(options: StoreOptions): string {
  return storePathsOf(options).logPath;
}

/** Refuses keys of before an erasure. */
export async function openLog(options: StoreOptions): Promise<EventStore> {
  const paths = storePathsOf(options);
  const log = await namingFolder(options, paths, openLogAt(paths, instantNow));
  return withKeysOfNow(options, log, log);
}

/**
 * For commands that read or copy the log as stored. Keys that cannot be opened here reveal nobody: gives why, or why they are not those of the
 * log; undefined where they are, or there are none.
 */
export async function requireKeysOfNow(options: StoreOptions): Promise<KeysUnusable | undefined> {
  const { keys } = storePathsOf(options);
  if (keys === undefined || !(await areKeysThere(keys))) return undefined;
  try {
    await (await openLog(options)).close();
    return undefined;
  } catch (error) {
    if (!(error instanceof KeysUnusable)) throw error;
    return error;
  }
}

/** Why the keys here are not all that the log needs: they are not there, or older than it. Undefined if nothing says so without them. */
export async function keysLacking(options: StoreOptions): Promise<KeysUnusable | undefined> {
  const unusable = await requireKeysOfNow(options);
  if (unusable !== undefined) return unusable.code === 'KEYS_OLDER' ? unusable : undefined;
  const paths = storePathsOf(options);
  const log = await openStoredLogAt(paths, instantNow);
  try {
    return await keysMissing(log, paths.keys);
  } finally {
    await log.close();
  }
}

/** Closes the opened stores if it refuses. */
async function withKeysOfNow<T extends { readonly close: () => Promise<void> }>(
  { endsErasures = false }: StoreOptions,
  opened: T,
  log: EventStore,
): Promise<T> {
  if (endsErasures || !(await isErasedPatientRestored(log))) return opened;
  await opened.close();
  throw new CliRefusal(
    'les clés des patients sont une copie d’avant un effacement : une personne effacée est de nouveau lisible ; achevez d’abord : decompte erasures finish',
  );
}

/** Opens the log in its stored form. */
export function openStoredEvents(options: StoreOptions): Promise<StoredEvents> {
  return openStoredEventsAt(storePathsOf(options));
}

/** The paths of the stores, which may be missing: --data overrides the environment, which overrides the default. */
export function storePathsOf({ data }: StoreOptions): StorePaths {
  if (data !== undefined) return storePaths(data, { threads: threads(), ...sealing() });
  return storePaths(setting('DATA') ?? DEFAULT_FOLDER, {
    log: urlOf('EVENT_STORE_URL'),
    read: urlOf('READ_STORE_URL'),
    actEntries: actEntries(),
    threads: threads(),
    keyServer: urlOf('KEY_STORE_URL'),
    ...sealing(),
  });
}

/** The settings that seal the facts about patients. */
export function sealing(): { readonly keyFile: string | undefined; readonly isSealed: boolean } {
  refuseNearly();
  const [file, said] = [setting('PATIENT_KEY_FILE'), setting('PATIENT_ENCRYPTION')];
  const isProduct = isProduction(process.env['NODE_ENV']);
  const [fault] = isProduct ? patientKeyFaults({ PATIENT_KEY_FILE: file, PATIENT_ENCRYPTION: said }) : [];
  if (fault !== undefined) throw new CliRefusal(sentenceOf(fault));
  return {
    keyFile: readSetting('PATIENT_KEY_FILE', v.optional(KEY_FILE_PATH), file),
    isSealed: readSetting('PATIENT_ENCRYPTION', oneOfVariable(SEALING, 'on'), said) !== 'off',
  };
}

/**
 * Refuses a near-miss of a protective setting, in its value or its name, as the services do: it would have no effect. Throws CliRefusal.
 */
function refuseNearly(): void {
  const nodeEnv = process.env['NODE_ENV'];
  if (isNearlyProduction(nodeEnv))
    throw new CliRefusal(sentenceOf({ code: 'NODE_ENV_NEARLY_PRODUCTION', data: { value: nodeEnv ?? '' } }));
  const [near] = nearNames(Object.keys(process.env), PROTECTING);
  if (near !== undefined) throw new CliRefusal(sentenceOf({ code: 'VARIABLE_NOT_READ', data: near }));
}

/** Undefined if it is not set, or empty. */
function setting(variable: string): string | undefined {
  const value = process.env[variable];
  return value === '' ? undefined : value;
}

function readSetting<Output>(
  variable: string,
  schema: v.GenericSchema<string | undefined, Output>,
  given: string | undefined,
): Output {
  const read = v.safeParse(schema, given);
  if (!read.success) throw new CliRefusal(`${variable} ${read.issues[0].message}`);
  return read.output;
}

/** AUDIT_CHECKPOINTS belongs to the log that the environment names only; --checkpoints may belong to any log. */
export function witnessesOf(options: StoreOptions & { readonly checkpoints?: string }): WitnessPlaces {
  if (options.checkpoints !== undefined) return witnessPlaces(storePathsOf(options), options.checkpoints);
  const folder = process.env['AUDIT_CHECKPOINTS'];
  const isOfOther = options.data !== undefined || folder === '';
  return witnessPlaces(storePathsOf(options), isOfOther ? undefined : folder);
}

function actEntries(): ActEntries | undefined {
  const value = process.env['ACT_ENTRIES'];
  if (value === undefined || value === '') return undefined;
  const found = ACT_ENTRIES.find((one) => one === value);
  if (found !== undefined) return found;
  const fault: VariableFault = { code: 'VARIABLE_NOT_AMONG', data: { value, allowed: ACT_ENTRIES } };
  throw new CliRefusal(`ACT_ENTRIES ${sentenceOf(fault)}`);
}

function threads(): number | undefined {
  return readSetting('THREADS', THREADS, setting('THREADS'));
}

export function urlOf(variable: 'EVENT_STORE_URL' | 'READ_STORE_URL' | 'KEY_STORE_URL'): string | undefined {
  const url = process.env[variable];
  if (url === undefined || url === '') return undefined;
  const fault = storeUrlFault(variable, url);
  if (fault !== undefined) throw new CliRefusal(sentenceOf(fault));
  return url;
}
