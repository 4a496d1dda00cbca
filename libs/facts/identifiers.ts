/**
 * Identifiers that come in: their check keys, and the shape of a social security number, which the product must never keep.
 * Source: facts, "Files".
 */

/** Luhn key over all digits. */
export function hasLuhnKey(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** 9 characters with a Luhn key in which 2A counts as 21 and 2B as 22. */
export function isFiness(text: string): boolean {
  if (!/^(?:\d{2}|2[AB])\d{7}$/.test(text)) return false;
  return hasLuhnKey(text.replace('A', '1').replace('B', '2'));
}

/** INSEE code: five digits, or 2A or 2B and three digits. */
export function isCommune(text: string): boolean {
  return /^(?:\d{5}|2[AB]\d{3})$/.test(text);
}

const SPACES = /[\s\u180E\u200B-\u200D\u2060\uFEFF]/g;
// 13 characters, or 15 with the key; 2A or 2B (in either case: better one refusal too many) in the sixth and seventh place.
const SOCIAL_SECURITY_NUMBER = /^[123478]\d{4}(?:\d{2}|2[AB])\d{6}(?:\d{2})?$/i;

/** Whether a text has the shape of a social security number, spaces of any kind disregarded. */
export function looksLikeSocialSecurityNumber(text: string): boolean {
  // The shortest has 13 characters; most fields are shorter, and this is asked of every one.
  return text.length >= 13 && SOCIAL_SECURITY_NUMBER.test(text.replace(SPACES, ''));
}

/** A text of that shape with each character but the first replaced by `*`; any other text as it is. */
export function masked(text: string): string {
  if (!looksLikeSocialSecurityNumber(text)) return text;
  const [first = '', ...others] = text;
  return first + '*'.repeat(others.length);
}

/** What a screen shows as nothing: fillers, joiners, selectors of variants, the blank of Braille. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\u2800]/u;
/** A letter of another alphabet may look like one of ours. */
const OTHER_LETTER = /(?=\p{L})\P{Script=Latin}/u;

const TEAM = /^(?! |\.+$)(?:[^\p{C}\p{Z}/]| (?! |$)){1,64}$/u;

/**
 * Whether a text can name a team: two of them that look alike would be two payees that nobody tells apart, and an address has to hold
 * it. At most 64 characters, composed (NFKC), Latin letters, no slash, nothing invisible, and single spaces between words only.
 */
export function isTeamName(text: string): boolean {
  // Compatibility composition leaves out forms that look like plain letters: full-width ones, ligatures, digits in a circle.
  return isFormerTeamName(text) && !UNSEEN.test(text) && !OTHER_LETTER.test(text) && text === text.normalize('NFKC');
}

/** What could name a team before the rules above were as narrow: teams of then are still read by their names. */
export function isFormerTeamName(text: string): boolean {
  return TEAM.test(text) && text === text.normalize('NFC');
}
