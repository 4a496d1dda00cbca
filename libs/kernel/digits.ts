/**
 * Tests of texts of digits, character by character: they run for every field of millions of rows, and a regular expression takes three
 * times as long.
 */

const [ZERO, NINE] = [0x30, 0x39];

/** Whether there is at least one character from this place on, and all of them are digits. */
export function isDigits(text: string, from = 0): boolean {
  if (text.length <= from) return false;
  for (let i = from; i < text.length; i++) if (!isDigit(text.charCodeAt(i))) return false;
  return true;
}

export function digitOf(code: number): number {
  return code - ZERO;
}

export function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}
