/** The name of the holder of an account, as a transfer carries it. */
import { holdsSocialSecurityNumber } from '#libs/kernel/social-security-number.ts';
import { codePointCount, hasUnseen } from '#libs/kernel/text.ts';
import { type Checked, right, wrong } from './checked.ts';
import { BANK_LIMITS } from './limits.ts';
import type { HolderNameFault, NewHolderFault } from './refusals.ts';
import { sepaText } from './sepa-text.ts';

/** The name in the SEPA set, at most 70 characters; a fault if it keeps no Latin letter or digit. */
export function checkHolderName(text: string): Checked<string, HolderNameFault> {
  const { nameLengthMax } = BANK_LIMITS;
  const shown = sepaText(text, nameLengthMax);
  if (/[A-Za-z0-9]/.test(shown)) return right(shown);
  return wrong({ code: 'NAME_NOT_LATIN', data: { shown: text.slice(0, nameLengthMax) } });
}

/** Letters of the alphabets that have some which look like Latin ones: М, Α, Օ, Ꭺ, ꓮ. */
const LOOK_ALIKE = /[\p{sc=Cyrillic}\p{sc=Greek}\p{sc=Armenian}\p{sc=Cherokee}\p{sc=Coptic}\p{sc=Lisu}]/gu;

/** The name of a new account, composed and without spaces at its ends, or one fault. */
export function checkNewHolder(text: string): Checked<string, NewHolderFault> {
  const name = text.normalize('NFC').trim();
  const [length, max] = [codePointCount(name), BANK_LIMITS.nameLengthMax];
  if (name === '') return wrong({ code: 'NAME_MISSING', data: {} });
  if (length > max) return wrong({ code: 'NAME_LENGTH', data: { length, max } });
  // The fault does not show the character: it could change how a screen looks.
  if (hasUnseen(name)) return wrong({ code: 'NAME_CHARACTER', data: {} });
  if (holdsSocialSecurityNumber(name)) return wrong({ code: 'NAME_HOLDS_NUMBER', data: {} });
  const carried = checkHolderName(name);
  if (!carried.ok) return carried;
  const letters = [...new Set(name.match(LOOK_ALIKE) ?? [])].join('');
  if (letters !== '' && /\p{sc=Latin}/u.test(name)) return wrong({ code: 'NAME_ALPHABETS', data: { letters } });
  return right(name);
}

/** Whether a letter is lost on the way: the bank shows `.` in its place. */
export function isAltered(name: string): boolean {
  return Array.from(name.normalize('NFC')).some((character) => character !== '.' && sepaText(character, 1) === '.');
}
