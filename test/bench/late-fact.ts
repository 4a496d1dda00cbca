/** Measures the time from one late act to the new draft statements, for each number of patients. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { median, mustEqual, progress, timed } from './measure.ts';
import { type Measurement, milliseconds } from './report.ts';
import type { Sized } from './calculate.ts';
import { LAST_KNOWN, LAST_KNOWN_DAY } from './stores.ts';

const WARM_UPS = 2;
const TARGET = 1.5;
const CARE_YEAR = '2023';
const FORFAIT_TEAM = /^(PEPS|PRIM)-/;
/** The step between late acts, so that they concern different patients. */
const STRIDE = 97;

export interface SizedFacts extends Sized {
  readonly facts: string;
}

/** Alternates the sizes, so that all meet the same machine. */
export async function measureLateFact(
  sizes: readonly SizedFacts[],
  temporary: string,
  runs: number,
): Promise<Measurement[]> {
  const seconds = sizes.map((): number[] => []);
  const acts = sizes.map(({ facts }) => actsOf(facts));
  for (const { stores } of sizes) await stores.calculate(LAST_KNOWN_DAY);
  for (let run = 0; run < WARM_UPS + runs; run++)
    for (const [i, size] of sizes.entries()) {
      const taken = await oneFact(size, lateAct(acts[i] ?? { columns: [], lines: [] }, run), temporary);
      if (run >= WARM_UPS) seconds[i]?.push(taken);
    }
  const medians = seconds.map(median);
  medians.forEach((taken, i) => {
    progress(`late fact ${sizes[i]?.factor}×: ${milliseconds(taken)}, median of ${runs}`);
  });
  return sizes.slice(1).map(({ factor }, i) => ({
    name: `one late fact to its new draft at ${factor}× against ${sizes[0]?.factor}×`,
    control: milliseconds(medians[0] ?? NaN),
    product: milliseconds(medians[i + 1] ?? NaN),
    ratio: (medians[i + 1] ?? NaN) / (medians[0] ?? NaN),
    target: { atMost: TARGET },
  }));
}

async function oneFact({ stores }: SizedFacts, act: readonly string[], temporary: string): Promise<number> {
  const folder = mkdtempSync(join(temporary, 'late-'));
  try {
    writeFileSync(join(folder, 'acts.csv'), act.map((line) => `${line}\n`).join(''));
    return await timed(async () => {
      mustEqual('late rows recorded', await stores.import(folder), 1);
      const { read, recorded } = await stores.calculate(LAST_KNOWN_DAY);
      mustEqual('persons counted again', read, 1);
      if (recorded === 0) throw new Error('the late fact changed no statement');
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface Acts {
  readonly columns: readonly string[];
  readonly lines: readonly string[];
}

/** The acts of one year by permanent members of a team paid by forfait: each counts in a statement. */
export function actsOf(facts: string): Acts {
  const always = alwaysInForfaitTeam(facts);
  const { columns, lines } = linesOf(facts, 'acts');
  const [executant, care, quantity] = placesOf(columns, ['executant_rpps', 'care_on', 'quantity']);
  const counts = (line: string): boolean => {
    const act = line.split(',');
    return always.has(act[executant]) && act[care]?.startsWith(CARE_YEAR) === true && Number(act[quantity]) > 0;
  };
  return { columns, lines: lines.filter(counts) };
}

/** Members with a single, open row in a team of the quarterly schemes. */
function alwaysInForfaitTeam(facts: string): ReadonlySet<string | undefined> {
  const { columns, lines } = linesOf(facts, 'members');
  const [team, rpps, from, until] = placesOf(columns, ['team_id', 'rpps', 'from', 'until']);
  const rows = Map.groupBy(
    lines.map((line) => line.split(',')),
    (row) => row[rpps],
  );
  const isAlways = ([row, ...others]: readonly string[][]): boolean =>
    row !== undefined &&
    others.length === 0 &&
    FORFAIT_TEAM.test(row[team] ?? '') &&
    (row[from] ?? '') < CARE_YEAR &&
    row[until] === '';
  return new Set([...rows].filter(([, ofMember]) => isAlways(ofMember)).map(([member]) => member));
}

function placesOf<const Names extends readonly string[]>(
  columns: readonly string[],
  names: Names,
): { [I in keyof Names]: number } {
  return names.map((name) => columns.indexOf(name)) as { [I in keyof Names]: number };
}

/** The rows of a file whose fields contain no comma. */
function linesOf(facts: string, file: string): Acts {
  const [header = '', ...lines] = readFileSync(join(facts, `${file}.csv`), 'utf8')
    .trimEnd()
    .split('\n');
  return { columns: header.split(','), lines };
}

/** A header and one line: an act repeated under a new id, known on the last day. */
export function lateAct({ columns, lines }: Acts, n: number): readonly string[] {
  const fields = (lines[(n * STRIDE) % lines.length] ?? '').split(',');
  fields[columns.indexOf('act_id')] = `LATE${n}`;
  fields[columns.indexOf('known_on')] = LAST_KNOWN;
  return [columns.join(','), fields.join(',')];
}
