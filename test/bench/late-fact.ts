/** Measures the time from one late act to the new draft statements, at each number of patients. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { median, mustEqual, progress, timed } from './measure.ts';
import { type Measured, milliseconds } from './report.ts';
import type { Sized } from './calculate.ts';
import { LAST_KNOWN, LAST_KNOWN_DAY } from './stores.ts';

const WARM_UPS = 2;
const TARGET = 1.5;
const CARE_YEAR = '2023';
/** From one late act to the next, so that they are of different patients. */
const STRIDE = 97;

export interface SizedFacts extends Sized {
  readonly facts: string;
}

/** The sizes in turn, so that all meet the same machine. */
export async function measureLateFact(
  sizes: readonly SizedFacts[],
  temporary: string,
  runs: number,
): Promise<Measured[]> {
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
      mustEqual('events of dossiers read again', read, 0);
      if (recorded === 0) throw new Error('the late fact changed no statement');
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface Acts {
  readonly columns: readonly string[];
  /** The lines of ordinary acts of one year. */
  readonly lines: readonly string[];
}

/** The acts of a folder that a late one can be made from. */
export function actsOf(facts: string): Acts {
  const [header = '', ...lines] = readFileSync(join(facts, 'acts.csv'), 'utf8').trimEnd().split('\n');
  const columns = header.split(',');
  const [care, qualifier, reverses] = ['care_on', 'qualifier', 'reverses'].map((name) => columns.indexOf(name));
  const isOrdinary = (line: string): boolean => {
    const fields = line.split(',');
    return fields[care ?? -1]?.startsWith(CARE_YEAR) === true && !fields[qualifier ?? -1] && !fields[reverses ?? -1];
  };
  return { columns, lines: lines.filter(isOrdinary) };
}

/** Header and one line: an act done again under an id of its own, known on the last day. */
export function lateAct({ columns, lines }: Acts, n: number): readonly string[] {
  const fields = (lines[(n * STRIDE) % lines.length] ?? '').split(',');
  fields[columns.indexOf('act_id')] = `LATE${n}`;
  fields[columns.indexOf('known_on')] = LAST_KNOWN;
  return [columns.join(','), fields.join(',')];
}
