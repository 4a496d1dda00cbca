/** Where the demonstration is on this machine. */
import { rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

export const DEMONSTRATION_FOLDER = join('data', 'demo');

/** Where the demonstration is made. */
interface DemonstrationPlace {
  /** In the stores that the environment names, otherwise in its own folder, which it empties first. */
  readonly isElsewhere: boolean;
  readonly folder: string;
  /** A folder that `DATA` names without stores: it is not used, as the demonstration empties its folder. */
  readonly unused: string | undefined;
}

/** An empty variable is one that is not set. */
export function demonstrationPlace(variables: NodeJS.ProcessEnv): DemonstrationPlace {
  const data = variables['DATA'] === '' ? undefined : variables['DATA'];
  if ((variables['EVENT_STORE_URL'] ?? '') !== '')
    return { isElsewhere: true, folder: data ?? 'data', unused: undefined };
  const unused = data === DEMONSTRATION_FOLDER ? undefined : data;
  return { isElsewhere: false, folder: DEMONSTRATION_FOLDER, unused };
}

/** The folder of the key that signs checkpoints of a log, and of the checkpoints: beside that of the log, which must not contain the key. */
export function signingFolderOf(data: string): string {
  // Also of `data/demo/`, as a shell completes it.
  return join(dirname(data), `${basename(data)}-audit`);
}

/** Checkpoints of the log in a folder. */
export function checkpointsFolderOf(data: string): string {
  return join(signingFolderOf(data), 'checkpoints');
}

/**
 * Removes a former demonstration with the checkpoints of its log: left there, they would witness that the log made next lost its end,
 * and nothing could be decided on it. The key stays.
 */
export function removeDemonstration(data: string): void {
  for (const folder of [data, checkpointsFolderOf(data)]) rmSync(folder, { recursive: true, force: true });
}
