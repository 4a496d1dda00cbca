/** Starts a process, or prints a sentence about the setting that prevents the start. */
import { accessSync, constants } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { makeFolder } from '#libs/files/make-folder.ts';
import type { Logger } from 'pino';
import { Continuity } from '#libs/continuity/continuity.ts';
import { DomainError } from '#libs/kernel/domain-error.ts';
import { Failure } from '#libs/kernel/failure.ts';
import { ServerUrlRefused } from '#libs/kernel/server-url.ts';
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';
import { isUnusableFile } from '#libs/sqlite/failure.ts';
import {
  type CommonEnvironment,
  EnvironmentRefused,
  MISCONFIGURED,
  type NamedFolder,
} from '#libs/runtime/environment.ts';
import type { StartFault } from '#libs/runtime/start-faults.ts';
import { type OpenStores, requireReadable, witnessPlaces } from '#libs/runtime/stores.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';
import { systemReason } from '#libs/words/system.ts';
import type { VariableName } from '#libs/runtime/variables.ts';

/** The address of a process, with the variables that set it. */
interface NamedAddress {
  readonly port: readonly [variable: VariableName, value: number];
  readonly host?: readonly [variable: VariableName, value: string];
}

const AVAILABLE_MS = 60_000;
const AGAIN_MS = 500;
const UNAVAILABLE = 1;

/** Ends the process with status 2 if its environment is refused, with 1 if a store or a key cannot be used, even with open handles. */
export async function start(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const ended = endingOf(error);
    if (ended === undefined) throw error;
    process.stderr.write(`${ended.sentence}\n`);
    process.exit(ended.status);
  }
}

/** The end of a process whose start throws this; undefined for a fault of the program. */
export function endingOf(error: unknown): { readonly sentence: string; readonly status: number } | undefined {
  const refused = error instanceof EnvironmentRefused ? error : refusedStore(error);
  if (refused !== undefined) return { sentence: refused.message, status: MISCONFIGURED };
  // The store is unavailable, damaged or replaced, or the keys belong to another log.
  if (!(error instanceof Failure)) return undefined;
  return { sentence: sentenceOf(error as Failure), status: UNAVAILABLE };
}

/**
 * Retries `open` while an engine is locked or unavailable, so that a service begins when it can. Throws StoreUnavailable after a minute.
 */
export async function whenAvailable<T>(open: () => Promise<T>, logger: Logger): Promise<T> {
  const until = performance.now() + AVAILABLE_MS;
  for (;;) {
    try {
      return await open();
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || performance.now() >= until) throw error;
      logger.warn({ err: error }, 'a store is locked or away, tried again');
    }
    await setTimeout(AGAIN_MS);
  }
}

/**
 * Checks the log before a service works with it: whether it can be read, and whether it matches its witnesses. Faults are logged. The
 * service starts anyway, not ready, so that people see the fault and can acknowledge it. An empty log is named: of a disk that is not
 * there, nothing else tells than that the service is new.
 */
export async function checkLog(
  { stores: paths, audit }: Pick<CommonEnvironment, 'stores' | 'audit'>,
  { log, readStore }: Pick<OpenStores, 'log' | 'readStore'>,
  logger: Logger,
): Promise<void> {
  try {
    await requireReadable(paths, log);
    if ((await log.end()) === 0)
      logger.warn(
        { log: paths.logPath },
        'the log is empty: is this a new installation, and DATA or EVENT_STORE_URL right?',
      );
    await new Continuity({ log, readStore, ...witnessPlaces(paths, audit.checkpoints) }).requireWhole();
  } catch (error) {
    if (!(error instanceof DomainError || error instanceof Failure)) throw error;
    logger.error({ err: error }, sentenceOf(error));
  }
}

/** Makes missing folders. Throws EnvironmentRefused, with a fault for each variable. */
export function makeFolders(folders: readonly NamedFolder[]): void {
  const faults = new Map<VariableName, StartFault>();
  for (const { variable, path } of folders)
    try {
      makeFolder(path);
      accessSync(path, constants.W_OK);
    } catch (error) {
      if (!faults.has(variable)) faults.set(variable, folderFault(variable, path, error as NodeJS.ErrnoException));
    }
  if (faults.size > 0) throw refusedFor(...faults.values());
}

function refusedFor(...faults: readonly StartFault[]): EnvironmentRefused {
  return new EnvironmentRefused(faults.map(sentenceOf));
}

export function folderFault(variable: string, value: string, error: NodeJS.ErrnoException): StartFault {
  const { code } = error;
  const data = { variable, value };
  if (code === 'ENOTDIR' || code === 'EEXIST') return { code: 'FOLDER_NOT_A_FOLDER', data };
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return { code: 'FOLDER_NOT_WRITABLE', data };
  return { code: 'FOLDER_UNUSABLE', data: { ...data, reason: systemReason(error) } };
}

/** Listens. Throws EnvironmentRefused, naming the variable, if it cannot. */
export async function listening<T>(address: NamedAddress, listen: () => Promise<T>): Promise<T> {
  try {
    return await listen();
  } catch (error) {
    const fault = addressFault(address, (error as NodeJS.ErrnoException).code);
    throw fault === undefined ? error : refusedFor(fault);
  }
}

function addressFault(
  { port: [portVariable, port], host }: NamedAddress,
  code: string | undefined,
): StartFault | undefined {
  if (code === 'EADDRINUSE') return { code: 'PORT_TAKEN', data: { variable: portVariable, value: port } };
  if (code === 'EACCES') return { code: 'PORT_FORBIDDEN', data: { variable: portVariable, value: port } };
  if (host === undefined || code === undefined || !NO_ADDRESS.includes(code)) return undefined;
  return { code: 'HOST_NOT_HERE', data: { variable: host[0], value: host[1] } };
}

const NO_ADDRESS = ['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EINVAL', 'EAFNOSUPPORT'];

function refusedStore(error: unknown): EnvironmentRefused | undefined {
  if (error instanceof ServerUrlRefused) return new EnvironmentRefused([sentenceOf(error)]);
  if (!isUnusableFile(error)) return undefined;
  return refusedFor({ code: 'STORE_FILE_UNUSABLE', data: { reason: error.message, path: error.path } });
}
