/** Professionals typed in an application. */
import { expect, test } from '@jest/globals';
import { membersIn } from './members-in.ts';

test('each line is a professional, from the day of the entry or its own', () => {
  expect(membersIn('10000000017 gp\n\n10000000025;NURSE;2027-02-01', '2027-01-01')).toStrictEqual([
    { rpps: '10000000017', profession: 'GP', from: '2027-01-01' },
    { rpps: '10000000025', profession: 'NURSE', from: '2027-02-01' },
  ]);
});

test('an invalid line makes the whole input not ready', () => {
  expect(membersIn('10000000017 GP\nDr Martin', '2027-01-01')).toBeUndefined();
});
