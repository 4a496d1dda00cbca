/** What work costs in time of the processor, which other processes of the machine do not change as they change time on the clock. */

const TRIES = 3;
/** What collecting garbage and compiling may cost in between, ms. */
const SLACK_MS = 15;
/** Linear work costs four times as much for four times as long an input, quadratic work sixteen times. */
const FACTOR_MAX = 9;

/** Of this process, ms. */
export async function costOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

async function least(work: () => unknown): Promise<number> {
  let cost = Infinity;
  for (let i = 0; i < TRIES; i++) cost = Math.min(cost, await costOf(work));
  return cost;
}

/** What is wrong with how the cost of `work` grows with its input; undefined where it grows in proportion. */
export async function growthFault<Input>(
  input: (size: number) => Input,
  work: (input: Input) => unknown,
  size: number,
): Promise<string | undefined> {
  const [once, four] = [input(size), input(4 * size)];
  const cost = await least(() => work(once));
  let ofFour = Infinity;
  // The first that is in proportion shows it: the least of all tries would be no more.
  for (let i = 0; i < TRIES; i++) {
    ofFour = Math.min(ofFour, await costOf(() => work(four)));
    if (ofFour <= FACTOR_MAX * cost + SLACK_MS) return undefined;
  }
  return `${size} cost ${cost.toFixed(1)} ms, four times as many ${ofFour.toFixed(1)} ms`;
}
