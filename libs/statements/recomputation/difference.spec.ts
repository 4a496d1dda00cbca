/** What differs between a proposal and the calculation that it names. */
import { expect, test } from '@jest/globals';
import { dayFromText } from '#libs/kernel/day.ts';
import type { CalculatedStatement } from '#libs/statements/calculated-statement.ts';
import { differenceOfProposal } from '#libs/statements/recomputation/difference.ts';
import type { Instalment } from '#libs/statements/rules/statement.ts';
import { type Decision, movedDays } from '#libs/statements/workflow/decisions.ts';
import type { Move, StatementProposal } from '#libs/statements/workflow/events.ts';

const LINES = [{ line: 'CAPITATION', amountCents: 100n }] as const;

function dueOn(...days: readonly string[]): readonly Instalment[] {
  const each = 100n / BigInt(days.length);
  return days.map((day) => ({ kind: 'INSTALMENT', dueOn: dayFromText(day), amountCents: each }));
}

/** The calculation of a later day, with the same lines and these instalments. */
function calculated(instalments: readonly Instalment[]): CalculatedStatement {
  return { digest: 'd', statement: { lines: LINES, instalments } } as unknown as CalculatedStatement;
}

const BEFORE = [{ number: 0, lines: LINES, schedule: dueOn('2021-01-10', '2021-04-10') }] as unknown as Decision[];

function proposal(moves: readonly Move[]): StatementProposal {
  return { number: 1, digest: 'd', lines: [], instalments: [], moves } as unknown as StatementProposal;
}

test('a regularisation moves the days that its calculation moves, and no others', () => {
  const now = calculated(dueOn('2021-01-10', '2021-07-10'));
  const moves = movedDays(BEFORE, now);
  expect(differenceOfProposal(BEFORE, proposal(moves), now)).toBeUndefined();
  const earlier = moves.map((move) => ({ ...move, to: dayFromText('2021-02-10') }));
  expect(differenceOfProposal(BEFORE, proposal(earlier), now)).toMatchObject({ of: 'FIGURE', figure: 'moves' });
  const unmoved = calculated(dueOn('2021-01-10', '2021-04-10'));
  expect(differenceOfProposal(BEFORE, proposal(moves), unmoved)).toMatchObject({ figure: 'moves', recomputed: '' });
  // Former versions moved none.
  expect(differenceOfProposal(BEFORE, proposal([]), now)).toBeUndefined();
});
