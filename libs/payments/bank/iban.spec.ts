/** A typing error in an account number is refused with the correct key; a correct number is accepted with any spacing. */
import assert from 'node:assert/strict';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { composeIBAN, getCountrySpecifications, isValidBBAN } from 'ibantools';
import { sentenceOfAccountFault } from '#libs/words/bank-files.ts';
import { checkBic, checkIban, checkRibKey } from './iban.ts';

// SWIFT IBAN registry, the example of each country.
const VALID = [
  'AD1200012030200359100100',
  'AL47212110090000000235698741',
  'BE68539007547034',
  'DE89370400440532013000',
  'ES9121000418450200051332',
  'FR1420041010050500013M02606',
  'GB82WEST12345698765432',
  'GI75NWBK000000007099453',
  'IT60X0542811101000000123456',
  'LU280019400644750000',
  'MC5811222000010123456789030',
  'MT84MALT011000012345MTLCAST001S',
  'NL91ABNA0417164300',
  'NO9386011117947',
];

const digit = fc.constantFrom(...Array.from('0123456789'));
const letter = fc.constantFrom(...Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ'));
const frenchIban = fc
  .tuple(
    fc.string({ unit: digit, minLength: 10, maxLength: 10 }),
    fc.string({ unit: fc.oneof(digit, letter), minLength: 11, maxLength: 11 }),
    fc.string({ unit: digit, minLength: 2, maxLength: 2 }),
  )
  .map((parts) => parts.join(''))
  .map((bban) => composeIBAN({ countryCode: 'FR', bban }) ?? '');

// EPC409-09, list of SEPA scheme countries.
const SEPA =
  'AD AL AT BE BG CH CY CZ DE DK EE ES FI FR GB GI GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS SE SI SK SM VA';

function sentence(text: string, check = checkIban): string {
  const checked = check(text);
  assert.ok(!checked.ok, `${text} should be refused`);
  expect(checked.faults).toHaveLength(1);
  return checked.faults.map(sentenceOfAccountFault).join();
}

const isDigit = (character: string): boolean => /\d/.test(character);

describe('an IBAN', () => {
  test('is valid if the registry says so, with any spaces and in either case', () => {
    for (const iban of VALID) {
      expect(checkIban(iban)).toStrictEqual({ ok: true, value: iban });
      const spaced = ` ${iban.toLowerCase().replace(/(.{4})/g, '$1\u00a0')}\t`;
      expect(checkIban(spaced)).toStrictEqual({ ok: true, value: iban });
    }
  });

  test('is refused with a sentence that gives the right form', () => {
    expect(sentence(' ')).toBe('L’IBAN manque ; il commence par le pays et deux chiffres, comme FR14.');
    expect(sentence('FR1420041010050500013M02607')).toMatch(/La clé 14 .* elle est \d\d ;/);
    expect(sentence('NL50BANK1234567890')).toMatch(/La clé 50 de l’IBAN NL50…7890/);
    expect(sentence('FR142004101005050001302606')).toMatch(/a 26 caractères ; un IBAN FR en a 27/);
    expect(sentence('US1420041010050500013M02606')).toMatch(/espace SEPA \(US\)/);
    expect(sentence('FR14-20041010050500013M02606')).toMatch(/ni une lettre de A à Z ni un chiffre/);
    expect(sentence('FR14200410100505000ı3M02606')).toMatch(/ni une lettre de A à Z ni un chiffre/);
    expect(sentence('FR14A0041010050500013M02606')).toMatch(
      /2 chiffres, puis 10 chiffres, 11 lettres ou chiffres, 2 chiffres/,
    );
  });

  test('has its check digits between 02 and 98, though others give the same remainder', () => {
    const account = '20041010050500013M02606';
    const number = BigInt(Array.from(`${account}FR00`, (c) => parseInt(c, 36)).join(''));
    for (let key = 0n; key < 100n; key++) {
      const iban = `FR${String(key).padStart(2, '0')}${account}`;
      assert.equal(checkIban(iban).ok, (number + key) % 97n === 1n && key >= 2n && key <= 98n, iban);
    }
    // Together these accounts have all 97 remainders, so each of the three keys fits one of them by the remainder alone.
    for (let n = 0; n < 97; n++) {
      const other = `200410100505000130${String(n).padStart(5, '0')}`;
      for (const key of ['00', '01', '99']) expect(checkIban(`FR${key}${other}`).ok).toBe(false);
    }
  });

  test('with one digit for another digit, or one letter for another letter, is refused', () => {
    fc.assert(
      fc.property(frenchIban, fc.nat(26), digit, letter, (iban, at, otherDigit, otherLetter) => {
        expect(checkIban(iban).ok).toBe(true);
        const here = iban[at] ?? '';
        const other = isDigit(here) ? otherDigit : otherLetter;
        fc.pre(other !== here);
        expect(checkIban(iban.slice(0, at) + other + iban.slice(at + 1)).ok).toBe(false);
      }),
    );
  });

  test('with two neighbours swapped is refused, but for 1B, 2M and 3X, which weigh the same either way', () => {
    fc.assert(
      fc.property(frenchIban, fc.nat(25), (iban, at) => {
        const [a = '', b = ''] = iban.slice(at, at + 2);
        fc.pre(a !== b && !['1B', '2M', '3X'].includes([a, b].sort().join('')));
        assert.equal(checkIban(iban.slice(0, at) + b + a + iban.slice(at + 2)).ok, false, iban);
      }),
    );
  });
});

describe('the countries', () => {
  test('are the countries of the SEPA', () => {
    const taken = Object.keys(getCountrySpecifications()).filter((country) => {
      const checked = checkIban(`${country}00`);
      assert.ok(!checked.ok);
      return checked.faults.every(({ code }) => code !== 'IBAN_COUNTRY');
    });
    expect(taken.sort()).toStrictEqual(SEPA.split(' '));
  });
});

describe('the key at the end of a French account number', () => {
  test('is valid if the bank says so, and is not asked of another country', () => {
    for (const iban of [...VALID, 'FR7630006000011234567890189'])
      expect(checkRibKey(iban)).toStrictEqual({ ok: true, value: iban });
  });

  test('is refused with the key that it should have', () => {
    const wrongKey = composeIBAN({ countryCode: 'FR', bban: '30006000011234567890188' }) ?? '';
    expect(checkIban(wrongKey).ok).toBe(true);
    expect(sentence(wrongKey, checkRibKey)).toMatch(/La clé RIB 88 .* elle est 89 ;/);
    expect(sentence('MC5811222000010123456789031', checkRibKey)).toMatch(/La clé RIB 31 .* elle est 30 ;/);
  });

  test('is the same as in ibantools, for digits and letters', () => {
    fc.assert(
      fc.property(frenchIban, (iban) => {
        // A key is 01 to 97. Ibantools counts modulo 97, so that 00, 98 and 99 pass there for 97, 01 and 02.
        const isKey = iban.slice(-2) >= '01' && iban.slice(-2) <= '97';
        assert.equal(checkRibKey(iban).ok, isKey && isValidBBAN(iban.slice(4), 'FR'), iban);
        const checked = checkRibKey(`${iban.slice(0, -2)}00`);
        const key = checked.ok
          ? ''
          : (/elle est (\d\d)/.exec(checked.faults.map(sentenceOfAccountFault).join(''))?.[1] ?? '');
        assert.ok(isValidBBAN(`${iban.slice(4, -2)}${key}`, 'FR'), `${iban} ${key}`);
      }),
    );
  });
});

describe('a BIC', () => {
  test('has 8 or 11 characters and is put in capitals', () => {
    expect(checkBic('psst frpp xxx')).toStrictEqual({ ok: true, value: 'PSSTFRPPXXX' });
    expect(checkBic('BNPAFRPP')).toStrictEqual({ ok: true, value: 'BNPAFRPP' });
  });

  test('is refused with a sentence that gives the right form', () => {
    expect(sentence('', checkBic)).toMatch(/Le BIC manque/);
    expect(sentence('BNPAFRP', checkBic)).toMatch(/a 7 caractères ; il en faut 8, ou 11/);
    expect(sentence('BNPAFRPPX', checkBic)).toMatch(/a 9 caractères/);
    expect(sentence('BNPA12PP', checkBic)).toMatch(/2 lettres du pays/);
    expect(sentence('BNPÀFRPP', checkBic)).toMatch(/n’a pas la forme voulue/);
  });
});
