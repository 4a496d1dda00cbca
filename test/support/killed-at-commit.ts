/** The environment of a process that kills itself at the first commit by which its log has that many events (killed-at-commit.mjs). */
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

const LOADED_BEFORE = pathToFileURL(join(import.meta.dirname, 'killed-at-commit.mjs')).href;

export function killedAtCommit(events: number, when: 'BEFORE' | 'AFTER'): Readonly<Record<string, string>> {
  return { NODE_OPTIONS: `--import=${LOADED_BEFORE}`, KILLED_AT: String(events), KILLED: when };
}
