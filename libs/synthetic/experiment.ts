/** Writes a whole synthetic experiment: the fourteen fact files and their manifest, the same bytes for the same seed. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ACT_COLUMNS, actsOfMonth, writtenPatient } from './acts.ts';
import { row } from './csv.ts';
import { CREDIT_COLUMNS, creditRows, REVENUE_COLUMNS, revenueRows } from './money.ts';
import { buildNetwork } from './network.ts';
import { buildPerson, type SyntheticPerson, type World } from './population.ts';
import { QUALITY_COLUMNS, qualityRows, THRESHOLD_COLUMNS, thresholdRows } from './quality.ts';
import * as facts from './rows.ts';
import { horizonOf, patientsOf, type Scale } from './scale.ts';
import { NATIONAL_SPENDING_COLUMNS, nationalSpendingRows, SPENDING_COLUMNS, writeSpending } from './spending.ts';
import { buildTeams } from './teams.ts';
import { fromRows, writeFile, type Batches } from './writer.ts';

export { DEMO, type Scale } from './scale.ts';

export interface ExperimentOptions {
  readonly seed: number;
  readonly scale: Scale;
  /** Ordered by patient (default), or by month of care as a payer sends them. */
  readonly actOrder?: 'patient' | 'month';
  readonly onProgress?: (file: string, rows: number) => void;
}

export async function writeExperiment(folder: string, options: ExperimentOptions): Promise<Record<string, number>> {
  const { seed, scale, onProgress } = options;
  await mkdir(folder, { recursive: true });
  const counts: Record<string, number> = {};
  const manifest: string[] = [];
  for (const [name, columns, batches] of files(buildWorld(seed, scale), options.actOrder ?? 'patient')) {
    const file = `${name}.csv`;
    const { rows, sha256 } = await writeFile(join(folder, file), columns, batches);
    counts[file] = rows;
    manifest.push(row(file, rows, sha256));
    onProgress?.(file, rows);
  }
  await writeFile(join(folder, 'manifest.csv'), 'file,rows,sha256', fromRows(manifest));
  return counts;
}

function buildWorld(seed: number, scale: Scale): World {
  return { seed, scale, horizon: horizonOf(scale), network: buildNetwork(buildTeams(seed, scale)) };
}

type File = readonly [name: string, columns: string, batches: Batches];

function files(world: World, actOrder: 'patient' | 'month'): readonly File[] {
  const { seed, horizon } = world;
  const { teams } = world.network;
  return [
    ['teams', facts.FACT_COLUMNS.teams, fromRows(facts.teamRows(teams))],
    ['phases', facts.FACT_COLUMNS.phases, fromRows(facts.phaseRows(teams))],
    ['members', facts.FACT_COLUMNS.members, fromRows(facts.memberRows(teams))],
    ['communes', facts.FACT_COLUMNS.communes, fromRows(facts.communeRows(horizon, teams))],
    ['thresholds', THRESHOLD_COLUMNS, fromRows(thresholdRows(horizon))],
    ['quality', QUALITY_COLUMNS, fromRows(qualityRows(seed, horizon, teams))],
    ['reference_revenue', REVENUE_COLUMNS, fromRows(revenueRows(seed, horizon, teams))],
    ['credits', CREDIT_COLUMNS, fromRows(creditRows(seed, horizon, teams))],
    ['national_spending', NATIONAL_SPENDING_COLUMNS, fromRows(nationalSpendingRows(horizon))],
    ['patients', facts.FACT_COLUMNS.patients, forEachPerson(world, facts.writePatient)],
    ['coverage', facts.FACT_COLUMNS.coverage, forEachPerson(world, facts.writeCoverage)],
    ['declarations', facts.FACT_COLUMNS.declarations, forEachPerson(world, facts.writeDeclarations)],
    ['spending', SPENDING_COLUMNS, forEachPerson(world, writeSpending)],
    ['acts', ACT_COLUMNS, acts(world, actOrder)],
  ];
}

function forEachPerson(
  world: World,
  each: (world: World, person: SyntheticPerson, write: (row: string) => void) => void,
): Batches {
  const { scale } = world;
  const count = patientsOf(scale, 'PEPS') + patientsOf(scale, 'PRIMORDIAL') + patientsOf(scale, 'IPEP');
  return function* (write) {
    for (let index = 0; index < count; index += 1) {
      each(world, buildPerson(world, index), write);
      yield;
    }
  };
}

/** Acts are sent for the patients of the forfaits; each is generated again for each month if the order is by month. */
function acts(world: World, order: 'patient' | 'month'): Batches {
  const { scale } = world;
  const count = patientsOf(scale, 'PEPS') + patientsOf(scale, 'PRIMORDIAL');
  const months = 12 * scale.years;
  return function* (write) {
    if (order === 'patient') {
      for (let index = 0; index < count; index += 1) {
        const patient = writtenPatient(world, buildPerson(world, index));
        for (let month = 0; month < months; month += 1) actsOfMonth(world, patient, month, write);
        yield;
      }
      return;
    }
    for (let month = 0; month < months; month += 1) {
      for (let index = 0; index < count; index += 1) {
        actsOfMonth(world, writtenPatient(world, buildPerson(world, index)), month, write);
        yield;
      }
    }
  };
}
