/** Of a bank's answer, what is new is recorded once; what contradicts the ledger changes nothing. */
import { expect, test } from '@jest/globals';
import type { AnswerEntry } from '#libs/payments/bank/bank-answer.ts';
import type { Outcome } from '#libs/payments/bank/findings.ts';
import type { LedgerEvent } from '#libs/payments/ledger/events.ts';
import { recordAnswer } from '#libs/payments/ledger/rules/record-answer.ts';
import { newSettlements, settlementOf } from '#libs/payments/runs/new-settlements.ts';
import type { Authored } from '#test/support/specification.ts';
import { due, given, posted, released, runMade } from '#test/support/ledger.ts';

const SENT = [posted('d1'), due('d1', 10, 100n), runMade('R1', 11, ['e1']), released('e1', 'd1#1', 11, 100n)] as const;

function entry(id: string, outcome: Outcome, day = 12): AnswerEntry {
  const said = { reason: undefined, detail: undefined, status: 'BOOK', account: undefined };
  return { id, endToEndId: 'e1', outcome, day, amountCents: 100n, ...said };
}

/** What the ledger records of these, and the rest, after others were recorded. */
function held(recorded: readonly AnswerEntry[], entries: readonly AnswerEntry[]) {
  const events: (LedgerEvent | Authored<LedgerEvent>)[] = [...SENT];
  for (const one of recorded) events.push(...recordAnswer(given(...events).state, [settlementOf(one)]));
  const { settlements, known, contradictions } = newSettlements(given(...events).state, entries);
  return [settlements.map(({ id, outcome }) => [id, outcome]), known, contradictions.map(({ code }) => code)];
}

test('an entry is recorded once, and so is its outcome', () => {
  const executed = entry('a', 'EXECUTED');
  expect(held([], [executed])).toStrictEqual([[['a', 'EXECUTED']], 0, []]);
  expect(held([], [executed, entry('b', 'EXECUTED')])).toStrictEqual([[['a', 'EXECUTED']], 1, []]);
  expect(held([executed], [executed])).toStrictEqual([[], 1, []]);
  expect(held([executed], [entry('b', 'EXECUTED')])).toStrictEqual([[], 1, []]);
});

test('a payment comes back before it was executed, or after', () => {
  const [executed, returned] = [entry('a', 'EXECUTED'), entry('b', 'RETURNED', 14)];
  expect(held([], [entry('b', 'REJECTED')])).toStrictEqual([[['b', 'RETURNED']], 0, []]);
  expect(held([executed], [executed, returned])).toStrictEqual([[['b', 'RETURNED']], 1, []]);
  expect(held([executed, returned], [executed, returned])).toStrictEqual([[], 2, []]);
});

test('a rejection of what is executed, or a debit of what came back, is a contradiction', () => {
  expect(held([entry('a', 'EXECUTED')], [entry('b', 'REJECTED')])).toStrictEqual([[], 0, ['REJECTED_AFTER_EXECUTION']]);
  expect(held([entry('b', 'REJECTED')], [entry('a', 'EXECUTED')])).toStrictEqual([[], 0, ['EXECUTED_AFTER_RETURN']]);
});
