/** The name of the holder of an account, as a transfer carries it. */
import { type Checked, right, wrong } from './checked.ts';
import { BANK_LIMITS } from './limits.ts';
import type { HolderNameFault } from './refusals.ts';
import { sepaText } from './sepa-text.ts';

/** The name in the SEPA set, at most 70 characters; a fault where no Latin letter or digit is left of it. For a new account too. */
export function checkHolderName(text: string): Checked<string, HolderNameFault> {
  const { nameLengthMax } = BANK_LIMITS;
  const shown = sepaText(text, nameLengthMax);
  if (/[A-Za-z0-9]/.test(shown)) return right(shown);
  return wrong({ code: 'NAME_NOT_LATIN', data: { shown: text.slice(0, nameLengthMax) } });
}
