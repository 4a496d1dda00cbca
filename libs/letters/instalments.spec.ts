/** The due parts of a decision as a letter lists them. */
import { expect, test } from '@jest/globals';
import { dayFromText } from '#libs/kernel/day.ts';
import { dueInstalments, dueMovedParts } from '#libs/letters/instalments.ts';
import { endToEndId } from '#libs/payments/ledger/end-to-end-id.ts';
import type { Instalment } from '#libs/statements/rules/statement.ts';
import type { Decision } from '#libs/statements/workflow/decisions.ts';

test('a credit of the same day and amount as an instalment is still a credit, also after a part of nothing', () => {
  const same = { dueOn: dayFromText('2023-03-31'), amountCents: 50_000n };
  const nothing = { ...same, amountCents: 0n };
  const schedule: readonly Instalment[] = [
    { ...nothing, kind: 'INSTALMENT' },
    { ...same, kind: 'INSTALMENT' },
    { ...same, kind: 'STARTUP_CREDIT' },
  ];
  const decision = { number: 0, revision: 3, instalments: [nothing, same, same], schedule, lines: [], moves: [] };
  const parts = dueInstalments({ team: 'T', period: '2023-Q1' }, decision as unknown as Decision);
  expect(parts.map(({ kind }) => kind)).toStrictEqual(['INSTALMENT', 'STARTUP_CREDIT']);
});

test('what a regularisation moves has the references that come after those of its difference', () => {
  const move = { kind: 'INSTALMENT', from: dayFromText('2023-03-31'), amountCents: 100n } as const;
  const moves = [2, 3].map((days) => ({ ...move, to: move.from + days }));
  const decision = { number: 1, revision: 7, approvedAt: '2023-04-01T10:00:00Z', instalments: [], moves };
  const references = (cents: bigint) => {
    const lines = [{ line: 'CAPITATION', amountCents: cents }];
    const parts = dueMovedParts({ team: 'T', period: '2023-Q1' }, { ...decision, lines } as unknown as Decision);
    return parts.map(({ reference }) => reference);
  };
  const item = (place: number) => endToEndId(`statement-T-2023-Q1@7#${place}`, 1);
  expect(references(5n)).toStrictEqual([item(2), item(3)]);
  expect(references(0n)).toStrictEqual([item(1), item(2)]);
});
