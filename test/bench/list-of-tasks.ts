/** Measures the list of tasks after one more fact against the first list of a process, which reads every dossier. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Todo, todo } from '#libs/week/todo.ts';
import { type SizedFacts, actsOf, lateAct } from './late-fact.ts';
import { median, mustEqual, progress, timed } from './measure.ts';
import { type Measurement, milliseconds } from './report.ts';
import { LAST_KNOWN_DAY } from './stores.ts';

const TARGET = 0.25;
/** The acts that come late are of 2023. */
const MONTHS = 48;
/** The ids of these acts are after those of other measures. */
const FIRST_ACT = 10_000;

export async function measureListOfTasks(
  { stores, facts, patients }: SizedFacts,
  temporary: string,
  runs: number,
): Promise<Measurement> {
  const { log, projections, readStore, regulation } = stores;
  const list = async (): Promise<Todo> =>
    todo({ log, projections, readStore }, { asOf: LAST_KNOWN_DAY, months: MONTHS, regulation });
  const actsIn = async (): Promise<number> => (await list()).completeness.reduce((sum, { acts }) => sum + acts, 0);
  const first = await timed(async () => void (await list()));
  const acts = actsOf(facts);
  const seconds: number[] = [];
  for (let run = 0; run < runs; run++) {
    const before = await actsIn();
    const folder = mkdtempSync(join(temporary, 'listed-'));
    writeFileSync(join(folder, 'acts.csv'), `${lateAct(acts, FIRST_ACT + run).join('\n')}\n`);
    mustEqual('rows recorded', await stores.import(folder), 1);
    rmSync(folder, { recursive: true });
    seconds.push(await timed(async () => void (await list())));
    mustEqual('acts counted', await actsIn(), before + 1);
  }
  const after = median(seconds);
  progress(`list of tasks: the first ${milliseconds(first)}, after one more fact ${milliseconds(after)}`);
  return {
    name: `list of tasks after one more fact against the first one, ${patients.toLocaleString('en')} patients`,
    control: milliseconds(first),
    product: milliseconds(after),
    ratio: after / first,
    target: { atMost: TARGET },
  };
}
