/** Facts for measurements: the teams of the national scale with some of its patients, the same in every run. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeExperiment } from '#libs/synthetic/experiment.ts';
import { NATIONAL, type Scale, patientsOf } from '#libs/synthetic/scale.ts';

const SEED = 20260930;
const COHORTS = ['PEPS', 'PRIMORDIAL', 'IPEP'] as const;

/** Writes about this many patients, or those of the national scale; gives their exact number. */
export async function writeFacts(folder: string, about?: number): Promise<number> {
  const scale = about === undefined ? NATIONAL : { ...NATIONAL, patientsFactor: about / allPatients(NATIONAL) };
  await writeExperiment(folder, { seed: SEED, scale });
  return allPatients(scale);
}

function allPatients(scale: Scale): number {
  return COHORTS.reduce((sum, cohort) => sum + patientsOf(scale, cohort), 0);
}

/** The data rows of each file of a folder, by its manifest. */
export function rowsOf(folder: string): ReadonlyMap<string, number> {
  const lines = readFileSync(join(folder, 'manifest.csv'), 'utf8').trimEnd().split('\n').slice(1);
  return new Map(lines.map((line) => [line.split(',')[0] ?? '', Number(line.split(',')[1])]));
}

export function totalRows(folder: string): number {
  return rowsOf(folder)
    .values()
    .reduce((sum, rows) => sum + rows, 0);
}
