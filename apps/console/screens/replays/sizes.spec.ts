/** The result of a replay: its order, its sums, and the statements that can be regularised. */
import { expect, test } from '@jest/globals';
import { bySize, canBeRegularised, decidedCents, isChanged, nowCents } from '#apps/console/screens/replays/sizes.ts';

function replayed(team: string, differenceCents: string, decided = true) {
  const now = String(100n + BigInt(differenceCents));
  const lines = [{ line: 'CAPITATION', decidedCents: '100', nowCents: now, differenceCents }];
  const why = { parameters: [], patients: [], erased: 0, teamFacts: [] };
  return { team, period: '2025-Q1', decided, lines, differenceCents, moves: [], why, code: '2b8befff3a39' };
}

test('the largest differences come first, of either sign', () => {
  const all = [replayed('A', '5'), replayed('C', '-70'), replayed('B', '5'), replayed('D', '0')];
  expect(bySize(all).map(({ team }) => team)).toStrictEqual(['C', 'A', 'B', 'D']);
});

test('regularises only decided periods that changed, a moved day of payment included', () => {
  const move = { kind: 'INSTALMENT' as const, from: '2025-01-01', to: '2025-02-01', amountCents: '100' };
  expect(canBeRegularised(replayed('A', '5'))).toBe(true);
  expect(canBeRegularised(replayed('A', '5', false))).toBe(false);
  expect(canBeRegularised(replayed('A', '0'))).toBe(false);
  expect(canBeRegularised({ ...replayed('A', '5'), code: undefined })).toBe(false);
  expect(isChanged({ ...replayed('A', '0'), moves: [move] })).toBe(true);
});

test('decided and would-be amounts are the sums of the lines', () => {
  expect([decidedCents(replayed('A', '-70')), nowCents(replayed('A', '-70'))]).toStrictEqual([100n, 30n]);
});
