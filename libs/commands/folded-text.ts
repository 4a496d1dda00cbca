/** Names as they are compared: without case, accents, spaces, punctuation and invisible characters, in the letters a to z. */

/** Letters that are not a letter with an accent. */
const LETTERS: Readonly<Record<string, string>> = {
  ...{ æ: 'ae', œ: 'oe', ß: 'ss', þ: 'th', ð: 'd', đ: 'd', ħ: 'h', ı: 'i', ł: 'l', ŋ: 'ng', ø: 'o', ŧ: 't' },
};

/** The same for every spelling of one name; only its letters and digits are left. */
export function foldedText(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
  return plain.replace(/[^\p{L}\p{N}]/gu, '').replace(/[^a-z0-9]/gu, (letter) => LETTERS[letter] ?? letter);
}

/** The letters or digits of a text that are of another alphabet and may look like those of ours; empty for most names. */
export function foreignLetters(text: string): string {
  return [...new Set(foldedText(text).replace(/[a-z0-9]/g, ''))].join('');
}
