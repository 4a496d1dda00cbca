/** Text from outside, without what would move the cursor, colour the screen or turn the direction of what follows. */

/** Marks that turn the direction of the following text could make an amount look different. */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Control characters that a terminal acts on; not a tab, not the end of a line. */
const CONTROLS = /(?![\t\n]|\r\n)\p{Cc}/gu;

const ENDS_OF_LINE = /[\t\r\n\p{Zl}\p{Zp}]+/gu;

export function turnsDirection(character: string): boolean {
  return character.search(DIRECTION) >= 0;
}

/** A character as its number, `[U+4E2D]`. */
export function numberOfCharacter(character: string): string {
  return `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;
}

/** A control character is a space, a mark of direction its number, `[U+202E]`. Lines and tabs stay. */
export function safeText(text: string): string {
  return text.replaceAll(CONTROLS, ' ').replaceAll(DIRECTION, numberOfCharacter);
}

/** The same on one line: for a name among other words. */
export function safeName(text: string): string {
  return safeText(text.replaceAll(ENDS_OF_LINE, ' '));
}
