/** Checks account numbers (IBAN, ISO 13616) of the SEPA countries and bank codes (BIC, ISO 9362) before money goes to them. */
import { type Checked, right, wrong } from './checked.ts';

/**
 * What follows the country and the check digits, by SEPA country: n digits, a letters, c either.
 * Source: SWIFT IBAN registry; EPC409-09, list of SEPA scheme countries.
 */
const ACCOUNT_SHAPES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    AD: '8n12c',
    AL: '8n16c',
    AT: '16n',
    BE: '12n',
    BG: '4a6n8c',
    CH: '5n12c',
    CY: '8n16c',
    CZ: '20n',
    DE: '18n',
    DK: '14n',
    EE: '16n',
    ES: '20n',
    FI: '14n',
    FR: '10n11c2n',
    GB: '4a14n',
    GI: '4a15c',
    GR: '7n16c',
    HR: '17n',
    HU: '24n',
    IE: '4a14n',
    IS: '22n',
    IT: '1a10n12c',
    LI: '5n12c',
    LT: '16n',
    LU: '3n13c',
    LV: '4a13c',
    MC: '10n11c2n',
    MD: '20c',
    ME: '18n',
    MK: '3n10c2n',
    MT: '4a5n18c',
    NL: '4a10n',
    NO: '11n',
    PL: '24n',
    PT: '21n',
    RO: '4a16c',
    RS: '18n',
    SE: '20n',
    SI: '15n',
    SK: '20n',
    SM: '1a10n12c',
    VA: '18n',
  }),
);

const CLASSES: Readonly<Record<string, string>> = { n: '[0-9]', a: '[A-Z]', c: '[A-Z0-9]' };
const WORDS: Readonly<Record<string, string>> = { n: 'chiffres', a: 'lettres', c: 'lettres ou chiffres' };
/** Also those that come in by copy and paste: no-break, narrow, zero-width. */
const SPACES = /[\s\u180E\u200B-\u200D\u2060\uFEFF]/g;
const BIC = /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/;

/**
 * The IBAN in capitals and without spaces, or one sentence. Of the number itself a sentence shows only the two ends, so that it
 * may be kept in a log. The national key inside the account number is not checked.
 */
export function checkIban(text: string): Checked<string> {
  const plain = text.replace(SPACES, '');
  if (plain === '') return wrong("L'IBAN manque ; il commence par le pays et deux chiffres, comme FR14.");
  if (!/^[A-Za-z0-9]+$/.test(plain)) {
    return wrong(
      `L'IBAN ${shortened(plain)} contient un signe qui n'est ni une lettre de A à Z ni un chiffre ; retirez-le.`,
    );
  }
  const iban = plain.toUpperCase();
  const country = iban.slice(0, 2);
  const shape = ACCOUNT_SHAPES.get(country);
  if (shape === undefined) {
    return wrong(
      `L'IBAN ${shortened(iban)} ne commence pas par un pays de l'espace SEPA (${country}) ; il commencerait par FR pour un compte tenu en France.`,
    );
  }
  const parts = shapeParts(shape);
  const length = parts.reduce((sum, { count }) => sum + count, 4);
  if (iban.length !== length) {
    return wrong(
      `L'IBAN ${shortened(iban)} a ${iban.length} caractères ; un IBAN ${country} en a ${length}, espaces non comptés.`,
    );
  }
  if (
    !new RegExp(`^[0-9]{2}${parts.map(({ kind, count }) => `${CLASSES[kind] ?? ''}{${count}}`).join('')}$`).test(
      iban.slice(2),
    )
  ) {
    const wanted = parts.map(({ kind, count }) => `${count} ${WORDS[kind] ?? ''}`).join(', ');
    return wrong(
      `L'IBAN ${shortened(iban)} n'a pas la forme d'un IBAN ${country} : après ${country} viendraient 2 chiffres, puis ${wanted}.`,
    );
  }
  const key = checkDigits(country, iban.slice(4));
  if (iban.slice(2, 4) !== key) {
    return wrong(
      `La clé ${iban.slice(2, 4)} de l'IBAN ${shortened(iban)} ne va pas avec le reste du numéro, pour lequel elle serait ${key} ; un chiffre au moins est faux, reprenez-le du relevé d'identité bancaire.`,
    );
  }
  return right(iban);
}

/** The BIC in capitals and without spaces, 8 or 11 characters, or one sentence. */
export function checkBic(text: string): Checked<string> {
  const bic = text.replace(SPACES, '').toUpperCase();
  if (bic === '') return wrong('Le BIC manque ; il a 8 ou 11 caractères, comme PSSTFRPPXXX.');
  if (bic.length !== 8 && bic.length !== 11) {
    return wrong(`Le BIC ${bic.slice(0, 12)} a ${bic.length} caractères ; il en aurait 8, ou 11 avec le guichet.`);
  }
  if (!BIC.test(bic)) {
    return wrong(
      `Le BIC ${bic} n'a pas la forme voulue : 4 lettres ou chiffres, 2 lettres du pays, 2 lettres ou chiffres, puis 3 au plus pour le guichet.`,
    );
  }
  return right(bic);
}

/** The two check digits that go with a country and an account number, 02 to 98. Source: ISO 7064, MOD 97-10. */
export function checkDigits(country: string, account: string): string {
  let remainder = 0;
  for (const character of `${account}${country}00`) {
    const value = parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return String(98 - remainder).padStart(2, '0');
}

function shapeParts(shape: string): { readonly kind: string; readonly count: number }[] {
  return [...shape.matchAll(/(\d+)([nac])/g)].map(([, count = '', kind = '']) => ({ kind, count: Number(count) }));
}

function shortened(iban: string): string {
  return iban.length <= 8 ? iban : `${iban.slice(0, 4)}…${iban.slice(-4)}`;
}
