/** Names in the form for comparison: without case, accents, spaces, punctuation and invisible characters, in the letters a to z. */

/** Letters that are more than a letter with an accent. */
const LETTERS: Readonly<Record<string, string>> = {
  ...{ æ: 'ae', œ: 'oe', ß: 'ss', þ: 'th', ð: 'd', đ: 'd', ħ: 'h', ı: 'i', ł: 'l', ŋ: 'ng', ø: 'o', ŧ: 't' },
};

/** The same for every spelling of one name; only its letters and digits remain. */
export function foldedText(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
  return plain.replace(/[^\p{L}\p{N}]/gu, '').replace(/[^a-z0-9]/gu, (letter) => LETTERS[letter] ?? letter);
}

/** The letters and digits of a text that belong to another alphabet and may look Latin; empty for most names. */
export function foreignLetters(text: string): string {
  return [...new Set(foldedText(text).replace(/[a-z0-9]/g, ''))].join('');
}

/** Signs and digits that may be read as a letter, and letters that may be read as another. */
const READ_AS: Readonly<Record<string, string>> = {
  '!': 'i',
  '¡': 'i',
  '|': 'i',
  '1': 'i',
  l: 'i',
  '0': 'o',
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '5': 's',
  '8': 'b',
};

/** Gives the same text for names that a reader may confuse: ALICE, A1ice, AIice, Al!ce, @lice. */
export function textAsRead(text: string): string {
  return foldedText(withoutSigns(text)).replace(/[l0-9]/g, (letter) => READ_AS[letter] ?? letter);
}

function withoutSigns(text: string): string {
  return text.replace(/[!¡|@]/g, (sign) => READ_AS[sign] ?? sign);
}

/** The same in any order of its words: Alice Martin, MARTIN Alice, Martin, Alice. */
export function readWords(text: string): string {
  const written = withoutSigns(text.normalize('NFKC').replace(/\p{Cf}/gu, ''));
  const words = written.split(/[^\p{L}\p{N}\p{M}]+/u).map(textAsRead);
  return words
    .filter((word) => word !== '')
    .sort()
    .join(' ');
}

/**
 * The signs of a text that are neither letters, digits, spaces nor punctuation, and may look like a letter: 🅰, ℮; except |, which subjects
 * of tokens contain.
 */
export function signs(text: string): string {
  return [...new Set(text.normalize('NFKC').match(/[[\p{Sm}\p{Sc}\p{So}]--[\|]]/gv) ?? [])].join('');
}
