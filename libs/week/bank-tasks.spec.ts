/** Answers of the bank that contradict the ledger: each is to do, its payment counts once, and the payment is shown with them. */
import { expect, test } from '@jest/globals';
import type { AnswerContradicted } from '#libs/payments/ledger/answer-events.ts';
import { shownPayments } from '#libs/payments/runs/shown-payment.ts';
import { unclearTasks } from '#libs/week/bank-tasks.ts';
import { ENVELOPE, TEAM, due, executed, given, posted, released, runMade } from '#test/support/ledger.ts';

function contradicted(code: AnswerContradicted['data']['code'], endToEndId: string): AnswerContradicted {
  const said = { day: null, answeredCents: 100n, statuses: [], reason: null };
  const of = { envelope: ENVELOPE, endToEndId, team: TEAM, contradiction: `${code} ${endToEndId}` };
  return { type: 'AnswerContradicted', effective: '2026-01-13', data: { ...of, code, ...said } };
}

const ledger = given(
  ...[posted('d1'), due('d1', 10, 100n), runMade('R1', 11, ['e1']), released('e1', 'd1#1', 11, 100n)],
  executed('e1', 100n),
  contradicted('ANSWER_AMOUNT_DIFFERS', 'e1'),
  contradicted('DEBITED_TWICE', 'e1'),
).state;

test('two answers about one payment are two things to do, about its amount once', () => {
  const [task, ...others] = unclearTasks(ledger);
  expect([task?.kind, task?.entries.length, task?.amountCents, others]).toStrictEqual(['CONTRADICTED', 2, 100n, []]);
});

test('a payment is shown with what two persons still have to settle', () => {
  const [shown] = shownPayments(ledger, [...ledger.payments.values()]);
  expect(shown?.status).toBe('EXECUTED');
  expect(shown?.contradictions.map(({ code }) => code)).toStrictEqual(['ANSWER_AMOUNT_DIFFERS', 'DEBITED_TWICE']);
});
