/** Checks account numbers (IBAN, ISO 13616) of the SEPA countries and bank codes (BIC, ISO 9362) before money goes to them. */
import { composeIBAN, getCountrySpecifications, isSEPACountry } from 'ibantools';
import { type Checked, right, wrong } from './checked.ts';
import type { AccountNumberFault } from './refusals.ts';

/** Length and form of an account number by country. Source: SWIFT IBAN registry. */
const COUNTRIES = getCountrySpecifications();
/** Joined the SEPA in 2024 and 2025; ibantools does not have them as such. Source: EPC409-09, list of SEPA scheme countries. */
const JOINED_LATELY = new Set(['AL', 'MD', 'ME', 'MK', 'RS']);
/** Includes the spaces that copy and paste brings in: no-break, narrow, zero-width. */
const SPACES = /[\s\u180E\u200B-\u200D\u2060\uFEFF]/g;
const BIC = /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/;

/** The IBAN in capitals and without spaces, or one fault. The national key inside the account number is for `checkRibKey`. */
export function checkIban(text: string): Checked<string, AccountNumberFault> {
  const plain = text.replace(SPACES, '');
  if (plain === '') return wrong({ code: 'IBAN_MISSING', data: {} });
  if (!/^[A-Za-z0-9]+$/.test(plain)) return wrong({ code: 'IBAN_CHARACTER', data: { shown: shortened(plain) } });
  const iban = plain.toUpperCase();
  const [country, key, account] = [iban.slice(0, 2), iban.slice(2, 4), iban.slice(4)];
  const shown = shortened(iban);
  const { chars: length, bban_regexp: form } = COUNTRIES[country] ?? {};
  if (!length || !form || !(isSEPACountry(country) || JOINED_LATELY.has(country))) {
    return wrong({ code: 'IBAN_COUNTRY', data: { shown, country } });
  }
  if (iban.length !== length) {
    return wrong({ code: 'IBAN_LENGTH', data: { shown, country, length: iban.length, wanted: length } });
  }
  const rightIban = composeIBAN({ countryCode: country, bban: account });
  if (rightIban === null || !/^[0-9]{2}$/.test(key)) {
    const parts = [...form.matchAll(/\[([^\]]+)\]\{(\d+)\}/g)].map(([, kind = '', count = '']) => ({ count, kind }));
    return wrong({ code: 'IBAN_FORM', data: { shown, country, form: parts } });
  }
  if (iban !== rightIban) {
    return wrong({ code: 'IBAN_KEY', data: { shown, key, wanted: rightIban.slice(2, 4) } });
  }
  return right(iban);
}

/**
 * Checks also the key that ends an account number of France or Monaco, and accepts the IBAN of another country. We do not use ibantools
 * here because it does not say what the key would be. For new numbers only: accounts recorded before are paid unchanged.
 */
export function checkRibKey(iban: string): Checked<string, AccountNumberFault> {
  if (!/^(?:FR|MC)/.test(iban)) return right(iban);
  const [account, key] = [iban.slice(4, 25), iban.slice(25)];
  const wanted = ribKey(account);
  if (key === wanted) return right(iban);
  return wrong({ code: 'RIB_KEY', data: { shown: shortened(iban), key, wanted } });
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

/** The BIC in capitals and without spaces, 8 or 11 characters, or one fault. */
export function checkBic(text: string): Checked<string, AccountNumberFault> {
  const bic = text.replace(SPACES, '').toUpperCase();
  if (bic === '') return wrong({ code: 'BIC_MISSING', data: {} });
  if (bic.length !== 8 && bic.length !== 11) {
    return wrong({ code: 'BIC_LENGTH', data: { shown: bic.slice(0, 12), length: bic.length } });
  }
  if (!BIC.test(bic)) return wrong({ code: 'BIC_FORM', data: { bic } });
  return right(bic);
}

/**
 * Checks also that a BIC belongs to a country, to a bank in use, and to the country of its IBAN. For new numbers only, like the RIB key.
 * Source: ISO 9362: characters 5 and 6 are the country; 0 as the eighth is for tests.
 */
export function checkBicOf(bic: string, iban: string): Checked<string, AccountNumberFault> {
  const [country, ibanCountry] = [bic.slice(4, 6), iban.slice(0, 2)];
  if (COUNTRIES[country] === undefined) return wrong({ code: 'BIC_COUNTRY', data: { bic, country } });
  if (bic[7] === '0') return wrong({ code: 'BIC_TEST', data: { bic } });
  if (ibanCountryOf(country) === ibanCountryOf(ibanCountry)) return right(bic);
  return wrong({ code: 'BIC_OTHER_COUNTRY', data: { bic, country, ibanCountry } });
}

/** Territories whose accounts have the IBAN of another country, while their banks may have a BIC of their own. */
const TERRITORIES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['BL', 'GF', 'GP', 'MF', 'MQ', 'NC', 'PF', 'PM', 'RE', 'TF', 'WF', 'YT'].map((of) => [of, 'FR']),
  ),
  // Banks of Monaco are often branches of French ones, with their BIC.
  MC: 'FR',
  ...Object.fromEntries(['GG', 'IM', 'JE'].map((of) => [of, 'GB'])),
  AX: 'FI',
};

function ibanCountryOf(country: string): string {
  return TERRITORIES[country] ?? country;
}

function shortened(iban: string): string {
  return iban.length <= 8 ? iban : `${iban.slice(0, 4)}…${iban.slice(-4)}`;
}
