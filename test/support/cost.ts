/** The cost of work in processor time, which other processes of the machine affect less than elapsed time. */

const TRIES = 3;
/** Quadratic work fails every try. Linear work can fail three tries on a busy machine. */
const TRIES_OF_FOUR = 12;
/** Allowance for garbage collection and compilation, ms. */
const SLACK_MS = 15;
/** Linear work costs four times as much for four times as long an input, quadratic work sixteen times. */
const FACTOR_MAX = 9;

/** For this process, ms. */
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

/** The fault in the growth of the cost of `work` with its input; undefined if it grows in proportion. */
export async function growthFault<Input>(
  input: (size: number) => Input,
  work: (input: Input) => unknown,
  size: number,
): Promise<string | undefined> {
  const [once, four] = [input(size), input(4 * size)];
  const cost = await least(() => work(once));
  let ofFour = Infinity;
  // The first proportional try is enough proof; the least of all tries would add nothing.
  for (let i = 0; i < TRIES_OF_FOUR; i++) {
    ofFour = Math.min(ofFour, await costOf(() => work(four)));
    if (ofFour <= FACTOR_MAX * cost + SLACK_MS) return undefined;
  }
  return `${size} cost ${cost.toFixed(1)} ms, four times as many ${ofFour.toFixed(1)} ms`;
}
