/** Simulations that may be compared, and their groups as rows. */
import { expect, test } from '@jest/globals';
import { besideEachOther, groupRows } from './group-rows.ts';
import type { ComparedGroup, Simulation } from './queries.ts';

function simulation(name: string, run: string, to = '2023-Q4'): Simulation {
  const range = { from: '2023-Q1', to, knownOn: '2024-01-01', team: null, regulationVersion: '2026-12' };
  return { simulation: name, run, ...range } as Simulation;
}

test('compares the scenarios of a run, else the simulations of the same range', () => {
  const all = [simulation('a.2', 'a'), simulation('a.1', 'a'), simulation('b', 'b'), simulation('c', 'c', '2024-Q1')];
  const names = (of: number) => besideEachOther(all[of] ?? simulation('', ''), all).map((one) => one.simulation);
  expect(names(0)).toStrictEqual(['a.1', 'a.2']);
  expect(names(2)).toStrictEqual(['b', 'a.2', 'a.1']);
  expect(names(3)).toStrictEqual(['c']);
});

test('a group is a row with the difference of each simulation', () => {
  const group = (of: string | null, named: string, cents: string): ComparedGroup => ({
    scheme: 'PEPS',
    group: of,
    name: null,
    simulation: named,
    beforeCents: '100',
    afterCents: String(100n + BigInt(cents)),
    differenceCents: cents,
  });
  const rows = groupRows([
    group('0-6', 'a', '5'),
    group('0-6', 'b', '-7'),
    group(null, 'a', '0'),
    group(null, 'b', '0'),
  ]);
  expect(rows.map(({ group: of, differences, greatest }) => [of, [...differences], greatest])).toStrictEqual([
    [
      '0-6',
      [
        ['a', 5n],
        ['b', -7n],
      ],
      7n,
    ],
    [
      null,
      [
        ['a', 0n],
        ['b', 0n],
      ],
      0n,
    ],
  ]);
});
