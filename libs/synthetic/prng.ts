/**
 * A small pseudo-random generator: a seed gives the same experiment on any machine. Own code: another version of a library could
 * change the numbers, and published figures depend on them.
 */

/** Mixes whole numbers into a 32-bit seed: a separate seed for each generated team, patient or month. */
function subSeed(seed: number, ...parts: readonly number[]): number {
  let mixed = (seed ^ 0x9e3779b9) | 0;
  for (const part of parts) {
    // A part may be larger than 32 bits.
    mixed = scramble(mixed ^ (part | 0));
    mixed = scramble(mixed + Math.floor(part / 0x1_0000_0000) + 0x6d2b79f5);
  }
  return mixed >>> 0;
}

function scramble(value: number): number {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}

export class Random {
  #state: number;

  constructor(seed: number, ...parts: readonly number[]) {
    this.#state = subSeed(seed, ...parts);
  }

  /** Uniform in [0, 1[: mulberry32, by Tommy Ettinger, in the public domain. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let x = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 0x1_0000_0000;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** A whole number, both bounds included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.next() * items.length)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }

  /** A weighted choice among [weight, item]. */
  weighted<T>(pairs: readonly (readonly [number, T])[]): T {
    let left = this.next() * pairs.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, item] of pairs) {
      left -= weight;
      if (left < 0) return item;
    }
    return this.pick(pairs)[1];
  }

  /** An exponential waiting time of that mean. */
  exponential(mean: number): number {
    return -mean * Math.log(1 - this.next());
  }

  /** Knuth's method, for small means. */
  poisson(mean: number): number {
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = this.next(); product > limit; product *= this.next()) count += 1;
    return count;
  }

  /** Log-normal of mean 1, by Box and Muller. */
  logNormal(sigma: number): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
    return Math.exp(sigma * normal - (sigma * sigma) / 2);
  }
}

/** One number per facet of the experiment, so that each is drawn independently. */
export const FACET = { TEAM: 1, PERSON: 2, DECLARATIONS: 3, COVERAGE: 4, ACTS: 5, SPENDING: 6, QUALITY: 7, MONEY: 8 };
