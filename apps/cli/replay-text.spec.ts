/** A replay of a whole nation is a summary with its largest differences; a replay of a few statements names each. */
import { expect, test } from '@jest/globals';
import { NO_REASON } from '#libs/replay/reasons.ts';
import type { ReplayedStatement } from '#libs/replay/replay.ts';
import { replayText } from '#apps/cli/replay-text.ts';

function replayed(number: number, differenceCents: bigint, decided = true): ReplayedStatement {
  const line = {
    line: 'CAPITATION',
    decidedCents: 100_00n,
    nowCents: 100_00n + differenceCents,
    differenceCents,
  } as const;
  const of = { team: `PEPS-${String(number).padStart(4, '0')}`, period: '2023-Q1', decided };
  return { ...of, lines: [line], differenceCents, moves: [], code: undefined, now: undefined, why: NO_REASON };
}

const range = (count: number, make: (i: number) => ReplayedStatement): readonly ReplayedStatement[] =>
  Array.from({ length: count }, (_, i) => make(i));

test('names each of a few statements, whether it changes or not', () => {
  const text = replayText([replayed(1, -12_34n), replayed(2, 0n), replayed(3, 1n, false)]);
  expect(text.split('\n')).toStrictEqual([
    'PEPS-0001 2023-T1 : −12,34 € de différence',
    '  Forfait des patients de la liste : décidé 100,00 €, serait 87,66 €, différence −12,34 €',
    'PEPS-0002 2023-T1 : rien ne change.',
    '2 décomptes décidés : 1 change, de −12,34 € en tout (0,00 € et −12,34 €) ; 1 autre ne change pas.',
  ]);
});

test('of thousands it names the twenty that change most, and says where all are', () => {
  const lines = replayText([
    ...range(2000, (i) => replayed(i, BigInt(i % 2 === 0 ? i : -i))),
    ...range(500, (i) => replayed(5000 + i, 0n)),
  ]).split('\n');
  expect(lines[0]).toBe('PEPS-1999 2023-T1 : −19,99 € de différence');
  expect(lines.filter((line) => line.startsWith('PEPS-'))).toHaveLength(20);
  expect(lines.at(-2)?.replaceAll('\u202f', ' ')).toBe(
    'Et 1 979 autres décomptes qui changent, de moindre différence ; --export FICHIER les écrit tous, ligne par ligne, et --json les donne.',
  );
  expect(lines.at(-1)?.replaceAll('\u202f', ' ')).toBe(
    '2 500 décomptes décidés : 1 999 changent, de −10,00 € en tout (+9 990,00 € et −10 000,00 €) ; 501 autres ne changent pas.',
  );
});

test('says that nothing is decided, and that nothing changes', () => {
  expect(replayText([replayed(1, 5n, false)])).toBe('Rien n’est décidé dans cette plage.');
  expect(replayText(range(30, (i) => replayed(i, 0n)))).toBe('30 décomptes décidés : rien ne change.');
});
