/**
 * Texts, each with its place: the first has place 0. A Map takes about 130 bytes for each text of ten characters, and garbage collection
 * walks through all of them; this takes about 45, in a few arrays.
 */
import { randomInt } from 'node:crypto';
import { textDigest } from '#libs/kernel/text.ts';

const [TEXTS_FIRST, CHARACTERS_FIRST] = [1 << 10, 1 << 14];
/** Slots for each text there is room for, so that few texts share their first slot. */
const SLOTS_A_TEXT = 2;
/** Marks a free slot; otherwise a slot has the place of a text plus 1. */
const EMPTY = 0;
const SEEDS_END = 2 ** 31;

export class TextPlaces {
  /** The characters of all texts, one after the other. */
  #characters = new Uint16Array(CHARACTERS_FIRST);
  /** For each text, its end among the characters. */
  #ends = new Uint32Array(TEXTS_FIRST);
  #digests = new Uint32Array(TEXTS_FIRST);
  /** A text is in the slot that its digest gives, or in the next one that was free. */
  #slots = new Uint32Array(SLOTS_A_TEXT * TEXTS_FIRST);
  readonly #seed: number;
  #size = 0;

  /** `seed`: random, so that the author of the texts cannot choose many texts with one digest. */
  constructor(seed = randomInt(1, SEEDS_END)) {
    this.#seed = seed;
  }

  get size(): number {
    return this.#size;
  }

  /** Undefined if the text has no place. */
  get(text: string): number | undefined {
    const found = this.#slots[this.#slotOf(text, textDigest(text, this.#seed))] ?? EMPTY;
    return found === EMPTY ? undefined : found - 1;
  }

  /** Gives a place to a text that has none. */
  add(text: string): number {
    const place = this.#size;
    if (place === this.#ends.length) this.#makeRoom();
    const from = this.#endBefore(place);
    while (from + text.length > this.#characters.length) this.#characters = twiceAsLong(this.#characters);
    for (let i = 0; i < text.length; i++) this.#characters[from + i] = text.charCodeAt(i);
    const digest = textDigest(text, this.#seed);
    this.#digests[place] = digest;
    this.#ends[place] = from + text.length;
    this.#slots[this.#slotOf(text, digest)] = place + 1;
    this.#size++;
    return place;
  }

  clear(): void {
    this.#slots.fill(EMPTY);
    this.#size = 0;
  }

  /** The slot of the text, or the one it would get. */
  #slotOf(text: string, digest: number): number {
    for (let slot = digest % this.#slots.length; ; slot = (slot + 1) % this.#slots.length) {
      const found = this.#slots[slot] ?? EMPTY;
      if (found === EMPTY || this.#isAt(found - 1, text, digest)) return slot;
    }
  }

  #isAt(place: number, text: string, digest: number): boolean {
    if (this.#digests[place] !== digest) return false;
    const from = this.#endBefore(place);
    if (this.#ends[place] !== from + text.length) return false;
    for (let i = 0; i < text.length; i++) if (this.#characters[from + i] !== text.charCodeAt(i)) return false;
    return true;
  }

  #endBefore(place: number): number {
    return place === 0 ? 0 : (this.#ends[place - 1] ?? 0);
  }

  #makeRoom(): void {
    this.#ends = twiceAsLong(this.#ends);
    this.#digests = twiceAsLong(this.#digests);
    this.#slots = new Uint32Array(SLOTS_A_TEXT * this.#ends.length);
    for (let place = 0; place < this.#size; place++) {
      let slot = (this.#digests[place] ?? 0) % this.#slots.length;
      while (this.#slots[slot] !== EMPTY) slot = (slot + 1) % this.#slots.length;
      this.#slots[slot] = place + 1;
    }
  }
}

function twiceAsLong<Numbers extends Uint16Array | Uint32Array>(numbers: Numbers): Numbers {
  const longer = new (numbers.constructor as new (length: number) => Numbers)(2 * numbers.length);
  longer.set(numbers);
  return longer;
}
