/**
 * The last file of the bank that was handed out, with the place of the log that says so: kept in the folder of checkpoints, where there is
 * one that this process writes in, and beside the read store.
 */
import { accessSync, constants, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadStore } from '#libs/read-store/read-store.ts';
import type { Witness } from '#libs/continuity/witness.ts';

/** Scratch documents of the read store. */
const SCRATCH = 'sent-bank-files';
const LAST = 'last';
const FILE = 'last-bank-file.json';

interface Places {
  readonly readStore: ReadStore;
  /** Folder of checkpoints; undefined: none. */
  readonly folder: string | undefined;
}

export async function keepSentFile({ readStore, folder }: Places, witness: Witness): Promise<void> {
  const text = JSON.stringify(witness);
  await (await readStore.scratch(SCRATCH)).write({ puts: [[LAST, text]] });
  if (folder === undefined || !isWritable(folder)) return;
  const path = join(folder, FILE);
  writeFileSync(`${path}.part`, `${text}\n`);
  renameSync(`${path}.part`, path);
}

export async function lastSentFiles({ readStore, folder }: Places): Promise<readonly Witness[]> {
  const kept = (await (await readStore.scratch(SCRATCH)).get([LAST])).get(LAST);
  const path = folder === undefined ? undefined : join(folder, FILE);
  const inFolder = path !== undefined && existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  return [kept, inFolder].flatMap((text) => (text === undefined ? [] : [JSON.parse(text) as Witness]));
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    // Signed elsewhere, and only read here: the read store has it.
    return false;
  }
}
