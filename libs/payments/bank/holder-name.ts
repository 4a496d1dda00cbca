/** The name of the holder of an account, as a bank can carry it. */
import { codePointCount } from '#libs/kernel/text.ts';
import { type Checked, right, wrong } from './checked.ts';
import type { HolderNameFault } from './refusals.ts';
import { sepaText } from './sepa-text.ts';

/** The schema has 140; banks of the SEPA take 70. Source: EPC132-08, customer-to-bank guidelines. */
export const NAME_LENGTH_MAX = 70;

/** The name in the SEPA set, or NAME_NOT_LATIN where nothing of it would be left to read. */
export function carriedName(name: string): Checked<string, Extract<HolderNameFault, { code: 'NAME_NOT_LATIN' }>> {
  const carried = sepaText(name, NAME_LENGTH_MAX);
  if (/[A-Za-z0-9]/.test(carried)) return right(carried);
  return wrong({ code: 'NAME_NOT_LATIN', data: { shown: name.slice(0, NAME_LENGTH_MAX) } });
}

/** A new name, composed and without spaces at its ends, or one fault. */
export function checkHolderName(text: string): Checked<string, HolderNameFault> {
  const name = text.normalize('NFC').trim();
  const length = codePointCount(name);
  if (name === '') return wrong({ code: 'NAME_MISSING', data: {} });
  if (length > NAME_LENGTH_MAX) return wrong({ code: 'NAME_LENGTH', data: { length, max: NAME_LENGTH_MAX } });
  // Not shown: it could change what a screen shows.
  if (/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u.test(name)) return wrong({ code: 'NAME_CHARACTER', data: {} });
  const carried = carriedName(name);
  return carried.ok ? right(name) : carried;
}

/** Whether a letter is lost on the way: the bank shows `.` in its place. */
export function isAltered(name: string): boolean {
  return [...name.normalize('NFC')].some((character) => character !== '.' && sepaText(character, 1) === '.');
}
