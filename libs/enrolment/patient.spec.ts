/** The properties of a patient on a day that the rules use: treating doctor, profile, coverage, option. */
import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import {
  declarationOn,
  aldCountOn,
  isAliveOn,
  isInOption,
  profileOn,
  spendingCentsIn,
} from '#libs/enrolment/patient.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import { profileText } from '#libs/regulation/profile.ts';
import type { OptionRule } from '#libs/regulation/values.ts';
import { REGULATION, patient, required } from '#test/support/enrolment.ts';

const BANDS = REGULATION.ageBands;
const OVER_65: OptionRule = {
  age: { years: 65, boundary: 'gt' },
  neuro: { years: 50, boundary: 'gt', ald: [15, 16, 25] },
};
const FROM_65: OptionRule = {
  age: { years: 65, boundary: 'ge' },
  neuro: { years: 50, boundary: 'ge', ald: [15, 16, 25] },
};
const DAY = dayFromText('2021-01-01');

function day(text: string): number {
  return dayFromText(text);
}

test('the treating doctor is the one of the latest declaration not after the day', () => {
  const someone = patient({
    declarations: [
      ['D2', '2021-03-01'],
      ['D1', '2020-01-01'],
    ],
  });
  expect(declarationOn(someone.declarations, day('2019-12-31'))).toBeUndefined();
  expect(declarationOn(someone.declarations, day('2020-01-01'))?.rpps).toBe('D1');
  expect(declarationOn(someone.declarations, day('2021-02-28'))?.rpps).toBe('D1');
  expect(declarationOn(someone.declarations, day('2021-03-01'))?.rpps).toBe('D2');
});

test('an empty rpps ends the earlier declaration', () => {
  const someone = patient({
    declarations: [
      ['D1', '2020-01-01'],
      ['', '2020-06-01'],
    ],
  });
  expect(declarationOn(someone.declarations, day('2020-05-31'))?.rpps).toBe('D1');
  expect(declarationOn(someone.declarations, day('2020-06-01'))?.rpps).toBe('');
});

test('a patient is alive from the day of birth to the eve of death', () => {
  const someone = patient({ birth: '2020-05-05', died: '2021-02-10' });
  expect(
    ['2020-05-04', '2020-05-05', '2021-02-09', '2021-02-10'].map((text) => isAliveOn(someone, day(text))),
  ).toStrictEqual([false, true, true, false]);
});

test('a patient without a known identity is not alive and has no profile', () => {
  const nobody = patient({ birth: null });
  expect(isAliveOn(nobody, DAY)).toBe(false);
  expect(profileOn(nobody, DAY, BANDS)).toBeUndefined();
});

test('the profile is age band, sex, any ALD active and C2S active', () => {
  const someone = patient({
    birth: '1961-01-02',
    sex: 'M',
    coverage: [
      [8, '2021-01-01', '2021-01-31'],
      [0, '2021-02-01', '2021-02-28'],
    ],
  });
  const words = (text: string): string => profileText(BANDS, required(profileOn(someone, day(text), BANDS)));
  expect(words('2020-12-31')).toBe('50-59 M ald=0 c2s=0');
  expect(words('2021-01-01')).toBe('50-59 M ald=1 c2s=0');
  expect(words('2021-01-02')).toBe('60-69 M ald=1 c2s=0');
  expect(words('2021-01-31')).toBe('60-69 M ald=1 c2s=0');
  expect(words('2021-02-01')).toBe('60-69 M ald=0 c2s=1');
  expect(words('2021-03-01')).toBe('60-69 M ald=0 c2s=0');
});

test('counts the distinct ALD active on the day, without C2S', () => {
  const someone = patient({
    coverage: [
      [8, '2015-01-01'],
      [8, '2020-06-01'],
      [15, '2020-01-01'],
      [3, '2022-01-01'],
      [30, '2010-01-01', '2020-12-31'],
      [0, '2019-01-01'],
    ],
  });
  expect(aldCountOn(someone, DAY)).toBe(2);
});

test('a coverage that ends on the eve of its start counts on no day', () => {
  const someone = patient({ coverage: [[8, '2020-06-01', '2020-05-31']] });
  for (const text of ['2020-05-31', '2020-06-01']) assert.equal(aldCountOn(someone, day(text)), 0, text);
});

test('every patient is in the option ALL, also without a known identity', () => {
  expect(isInOption(patient({ birth: null }), 'ALL', DAY)).toBe(true);
});

test('a patient with an active ALD of the list is in the option DIABETES', () => {
  const rule: OptionRule = { ald: [8] };
  assert.ok(isInOption(patient({ coverage: [[8, '2021-01-01']] }), rule, DAY));
  assert.ok(isInOption(patient({ coverage: [[8, '2020-01-01', '2021-01-01']] }), rule, DAY));
  expect(isInOption(patient({ coverage: [[8, '2021-01-02']] }), rule, DAY)).toBe(false);
  expect(isInOption(patient({ coverage: [[8, '2020-01-01', '2020-12-31']] }), rule, DAY)).toBe(false);
  expect(isInOption(patient({ coverage: [[9, '2020-01-01']] }), rule, DAY)).toBe(false);
});

/** Born so that the 65th birthday falls before, on, and after 1 January 2021. */
const AGES = [
  ['1955-12-31', true, true],
  ['1956-01-01', false, true],
  ['1956-01-02', false, false],
] as const;

for (const [birth, gt, ge] of AGES)
  test(`born on ${birth}, one is ${gt ? '' : 'not '}past 65 on 1 January 2021 for gt and ${ge ? '' : 'not '}for ge`, () => {
    expect(isInOption(patient({ birth }), OVER_65, DAY)).toBe(gt);
    expect(isInOption(patient({ birth }), FROM_65, DAY)).toBe(ge);
  });

test('born on 29 February, the 65th birthday is 1 March 2021', () => {
  const someone = patient({ birth: '1956-02-29' });
  expect(
    ['2021-02-28', '2021-03-01', '2021-03-02'].map((text) => isInOption(someone, FROM_65, day(text))),
  ).toStrictEqual([false, true, true]);
  expect(['2021-03-01', '2021-03-02'].map((text) => isInOption(someone, OVER_65, day(text)))).toStrictEqual([
    false,
    true,
  ]);
});

test('from 50 on, only an ALD of the neurological list puts a patient in OVER_65', () => {
  const past50 = '1970-12-31';
  assert.ok(isInOption(patient({ birth: past50, coverage: [[15, '2020-01-01']] }), OVER_65, DAY));
  expect(isInOption(patient({ birth: past50, coverage: [[8, '2020-01-01']] }), OVER_65, DAY)).toBe(false);
  expect(isInOption(patient({ birth: '1971-01-01', coverage: [[15, '2020-01-01']] }), OVER_65, DAY)).toBe(false);
  assert.ok(isInOption(patient({ birth: '1971-01-01', coverage: [[15, '2020-01-01']] }), FROM_65, DAY));
  expect(isInOption(patient({ birth: past50, coverage: [[15, '2020-01-01', '2020-12-31']] }), OVER_65, DAY)).toBe(
    false,
  );
});

test('a withdrawn spending is unknown, not zero', () => {
  const someone = patient({
    spending: [
      [2020, 5000],
      [2020, null],
      [2021, 0],
    ],
  });
  expect([2019, 2020, 2021].map((year) => spendingCentsIn(someone, year))).toStrictEqual([undefined, undefined, 0]);
});
