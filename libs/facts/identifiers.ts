/** Identifiers in incoming data: their check keys, and the characters allowed in a name. Source: facts, "Files". */
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

/** Whether a text begins or ends with a blank, which is invisible and changes an identifier. Includes every blank of Unicode. */
export function hasBlankAround(text: string): boolean {
  return text !== text.trim();
}

/** Replaces each character but the first by `*` in a text of that shape; any other text is unchanged. */
export function masked(text: string): string {
  if (!looksLikeSocialSecurityNumber(text)) return text;
  const [first = '', ...others] = text;
  return first + '*'.repeat(others.length);
}

/** A letter of another alphabet may look like one of ours. */
const OTHER_LETTER = /(?=\p{L})\P{Script=Latin}/u;

const TEAM = /^(?! |\.+$)(?:[^\p{C}\p{Z}/]| (?! |$)){1,64}$/u;

/**
 * Whether a text can name a team: people would confuse two payees with look-alike names, and the name is part of an address. At most 64
 * characters, composed (NFKC), Latin letters, no slash, nothing invisible, and only single spaces between words.
 */
export function isTeamName(text: string): boolean {
  // Compatibility composition leaves out forms that look like plain letters: full-width ones, ligatures, digits in a circle.
  return isFormerTeamName(text) && !hasUnseen(text) && !OTHER_LETTER.test(text) && text === text.normalize('NFKC');
}

/** The earlier, wider rule for names of teams: older teams are still read by their names. */
export function isFormerTeamName(text: string): boolean {
  return TEAM.test(text) && text === text.normalize('NFC');
}
