/** Ids of teams have upper and lower case as their source writes them: a typed one is found, and never changed into another. */
import { expect, test } from '@jest/globals';
import { teamTyped } from '#apps/console/parts/team-typed.ts';

const TEAMS = ['PEPS-01', 'msp-Tilleuls', 'MSP-Été', 'msp-a', 'MSP-A'];

test.each([
  ['msp-Tilleuls', 'msp-Tilleuls'],
  [' MSP-TILLEULS ', 'msp-Tilleuls'],
  ['peps-01', 'PEPS-01'],
  ['msp-été', 'MSP-Été'],
  ['msp-a', 'msp-a'],
  ['MSP-A', 'MSP-A'],
  ['Msp-a', 'Msp-a'],
  ['msp-b', 'msp-b'],
  ['', ''],
])('%j means %j', (typed, team) => {
  expect(teamTyped(typed, TEAMS)).toBe(team);
});
