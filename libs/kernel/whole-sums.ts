/**
 * Many exact sums of whole numbers, each at its place. A sum is a number while it is less than 2^52, and a bigint above: adding numbers
 * creates no garbage, even for millions of amounts.
 */

/**
 * Sums stored as numbers are between −LIMIT and LIMIT, both excluded. If adding a term gives another such sum, the term was less than 2^53:
 * up to there every whole number, and every product of whole numbers, is exact. Otherwise the term is added as a bigint.
 */
const LIMIT = 2 ** 52;
const FIRST_PLACES = 1_024;

/** A sum in JSON: as text if a number cannot represent it. */
export type WrittenSum = number | string;

export class WholeSums {
  #numbers = new Float64Array(FIRST_PLACES);
  /** The part of a sum that is not in the numbers, keyed by place. */
  readonly #beyond = new Map<number, bigint>();
  #places = 0;

  /** Adds that many adjacent places, each with the sum 0; gives the first. */
  places(count: number): number {
    const first = this.#places;
    this.#places += count;
    if (this.#places > this.#numbers.length) {
      const numbers = new Float64Array(2 * this.#places);
      numbers.set(this.#numbers);
      this.#numbers = numbers;
    }
    return first;
  }

  /** A whole number up to 2^53, as facts have them. */
  add(place: number, value: number): void {
    const sum = (this.#numbers[place] ?? NaN) + value;
    if (sum < LIMIT && sum > -LIMIT) this.#numbers[place] = sum;
    else this.#addBeyond(place, BigInt(value));
  }

  /** The product of a whole number up to 2^53 and another. */
  addProduct(place: number, factor: number, value: bigint): void {
    const sum = (this.#numbers[place] ?? NaN) + factor * Number(value);
    if (sum < LIMIT && sum > -LIMIT) this.#numbers[place] = sum;
    else this.#addBeyond(place, BigInt(factor) * value);
  }

  /** A whole number of any size. */
  addWhole(place: number, value: bigint): void {
    this.addProduct(place, 1, value);
  }

  sum(place: number): bigint {
    return BigInt(this.#numbers[place] ?? NaN) + (this.#beyond.get(place) ?? 0n);
  }

  /** Whether so many sums, side by side, are 0. */
  areZero(first: number, count: number): boolean {
    for (let place = first; place < first + count; place++)
      if (this.#beyond.has(place) ? this.sum(place) !== 0n : this.#numbers[place] !== 0) return false;
    return true;
  }

  /** That many adjacent sums; zeros at the end are left out. */
  written(first: number, count: number): WrittenSum[] {
    const written: WrittenSum[] = [];
    let length = 0;
    for (let place = first; place < first + count; place++) {
      const one = this.#beyond.has(place) ? String(this.sum(place)) : (this.#numbers[place] ?? NaN);
      written.push(one);
      if (one !== 0) length = written.length;
    }
    written.length = length;
    return written;
  }

  /** Adds the sums that `written` gave for another instance. */
  addWritten(first: number, written: readonly WrittenSum[]): void {
    let place = first;
    for (const one of written) {
      if (typeof one === 'number') this.add(place, one);
      else this.addWhole(place, BigInt(one));
      place++;
    }
  }

  /** Adds that many sums of another instance, from a place of it on. */
  addThose(
    first: number,
    { from, of, count }: { readonly from: number; readonly of: WholeSums; readonly count: number },
  ): void {
    for (let i = 0; i < count; i++) {
      this.add(first + i, of.#numbers[from + i] ?? NaN);
      const beyond = of.#beyond.get(from + i);
      if (beyond !== undefined) this.addWhole(first + i, beyond);
    }
  }

  #addBeyond(place: number, value: bigint): void {
    this.#beyond.set(place, (this.#beyond.get(place) ?? 0n) + value);
  }
}
