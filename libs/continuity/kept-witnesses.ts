/**
 * Deliberate witnesses: the last file handed out for the bank, with the position of its event, and the end of the log after a command. The
 * read store has them as scratch documents; the one of the bank is also a file in the folder of checkpoints if this process writes there.
 */
import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';
import { readGivenText } from '#libs/files/given-file.ts';
import { writeWholeFile } from '#libs/files/whole-file.ts';
import type { ReadStore } from '#libs/read-store/read-store.ts';
import { invalid } from '#libs/audit/refusals.ts';
import { WITNESS } from '#libs/continuity/events.ts';
import { type Witness, witnessedPlace } from '#libs/continuity/witness.ts';

/** Scratch documents of the read store: one for each kind of witness. */
const SCRATCH = 'kept-witnesses';
const FILE = 'last-bank-file.json';

/** Replaces the witness of its kind, unless that one saw more of the log and its position is not `acknowledged` as lost. */
export async function keepWitness(
  readStore: ReadStore,
  witness: Witness,
  acknowledged: ReadonlySet<string>,
): Promise<void> {
  const kept = (await keptWitnesses(readStore)).find(({ kind }) => kind === witness.kind);
  if (isFurther(kept, witness, acknowledged)) return;
  const scratch = await readStore.scratch(SCRATCH);
  await scratch.write({ puts: [[witness.kind, JSON.stringify(witness)]] });
}

export async function keptWitnesses(readStore: ReadStore): Promise<readonly Witness[]> {
  const kept = await (await readStore.scratch(SCRATCH)).get(['BANK_FILE', 'END'] satisfies Witness['kind'][]);
  return [...kept.values()].map((text) => JSON.parse(text) as Witness);
}

/** The same in a folder of checkpoints. Throws CHECKPOINT_UNREADABLE. Does nothing if this process may only read there. */
export function keepBankFile(folder: string, witness: Witness, acknowledged: ReadonlySet<string>): void {
  if (!isWritable(folder) || isFurther(keptBankFile(folder), witness, acknowledged)) return;
  // On disk before it has its name: an empty file after a power cut would be a damaged witness, and hold up all money.
  writeWholeFile(join(folder, FILE), `${JSON.stringify(witness)}\n`);
}

/** Throws CHECKPOINT_UNREADABLE. */
export function keptBankFile(folder: string): Witness | undefined {
  const path = join(folder, FILE);
  return existsSync(path) ? witnessIn(path) : undefined;
}

/** Throws CHECKPOINT_UNREADABLE: a damaged file is not treated as a missing witness. */
function witnessIn(path: string): Witness {
  try {
    return WITNESS.read(JSON.parse(readGivenText(path)));
  } catch (error) {
    throw invalid('CHECKPOINT_UNREADABLE', { path, reason: error instanceof Error ? error.message : String(error) });
  }
}

/** Whether the kept witness must stay: it saw more of the log, or the same position with another link, which shows a loss. */
function isFurther(kept: Witness | undefined, witness: Witness, acknowledged: ReadonlySet<string>): boolean {
  return kept !== undefined && kept.position >= witness.position && !acknowledged.has(witnessedPlace(kept));
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
