/**
 * `npm run simulate -- --seed N --runs M [--counts]`: runs M stories, starting with seed N. If an invariant fails, prints the shortest
 * story and exits with status 1.
 */
import { parseArgs } from 'node:util';
import { shortestStory, simulate } from '#test/simulation/simulate.ts';

const REPORT_EACH = 500;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '1000' },
    counts: { type: 'boolean', default: false },
  },
});

function whole(name: 'seed' | 'runs'): number {
  const text = values[name];
  if (!/^\d{1,9}$/.test(text)) throw new RangeError(`--${name} is ${text}; write a whole number`);
  return Number(text);
}

const began = performance.now();
const seconds = (): string => ((performance.now() - began) / 1_000).toFixed(1);
const { runs, steps, counts, found } = await simulate({
  seed: whole('seed'),
  runs: whole('runs'),
  onRun: (done) => {
    if (done % REPORT_EACH === 0) console.error(`${done} runs, ${seconds()} s`);
  },
});
if (values.counts) for (const [name, count] of [...counts].sort()) console.log(`${String(count).padStart(8)} ${name}`);
const processor = (process.cpuUsage().user / 1_000 / runs).toFixed(1);
console.log(`${runs} runs, ${steps} steps, ${seconds()} s, ${processor} ms of processor a run.`);
if (found !== undefined) {
  console.log(`Seed ${found.seed}: ${found.invariant}. ${found.said}`);
  for (const line of await shortestStory(found)) console.log(line);
  process.exitCode = 1;
}
