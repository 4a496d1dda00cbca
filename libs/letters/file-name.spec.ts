import { expect, test } from '@jest/globals';
import { decisionFile } from '#libs/letters/file-name.ts';

test('the letters of two teams have two names, also where files are the same in upper and lower case', () => {
  const teams = ['PEPS-01', 'peps-01', 'Peps-01', 'PEPS-É', 'PEPS--', 'PEPS=-'];
  const names = teams.map((team) => decisionFile({ team, period: '2021-Q1' }, 0).toLowerCase());
  expect(new Set(names).size).toBe(teams.length);
  expect(names[0]).toBe('peps-01_2021-q1_0.pdf');
});
