/** Checks account numbers (IBAN, ISO 13616) of the SEPA countries and bank codes (BIC, ISO 9362) before money goes to them. */
import { counted } from '#libs/kernel/counted.ts';
import { composeIBAN, getCountrySpecifications, isSEPACountry } from 'ibantools';
import { type Checked, right, wrong } from './checked.ts';

/** Length and form of an account number by country. Source: SWIFT IBAN registry. */
const COUNTRIES = getCountrySpecifications();
/** Joined the SEPA in 2024 and 2025; ibantools does not have them as such. Source: EPC409-09, list of SEPA scheme countries. */
const JOINED_LATELY = new Set(['AL', 'MD', 'ME', 'MK', 'RS']);
const WORDS: Readonly<Record<string, string>> = {
  '0-9': 'chiffres',
  'A-Z': 'lettres',
  'A-Z0-9': 'lettres ou chiffres',
};
/** Also those that come in by copy and paste: no-break, narrow, zero-width. */
const SPACES = /[\s\u180E\u200B-\u200D\u2060\uFEFF]/g;
const BIC = /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/;

/**
 * The IBAN in capitals and without spaces, or one sentence. A sentence shows only the two ends of the number, so that it may be kept in
 * a log. The national key inside the account number is for `checkRibKey`.
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
  const [country, key, account] = [iban.slice(0, 2), iban.slice(2, 4), iban.slice(4)];
  const { chars: length, bban_regexp: form } = COUNTRIES[country] ?? {};
  if (!length || !form || !(isSEPACountry(country) || JOINED_LATELY.has(country))) {
    return wrong(
      `L'IBAN ${shortened(iban)} ne commence pas par un pays de l'espace SEPA (${country}) ; il commencerait par FR pour un compte tenu en France.`,
    );
  }
  if (iban.length !== length) {
    return wrong(
      `L'IBAN ${shortened(iban)} a ${counted(iban.length, 'caractère')} ; un IBAN ${country} en a ${length}, espaces non comptés.`,
    );
  }
  const rightIban = composeIBAN({ countryCode: country, bban: account });
  if (rightIban === null || !/^[0-9]{2}$/.test(key)) {
    const wanted = [...form.matchAll(/\[([^\]]+)\]\{(\d+)\}/g)].map(
      ([, kind = '', count = '']) => `${count} ${WORDS[kind] ?? ''}`,
    );
    return wrong(
      `L'IBAN ${shortened(iban)} n'a pas la forme d'un IBAN ${country} : après ${country} viendraient 2 chiffres, puis ${wanted.join(', ')}.`,
    );
  }
  if (iban !== rightIban) {
    return wrong(
      `La clé ${key} de l'IBAN ${shortened(iban)} ne va pas avec le reste du numéro, pour lequel elle serait ${rightIban.slice(2, 4)} ; un chiffre au moins est faux, reprenez-le du relevé d'identité bancaire.`,
    );
  }
  return right(iban);
}

/**
 * Checks also the key that ends an account number of France or Monaco, and passes the IBAN of another country. Own code beside
 * ibantools, which does not say what the key would be. For a number that is new: one recorded before is paid as it is.
 */
export function checkRibKey(iban: string): Checked<string> {
  if (!/^(?:FR|MC)/.test(iban)) return right(iban);
  const [account, key] = [iban.slice(4, 25), iban.slice(25)];
  const wanted = ribKey(account);
  if (key === wanted) return right(iban);
  return wrong(
    `La clé RIB ${key} à la fin de l'IBAN ${shortened(iban)} ne va pas avec la banque, le guichet et le compte, pour lesquels elle serait ${wanted} ; reprenez l'IBAN du relevé d'identité bancaire.`,
  );
}

/** The key, 01 to 97, of bank (5), branch (5) and account (11). Source: CFONB, relevé d'identité bancaire. */
function ribKey(account: string): string {
  // A to I are 1 to 9, J to R again, S to Z are 2 to 9.
  const digits = account.replace(/[A-Z]/g, (letter) => {
    const place = letter.charCodeAt(0) - 'A'.charCodeAt(0);
    return String(((place + (letter >= 'S' ? 1 : 0)) % 9) + 1);
  });
  return String(97n - ((BigInt(digits) * 100n) % 97n)).padStart(2, '0');
}

/** The BIC in capitals and without spaces, 8 or 11 characters, or one sentence. */
export function checkBic(text: string): Checked<string> {
  const bic = text.replace(SPACES, '').toUpperCase();
  if (bic === '') return wrong('Le BIC manque ; il a 8 ou 11 caractères, comme PSSTFRPPXXX.');
  if (bic.length !== 8 && bic.length !== 11) {
    return wrong(
      `Le BIC ${bic.slice(0, 12)} a ${counted(bic.length, 'caractère')} ; il en aurait 8, ou 11 avec le guichet.`,
    );
  }
  if (!BIC.test(bic)) {
    return wrong(
      `Le BIC ${bic} n'a pas la forme voulue : 4 lettres ou chiffres, 2 lettres du pays, 2 lettres ou chiffres, puis 3 au plus pour le guichet.`,
    );
  }
  return right(bic);
}

function shortened(iban: string): string {
  return iban.length <= 8 ? iban : `${iban.slice(0, 4)}…${iban.slice(-4)}`;
}
