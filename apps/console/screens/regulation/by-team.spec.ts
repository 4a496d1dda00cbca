/** The effect of a simulation, summed by team. */
import { expect, test } from '@jest/globals';
import { byTeam } from '#apps/console/screens/regulation/by-team.ts';

function effect(team: string, period: string, beforeCents: string, afterCents: string) {
  const differenceCents = String(BigInt(afterCents) - BigInt(beforeCents));
  return { team, teamName: null, scheme: 'PEPS', period, beforeCents, afterCents, differenceCents };
}

test('effects are summed by team, the largest first', () => {
  const all = [
    effect('A', '2025-Q1', '100', '110'),
    effect('B', '2025-Q1', '100', '50'),
    effect('A', '2025-Q2', '100', '105'),
    effect('C', '2025-Q1', '100', '100'),
  ];
  expect(
    byTeam(all).map(({ team, beforeCents, afterCents, differenceCents }) => [
      team,
      beforeCents,
      afterCents,
      differenceCents,
    ]),
  ).toStrictEqual([
    ['B', 100n, 50n, -50n],
    ['A', 200n, 215n, 15n],
    ['C', 100n, 100n, 0n],
  ]);
});
