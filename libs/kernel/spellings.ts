/** The one comparison by which any text is said to name a patient. */
const AROUND = /^[\s\p{C}]+|[\s\p{C}]+$/gu;

/**
 * What a text may stand for where it was written by hand: itself, and without blanks around it in full-width or plain characters, as
 * written, in capitals and in small letters.
 */
export function spellingsOf(text: string): readonly string[] {
  const plain = text.normalize('NFKC').replaceAll(AROUND, '');
  return [...new Set([text, plain, plain.toUpperCase(), plain.toLowerCase()])];
}

/** Whether a test holds for any spelling of a text. */
export function inAnySpelling(isOne: (text: string) => boolean): (text: string) => boolean {
  return (text) => spellingsOf(text).some(isOne);
}
