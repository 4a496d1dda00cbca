/** Unusual accounts are flagged; accounts that no bank accepts are refused. */
import { expect, test } from '@jest/globals';
import { accountDigest } from '#libs/payments/accounts/bank-account.ts';
import { checkAccount } from '#libs/payments/accounts/check-account.ts';
import { type SurroundingsOfAccount, flagsOf } from '#libs/payments/accounts/flags.ts';
import type { AccountVerification } from '#libs/payments/accounts/verification.ts';

const ACCOUNT = { name: 'Maison de santé', iban: 'FR7630006000011234567890189', bic: 'AGRIFRPP' };
const PAYEE = { side: 'payee', holder: 'T1' } as const;
const ALONE: SurroundingsOfAccount = { others: [], isHolderKnown: true };
const verified = (result: AccountVerification['result']): AccountVerification => ({
  result,
  on: 20_000,
  by: 'Service VoP',
});

const flags = (
  name = ACCOUNT.name,
  around: Partial<SurroundingsOfAccount> = {},
  verification: AccountVerification | null = null,
) => flagsOf(PAYEE, { ...ACCOUNT, name }, verification, { ...ALONE, ...around });

test('an ordinary account has no flag', () => {
  expect(flags()).toStrictEqual([]);
  expect(flags('SCP Lebœuf & Ångström', {}, verified('MATCH'))).toStrictEqual([]);
});

test('flags an account that envelopes pay from, that other teams have, or of a team that no fact names', () => {
  const others = [
    { side: 'payee', holder: 'T3' },
    { side: 'payee', holder: 'T2' },
    { side: 'debtor', holder: 'FIR' },
  ] as const;
  expect(flags(undefined, { others, isHolderKnown: false })).toStrictEqual([
    { flag: 'SAME_AS_DEBTOR', of: ['FIR'] },
    { flag: 'SHARED_BY_TEAMS', of: ['T2', 'T3'] },
    { flag: 'UNKNOWN_HOLDER', of: [] },
  ]);
  expect(flagsOf({ side: 'debtor', holder: 'FIR-2' }, ACCOUNT, null, { ...ALONE, others })).toStrictEqual([
    { flag: 'SAME_AS_PAYEE', of: ['T2', 'T3'] },
  ]);
});

test('flags a name that loses a part at the bank, and a verification that is no match', () => {
  expect(flags('Maison Б')).toStrictEqual([{ flag: 'NAME_ALTERED', of: ['Maison .'] }]);
  for (const result of ['CLOSE_MATCH', 'NO_MATCH', 'NOT_POSSIBLE'] as const)
    expect(flags(undefined, {}, verified(result))).toStrictEqual([{ flag: 'NOT_VERIFIED', of: [result] }]);
});

test('refuses values that no bank would take, with all faults at once', () => {
  const codes = (change: Partial<typeof ACCOUNT>): readonly string[] => {
    const checked = checkAccount({ ...ACCOUNT, ...change });
    return checked.ok ? [] : checked.faults.map(({ field, fault }) => `${field} ${fault.code}`);
  };
  expect(codes({})).toStrictEqual([]);
  expect(codes({ name: '日本' })).toStrictEqual(['name NAME_NOT_LATIN']);
  expect(codes({ name: 'دار الصحة' })).toStrictEqual(['name NAME_NOT_LATIN']);
  expect(codes({ name: ' \u00a0' })).toStrictEqual(['name NAME_MISSING']);
  expect(codes({ name: 'x'.repeat(71) })).toStrictEqual(['name NAME_LENGTH']);
  for (const name of ['a\ud800', 'a\u0007', 'a\u200bb', 'a\u202eb'])
    expect(codes({ name })).toStrictEqual(['name NAME_CHARACTER']);
  // A Cyrillic М, a Greek Α, a Cherokee Ꭺ beside Latin letters; accents and other letters of Europe are ours.
  for (const name of ['\u041caison de santé', 'M\u0391ISON', 'M\u13aaISON'])
    expect(codes({ name })).toStrictEqual(['name NAME_ALPHABETS']);
  for (const name of ['Maison de santé', 'Søren Łukasz Đặng', 'Ærø']) expect(codes({ name })).toStrictEqual([]);
  expect(codes({ iban: 'FR7630006000011234567890188' })).toHaveLength(1);
  expect(codes({ bic: 'AGRIFRP0' })).toStrictEqual(['bic BIC_TEST']);
  expect(codes({ bic: 'AGRIZZPP' })).toStrictEqual(['bic BIC_COUNTRY']);
  expect(codes({ bic: 'DEUTDEFF' })).toStrictEqual(['bic BIC_OTHER_COUNTRY']);
  expect(codes({ name: '日本', bic: 'AGRIFRP0' })).toStrictEqual(['name NAME_NOT_LATIN', 'bic BIC_TEST']);
});

test('a bank overseas may have a BIC of its territory for an IBAN of France', () => {
  for (const bic of ['BNPAREREXXX', 'BNPAGPGX', 'AGRIMCM1', 'AGRIFRPP882'])
    expect(checkAccount({ ...ACCOUNT, bic }).ok).toBe(true);
});

test('the digest of an account changes with its IBAN and its holder, not with its BIC', () => {
  expect(accountDigest(ACCOUNT)).toMatch(/^[0-9a-f]{10}$/);
  expect(accountDigest({ ...ACCOUNT, bic: 'BNPAFRPP' })).toBe(accountDigest(ACCOUNT));
  expect(accountDigest({ ...ACCOUNT, name: 'Autre' })).not.toBe(accountDigest(ACCOUNT));
  expect(accountDigest({ ...ACCOUNT, iban: 'FR1420041010050500013M02606' })).not.toBe(accountDigest(ACCOUNT));
});
