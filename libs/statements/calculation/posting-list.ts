/** The stored form of one posting list. */
const BITS = 7;
const MORE = 1 << BITS;

/** Ascending ordinals, each as its distance from the one before, in groups of seven bits. */
export class PostingList {
  #bytes = new Uint8Array(8);
  #length = 0;
  #last = 0;

  /** Each ordinal is added once. */
  add(ordinal: number): void {
    if (ordinal === this.#last && this.#length > 0) return;
    let distance = ordinal - this.#last;
    this.#last = ordinal;
    while (distance >= MORE) {
      this.#push((distance % MORE) + MORE);
      distance = Math.floor(distance / MORE);
    }
    this.#push(distance);
  }

  text(): string {
    return Buffer.from(this.#bytes.buffer, 0, this.#length).toString('base64');
  }

  #push(byte: number): void {
    if (this.#length === this.#bytes.length) {
      const longer = new Uint8Array(2 * this.#bytes.length);
      longer.set(this.#bytes);
      this.#bytes = longer;
    }
    this.#bytes[this.#length++] = byte;
  }
}

/** The ordinals of the text of a PostingList. */
export function* decoded(text: string): Iterable<number> {
  let ordinal = 0;
  let distance = 0;
  let scale = 1;
  for (const byte of Buffer.from(text, 'base64')) {
    distance += (byte % MORE) * scale;
    scale *= MORE;
    if (byte >= MORE) continue;
    yield (ordinal += distance);
    [distance, scale] = [0, 1];
  }
}
