/** The due parts of a decision as a letter lists them. */
import { expect, test } from '@jest/globals';
import { dayFromText } from '#libs/kernel/day.ts';
import { dueInstalments } from '#libs/letters/instalments.ts';
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
