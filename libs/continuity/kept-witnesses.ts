/**
 * Witnesses that are kept on purpose: the last file of the bank that was handed out, with the place of the log that says so, and the end of
 * the log after a command. Beside the read store; that of the bank also in the folder of checkpoints, where this process writes there.
 */
import { accessSync, constants, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadStore } from '#libs/read-store/read-store.ts';
import type { Witness } from '#libs/continuity/witness.ts';

/** Scratch documents of the read store: one for each kind of witness. */
const SCRATCH = 'kept-witnesses';
const FILE = 'last-bank-file.json';

/** Takes the place of the one of its kind. */
export async function keepWitness(readStore: ReadStore, witness: Witness): Promise<void> {
  const scratch = await readStore.scratch(SCRATCH);
  await scratch.write({ puts: [[witness.kind, JSON.stringify(witness)]] });
}

export async function keptWitnesses(readStore: ReadStore): Promise<readonly Witness[]> {
  const kept = await (await readStore.scratch(SCRATCH)).get(['BANK_FILE', 'END'] satisfies Witness['kind'][]);
  return [...kept.values()].map((text) => JSON.parse(text) as Witness);
}

/** `folder`: of checkpoints. Nothing where this process only reads there. */
export function keepBankFile(folder: string, witness: Witness): void {
  if (!isWritable(folder)) return;
  const path = join(folder, FILE);
  writeFileSync(`${path}.part`, `${JSON.stringify(witness)}\n`);
  renameSync(`${path}.part`, path);
}

export function keptBankFile(folder: string): Witness | undefined {
  const path = join(folder, FILE);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Witness) : undefined;
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
