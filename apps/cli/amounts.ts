/** Reads amounts as people type them: euros with a comma, or whole cents; the result is shown to the person. */
import { euros } from '#libs/kernel/euros.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';
import { message } from '#apps/cli/terminal.ts';

/** Placeholder in the help of an option. */
export const AMOUNT = '<montant>';
export const AMOUNT_FORMS = 'en euros avec une virgule (50000,00), ou en centimes (5000000)';

const CENTS = /^-?\d{1,15}$/;
const EUROS = /^(-?)(\d{1,13})(?:,(\d{2}))?(€|EUR)?$/;

/** Whole cents. Throws CliRefusal. */
export function amountOf(option: string, text: string): bigint {
  const cents = centsIn(text);
  if (cents === undefined)
    throw new CliRefusal(
      `${option} vaut « ${text} » ; écrivez un montant ${AMOUNT_FORMS}, les centimes sur deux chiffres, avec des espaces si vous voulez`,
    );
  message(`${option} : ${euros(cents)}.`);
  return cents;
}

/** Only digits are cents, as before euros were accepted; a comma or a sign means euros. */
function centsIn(text: string): bigint | undefined {
  if (CENTS.test(text)) return BigInt(text);
  const [, sign = '', whole = '', part, unit] =
    EUROS.exec(text.replaceAll(/[\s\u202f\u00a0]/g, '').replace('−', '-')) ?? [];
  if (whole === '' || (part === undefined && unit === undefined)) return undefined;
  return BigInt(`${sign}${whole}${part ?? '00'}`);
}
