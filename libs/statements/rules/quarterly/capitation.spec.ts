/** The capitation adds a quarter of the yearly amount of each patient. */
import { expect, test } from '@jest/globals';
import { fractionText } from '#libs/kernel/fraction.ts';
import { capitation } from '#libs/statements/rules/quarterly/capitation.ts';
import {
  type DossierFacts,
  REGULATION,
  dossier,
  frame,
  q,
  regulationWith,
  required,
  roster,
} from '#test/support/enrolment.ts';
import { quarterSums, sumsOf } from '#test/support/statements.ts';
import { sumsOfQuarter } from '#libs/statements/rules/sums.ts';
import { profileIndex } from '#libs/regulation/profile.ts';
import type { JsonObject } from '#libs/regulation/values.ts';

const FACTORS = { comorbidity_factor: ['1', '11/10', '5/4'] };

function amount(parameters: JsonObject, facts: DossierFacts, option = 'ALL'): string {
  const team = roster('T1', {
    rows: [{ option }],
    phases: [['FORFAIT', '2020-01-01']],
    members: [['D1', 'GP', '2020-01-01']],
  });
  const made = frame([team], ['2021-Q1', '2021-Q1'], {}, regulationWith(parameters));
  const sums = sumsOf(made, [dossier('P1', { declarations: [['D1', '2020-01-01']], ...facts })]);
  const own = sumsOfQuarter(sums, 'T1', q('2021-Q1')) ?? quarterSums({});
  return fractionText(capitation(required(made.teams.byId.get('T1')), q('2021-Q1'), own));
}

// Grid GP-2021 of the published version: women of 40 to 49 without ALD 77.76 euros a year, with one 128.30.
test('a patient adds a quarter of the yearly amount of the profile on the first day', () => {
  expect(amount({}, { birth: '1980-05-05' })).toBe(String(7776 / 4));
  expect(amount({}, { birth: '1981-01-02' })).toBe(String(6696 / 4));
  expect(amount({}, { birth: '1980-05-05', coverage: [[8, '2021-01-02']] })).toBe(String(7776 / 4));
});

test('the amount is multiplied by the factor of the number of ALD, the last factor for two or more', () => {
  const ald = (count: number) => [8, 15, 3].slice(0, count).map((number) => [number, '2020-01-01'] as const);
  expect(amount(FACTORS, { birth: '1980-05-05', coverage: ald(0) })).toBe(String(7776 / 4));
  expect(amount(FACTORS, { birth: '1980-05-05', coverage: ald(1) })).toBe('14113/4');
  expect(amount(FACTORS, { birth: '1980-05-05', coverage: ald(2) })).toBe('32075/8');
  expect(amount(FACTORS, { birth: '1980-05-05', coverage: ald(3) })).toBe('32075/8');
});

test('by days, the amount is for the share of the days of the quarter on the list', () => {
  const joined: DossierFacts = { birth: '1980-05-05', declarations: [['D1', '2021-03-02']] };
  expect(amount({ presence: 'DAYS' }, joined)).toBe(String((7776 / 4) * (30 / 90)));
  expect(amount({ presence: 'FIRST_DAY' }, joined)).toBe('0');
});

test('a patient born in the quarter has the profile of age 0 by days', () => {
  const born: DossierFacts = { birth: '2021-02-15', declarations: [['D1', '2021-02-15']] };
  expect(amount({ presence: 'DAYS' }, born)).toBe(String((11880 / 4) * (45 / 90)));
});

test('a patient outside the option on the first day adds nothing', () => {
  expect(amount({}, { birth: '1956-01-01' }, 'OVER_65')).toBe('0');
  expect(amount({}, { birth: '1955-12-31' }, 'OVER_65')).not.toBe('0');
});

test('the grid is that of the scope of the team on the first day', () => {
  const scopes = roster('T1', {
    rows: [{ scope: 'GP' }, { from: '2021-02-01', scope: 'GP+NURSE' }],
    phases: [['FORFAIT', '2020-01-01']],
    members: [['D1', 'GP', '2020-01-01']],
  });
  const made = frame([scopes], ['2021-Q1', '2021-Q2']);
  const sums = sumsOf(made, [dossier('P1', { declarations: [['D1', '2020-01-01']] })]);
  const weighted = (quarter: string) => sumsOfQuarter(sums, 'T1', q(quarter))?.weightedCents[0];
  const index = profileIndex(3, 'F', false, false);
  expect(weighted('2021-Q1')).toBe(REGULATION.grids.get('GP-2021')?.[index]);
  expect(weighted('2021-Q2')).toBe(REGULATION.grids.get('GP+NURSE-2021')?.[index]);
});
