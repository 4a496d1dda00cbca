/** The shape of a social security number is found in texts of people, and with its key in texts of programs. */
import { expect, test } from '@jest/globals';
import {
  holdsKeyedNumber,
  holdsSocialSecurityNumber,
  withoutKeyedNumbers,
  withoutSocialSecurityNumbers,
} from '#libs/kernel/social-security-number.ts';

/** The keys are right, but the numbers belong to nobody. */
const NUMBER = '2550814168025';
const KEYED = `${NUMBER}38`;

test('finds a number in a sentence, however it is written', () => {
  for (const text of [
    NUMBER,
    KEYED,
    `voir ${KEYED}.`,
    'la patiente 2 55 08 14 168 025 38 est partie',
    'le 12 2 55 08 14 168 025 38',
    '2-55-08-14-168-025',
    '2.55.08.2A.168.025',
    '2\u00a055\u202f08\u00a014\u00a0168\u00a0025',
    '255\u200b0814168025',
    'n°1 84 99 99 123 456',
  ])
    expect([text, holdsSocialSecurityNumber(text)]).toStrictEqual([text, true]);
});

test('does not mistake dates, amounts, accounts and other numbers for one', () => {
  for (const text of [
    '',
    'liste à vérifier',
    'du 2026-11-28 au 2026-12-31',
    'FR76 3000 6000 0112 3456 7890 189',
    'FR7630006000011234567890189',
    'SIRET 123 456 789 00012',
    '123456789012345678',
    'DCPT58B9E5F1A6C6199A711CAF7C',
    '1 245 000,00 € pour 12 équipes',
    '01 23 45 67 89',
  ])
    expect([text, holdsSocialSecurityNumber(text)]).toStrictEqual([text, false]);
});

test('masks each number and leaves the rest', () => {
  expect(withoutSocialSecurityNumbers(`de ${KEYED} à ${NUMBER}`)).toBe('de 2************** à 2************');
  expect(withoutSocialSecurityNumbers('facture 2026-11')).toBe('facture 2026-11');
});

test('in texts that a program makes, finds a number only with its right key', () => {
  expect(holdsKeyedNumber(`import-${KEYED}`)).toBe(true);
  expect(holdsKeyedNumber('2990' + '22A123456' + String(97n - (2990219123456n % 97n)).padStart(2, '0'))).toBe(true);
  for (const text of [NUMBER, `${NUMBER}39`, '1764362000000', `${KEYED}0`, 'run-2026-11', ''])
    expect([text, holdsKeyedNumber(text), withoutKeyedNumbers(text)]).toStrictEqual([text, false, text]);
  expect(withoutKeyedNumbers(`REF-${KEYED}`)).toBe('REF-2**************');
});
