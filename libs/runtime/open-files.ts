/** The limit of open files of this process, which includes its connections. */
import { readFileSync } from 'node:fs';
import type { Logger } from 'pino';

const LIMITS = '/proc/self/limits';
/** Reserved for the files of the stores, uploads, and the connections to engines. */
const KEPT_FOR_FILES = 256;
/** Reserved for refusals that are sent to connections beyond the limit, and for health checks. */
const KEPT_FOR_ANSWERS = 64;

/** Undefined if the system does not give it or sets none. */
export function openFilesMax(path = LIMITS): number | undefined {
  try {
    const [, soft] = /^Max open files\s+(\d+)/m.exec(readFileSync(path, 'utf8')) ?? [];
    return soft === undefined ? undefined : Number(soft);
  } catch {
    // Other systems have no such file.
    return undefined;
  }
}

/** How many connections leave files enough to answer them. */
export function connectionsWithin(wanted: number, files: number | undefined, logger: Pick<Logger, 'warn'>): number {
  const most = files === undefined ? wanted : Math.max(1, Math.min(wanted, files - KEPT_FOR_FILES));
  if (most < wanted)
    logger.warn({ wanted, files, connections: most }, 'fewer connections, for the limit of open files');
  return most;
}

/** The first descriptor that leaves few free ones; undefined if the system does not give their number. */
export function lastDescriptors(files: number | undefined): number | undefined {
  return files === undefined ? undefined : files - KEPT_FOR_ANSWERS;
}
