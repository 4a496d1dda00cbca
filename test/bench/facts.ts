/** Facts to measure with: the teams of the national scale with a part of its patients, the same at every run. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NATIONAL, writeExperiment } from '#libs/synthetic/experiment.ts';

const SEED = 20260930;
const NATIONAL_PATIENTS = NATIONAL.pepsPatients + NATIONAL.primordialPatients + NATIONAL.ipepPatients;

/** Gives the rows written. */
export async function writeFacts(folder: string, patients = NATIONAL_PATIENTS): Promise<number> {
  const scale = { ...NATIONAL, patientsFactor: patients / NATIONAL_PATIENTS };
  const counts = await writeExperiment(folder, { seed: SEED, scale });
  return Object.values(counts).reduce((sum, rows) => sum + rows, 0);
}

/** Data rows of each file of a folder, by its manifest. */
export function rowsOf(folder: string): ReadonlyMap<string, number> {
  const lines = readFileSync(join(folder, 'manifest.csv'), 'utf8').trimEnd().split('\n').slice(1);
  return new Map(lines.map((line) => [line.split(',')[0] ?? '', Number(line.split(',')[1])]));
}

export function totalRows(folder: string): number {
  return rowsOf(folder)
    .values()
    .reduce((sum, rows) => sum + rows, 0);
}
