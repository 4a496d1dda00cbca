/** Identifiers that come in: their check keys, and what may stand in a name. Source: facts, "Files". */
import { looksLikeSocialSecurityNumber } from '#libs/kernel/social-security-number.ts';
import { hasUnseen } from '#libs/kernel/text.ts';

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

/** Whether a blank stands before or after a text: it is not seen, and makes an identifier another. Every blank of Unicode is one. */
export function hasBlankAround(text: string): boolean {
  return text !== text.trim();
}

/** A text of that shape with each character but the first replaced by `*`; any other text as it is. */
export function masked(text: string): string {
  if (!looksLikeSocialSecurityNumber(text)) return text;
  const [first = '', ...others] = text;
  return first + '*'.repeat(others.length);
}

/** A letter of another alphabet may look like one of ours. */
const OTHER_LETTER = /(?=\p{L})\P{Script=Latin}/u;

const TEAM = /^(?! |\.+$)(?:[^\p{C}\p{Z}/]| (?! |$)){1,64}$/u;

/**
 * Whether a text can name a team: two names that look alike would be two payees that people confuse, and an address has to hold
 * it. At most 64 characters, composed (NFKC), Latin letters, no slash, nothing invisible, and single spaces between words only.
 */
export function isTeamName(text: string): boolean {
  // Compatibility composition leaves out forms that look like plain letters: full-width ones, ligatures, digits in a circle.
  return isFormerTeamName(text) && !hasUnseen(text) && !OTHER_LETTER.test(text) && text === text.normalize('NFKC');
}

/** What could name a team before the rules above were as narrow: teams of then are still read by their names. */
export function isFormerTeamName(text: string): boolean {
  return TEAM.test(text) && text === text.normalize('NFC');
}
