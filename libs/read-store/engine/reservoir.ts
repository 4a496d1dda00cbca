/** A random sample of the items taken, each with the same probability, of at most `size`. */
import { randomInt } from 'node:crypto';

const CHANCES = 2 ** 48 - 1;

/** From 0 to before 1, and unpredictable. */
function chance(): number {
  return randomInt(CHANCES) / CHANCES;
}

export class Reservoir<Item> {
  readonly #size: number;
  readonly #sample: Item[] = [];
  #read = 0;
  /** The probability that all items since the last one kept are skipped, and the number drawn for it. */
  #passing = 1;
  #drawn = chance();

  constructor(size: number) {
    this.#size = size;
  }

  get sample(): readonly Item[] {
    return this.#sample;
  }

  /** How many were taken. */
  get read(): number {
    return this.#read;
  }

  take(item: Item): void {
    this.#read++;
    if (this.#sample.length < this.#size) {
      this.#sample.push(item);
      return;
    }
    // Each is kept with the probability size / read. One draw gives the number of skipped ones, because there are millions.
    this.#passing *= 1 - this.#size / this.#read;
    if (this.#passing > this.#drawn) return;
    this.#sample[randomInt(this.#size)] = item;
    [this.#passing, this.#drawn] = [1, chance()];
  }

  /** Adds a sample of as many of `read` others: each item of both is as likely as before. */
  add(others: Iterable<Item>, read: number): void {
    const own = { sample: this.#sample.splice(0), left: this.#read };
    const other = { sample: [...others], left: read };
    this.#read += read;
    while (this.#sample.length < this.#size && own.sample.length + other.sample.length > 0) {
      // One that was chosen and is not there leaves a sample shorter.
      const isOwn = own.sample.length > 0 && randomInt(own.left + other.left) < own.left;
      const side = isOwn || other.sample.length === 0 ? own : other;
      this.#sample.push(...side.sample.splice(randomInt(side.sample.length), 1));
      side.left--;
    }
  }
}
