/** The eligibility flags compare a team with the numbers that its text asks. */
import { expect, test } from '@jest/globals';
import { dayFromText } from '#libs/kernel/day.ts';
import { CURRENT_RULES } from '#libs/statements/rules/versions.ts';
import { patientFlags, professionalFlags } from '#libs/statements/rules/eligibility.ts';
import { oneTeam, regulationWith } from '#test/support/enrolment.ts';

const DAY = dayFromText('2021-01-01');

function patients(count: number, boundary?: 'gt' | 'ge'): readonly string[] {
  const eligibility = { patients: 250, ...(boundary === undefined ? {} : { boundary }) };
  return patientFlags(oneTeam({}, regulationWith({ eligibility })), DAY, count, CURRENT_RULES);
}

function professionals(
  asked: { professionals?: number; gp?: number; nurse?: number; by_profession?: Readonly<Record<string, number>> },
  ...members: (readonly [rpps: string, profession: string, from: string, until?: string])[]
): readonly string[] {
  const regulation = regulationWith({ eligibility: { ...asked, patients: 0 } });
  return professionalFlags(oneTeam({ members }, regulation), DAY);
}

test('a list with fewer patients than required is flagged, and one with exactly that number only for gt', () => {
  expect(patients(249)).toStrictEqual(['ELIGIBILITY_PATIENTS']);
  expect(patients(250)).toStrictEqual([]);
  expect(patients(250, 'ge')).toStrictEqual([]);
  expect(patients(250, 'gt')).toStrictEqual(['ELIGIBILITY_PATIENTS']);
  expect(patients(251, 'gt')).toStrictEqual([]);
});

test('professionals count doctors and nurses together, each once', () => {
  const two = [
    ['D1', 'GP', '2020-01-01'],
    ['D1', 'GP', '2020-06-01'],
    ['N1', 'NURSE', '2020-01-01'],
  ] as const;
  expect(professionals({ professionals: 2 }, ...two)).toStrictEqual([]);
  expect(professionals({ professionals: 3 }, ...two)).toStrictEqual(['ELIGIBILITY_PROFESSIONALS']);
});

test('a member with two professions counts in each, and once among the professionals', () => {
  const both = [
    ['D1', 'GP', '2020-01-01'],
    ['D1', 'NURSE', '2020-06-01'],
  ] as const;
  expect(professionals({ gp: 1, nurse: 1, professionals: 1 }, ...both)).toStrictEqual([]);
  expect(professionals({ professionals: 2 }, ...both)).toStrictEqual(['ELIGIBILITY_PROFESSIONALS']);
});

test('other professions do not count', () => {
  expect(professionals({ professionals: 1 }, ['K1', 'OTHER', '2020-01-01'])).toStrictEqual([
    'ELIGIBILITY_PROFESSIONALS',
  ]);
});

test('any profession can be asked for by its name', () => {
  const member = ['K1', 'OTHER', '2020-01-01'] as const;
  expect(professionals({ by_profession: { OTHER: 1 } }, member)).toStrictEqual([]);
  expect(professionals({ by_profession: { OTHER: 2 } }, member)).toStrictEqual(['ELIGIBILITY_PROFESSIONALS']);
});

test('only memberships active on the day count, its first and last days included', () => {
  const asked = { gp: 1 };
  expect(professionals(asked, ['D1', 'GP', '2021-01-01'])).toStrictEqual([]);
  expect(professionals(asked, ['D1', 'GP', '2020-01-01', '2021-01-01'])).toStrictEqual([]);
  expect(professionals(asked, ['D1', 'GP', '2021-01-02'])).toStrictEqual(['ELIGIBILITY_PROFESSIONALS']);
  expect(professionals(asked, ['D1', 'GP', '2020-01-01', '2020-12-31'])).toStrictEqual(['ELIGIBILITY_PROFESSIONALS']);
});
