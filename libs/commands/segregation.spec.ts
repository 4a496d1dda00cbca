/** Duties that one person may not combine are separate in the roles of a token and over the history of a payment. */
import { expect, test } from '@jest/globals';
import { APART, DUTIES, ROLES, dutiesInTheWay, incompatibleRoles } from '#libs/commands/segregation.ts';
import { person } from '#test/support/specification.ts';

test('roles with separate duties do not go together', () => {
  for (const [one, other] of APART)
    if (DUTIES[one] !== DUTIES[other])
      expect(incompatibleRoles([DUTIES[one], DUTIES[other]])).toStrictEqual([DUTIES[one], DUTIES[other]]);
  expect(incompatibleRoles(['operator', 'accountant'])).toBeUndefined();
  expect(incompatibleRoles(['approver', 'accountant'])).toBeUndefined();
  for (const role of ROLES) expect(incompatibleRoles([role])).toBeUndefined();
});

test('an auditor and a team only read: no other role goes with theirs', () => {
  for (const reader of ['auditor', 'team'] as const)
    for (const other of ROLES.filter((role) => role !== reader))
      expect(incompatibleRoles([other, reader])).toStrictEqual([other, reader]);
});

test('names an earlier action that keeps a person from a duty, under any spelling', () => {
  const done = [
    { duty: 'PROPOSE_ACCOUNT', by: person('Alice') },
    { duty: 'SUBMIT', by: person('ALICE') },
    { duty: 'APPROVE', by: person('Bob') },
    { duty: 'SUBMIT', by: undefined },
  ] as const;
  expect(dutiesInTheWay(person(' alice'), 'RELEASE', done)).toStrictEqual(['PROPOSE_ACCOUNT', 'SUBMIT']);
  expect(dutiesInTheWay(person('Bob'), 'RELEASE', done)).toStrictEqual(['APPROVE']);
  expect(dutiesInTheWay(person('Carol'), 'RELEASE', done)).toStrictEqual([]);
  expect(dutiesInTheWay(person('Alice'), 'APPROVE', done)).toStrictEqual(['SUBMIT']);
});
