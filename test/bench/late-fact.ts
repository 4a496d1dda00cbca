/** Measures the time from one late act to the new draft statements, at each number of patients. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { median, mustEqual, progress, timed } from './measure.ts';
import { type Measured, milliseconds } from './report.ts';
import type { Sized } from './calculate.ts';
import { LAST_KNOWN, LAST_KNOWN_DAY } from './stores.ts';

const WARM_UPS = 2;
const TARGET = 1.5;

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
      const taken = await oneFact(size, lateAct(acts[i] ?? [], run), temporary);
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

/** The acts of a folder that were done for a person of a team that takes part: their header and their lines. */
export function actsOf(facts: string): readonly string[] {
  return readFileSync(join(facts, 'acts.csv'), 'utf8').trimEnd().split('\n');
}

/** Header and one line: an act of the folder done again under an id of its own, known on the last day. */
export function lateAct(acts: readonly string[], n: number): readonly string[] {
  const header = acts[0] ?? '';
  const at = (name: string): number => header.split(',').indexOf(name);
  const care = at('care_on');
  const ordinary = acts.filter((line) => {
    const fields = line.split(',');
    return fields[care]?.startsWith('2023') === true && fields[at('qualifier')] === '' && fields[at('reverses')] === '';
  });
  const fields = (ordinary[(n * 97) % ordinary.length] ?? '').split(',');
  fields[at('act_id')] = `LATE${n}`;
  fields[at('known_on')] = LAST_KNOWN;
  return [header, fields.join(',')];
}
