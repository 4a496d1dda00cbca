/** Order of texts in every output: by Unicode code point, the same on any machine and in any locale. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x !== y) {
      // UTF-16 puts the surrogates of the astral planes before U+E000…U+FFFF; by code point they come after.
      return isSurrogate(x) === isSurrogate(y) ? x - y : isSurrogate(x) ? 1 : -1;
    }
  }
  return a.length - b.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

/** A copy of the text in its own memory: a slice of a long text would keep the whole long text in memory. */
export function ownText(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}

/**
 * A whole number below 2^32: FNV-1a, different for each seed. Anyone who chooses texts and knows the seed can make many with one digest.
 */
export function textDigest(text: string, seed: number): number {
  let sum = Math.imul(0x811c9dc5, seed);
  for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193);
  // The low bits of texts that differ only at their end are alike.
  sum ^= sum >>> 15;
  return Math.imul(sum, 0x2c1b3c6d) >>> 0;
}

/** Counts code points, as a person counts characters. */
export function codePointCount(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/**
 * Control and format characters, unpaired surrogates, and characters that a screen does not show: fillers, joiners, the blank of Braille.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Whether a text has invisible characters, or characters that change the order of the visible ones: two such texts look alike. */
export function hasUnseen(text: string): boolean {
  return UNSEEN.test(text);
}
