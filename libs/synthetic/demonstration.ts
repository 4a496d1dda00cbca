/** Where the demonstration is on this machine. */
import { rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

export const DEMONSTRATION_FOLDER = join('data', 'demo');

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
