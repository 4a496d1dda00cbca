/** A run warns of an account that the bank refused, until the account changes, is confirmed again, or is paid. */
import { expect, test } from '@jest/globals';
import { endToEndId } from '#libs/payments/ledger/end-to-end-id.ts';
import { paymentLedger } from '#libs/payments/ledger/decide.ts';
import type { Settlement } from '#libs/payments/ledger/course.ts';
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';
import { draftRun } from '#libs/payments/ledger/rules/plan-run.ts';
import { refusedAccounts } from '#libs/payments/ledger/rules/refused-accounts.ts';
import { refusedAccountText } from '#libs/words/payments.ts';
import { IN_FORCE, TEAM, bankAnswer, due, given, posted } from '#test/support/ledger.ts';
import { OLD_ACCOUNT, TODAY, prepare, withReleased } from '#test/support/runs.ts';
import { by } from '#test/support/specification.ts';

const SENT = withReleased([...IN_FORCE, posted('d1'), due('d1', 10, 100n)]);

/** The ledger after the bank's answer about the payment. */
function answered(outcome: Settlement['outcome'], reason: string | undefined): PaymentLedger {
  const entry = { id: 'a', endToEndId: endToEndId('d1#1', 1), outcome, day: TODAY, amountCents: 100n, reason };
  const events = paymentLedger.decide(bankAnswer([entry]), given(...SENT).state);
  return given(...SENT, ...events.map((event) => by('Dora', event))).state;
}

function warned(ledger: PaymentLedger, account = OLD_ACCOUNT): readonly string[] {
  return refusedAccounts(ledger, new Set([TEAM]), new Map([[TEAM, account]])).map(refusedAccountText);
}

test.each(['AC01', 'AC04', 'AC06', 'ac04, compte clôturé'])(
  '%s warns with the team, the reason and the day',
  (reason) => {
    const [text, ...others] = warned(answered('REJECTED', reason));
    expect(text).toMatch(
      /^T1 serait payée sur le compte que la banque a refusé le 15\/01\/2026 \(AC0\d, .*\) : demandez/,
    );
    expect(others).toStrictEqual([]);
  },
);

test.each(['MD07', 'AC041', undefined])('%s, which is not of the account, does not warn', (reason) => {
  expect(warned(answered('REJECTED', reason))).toStrictEqual([]);
});

test('a payment that was executed does not warn', () => {
  expect(warned(answered('EXECUTED', undefined))).toStrictEqual([]);
});

test('another account, or the same one confirmed since, does not warn', () => {
  const ledger = answered('REJECTED', 'AC04');
  expect(warned(ledger, { ...OLD_ACCOUNT, iban: 'DE89370400440532013000' })).toStrictEqual([]);
  expect(warned(ledger, { ...OLD_ACCOUNT, since: TODAY + 1 })).toStrictEqual([]);
  expect(warned(ledger, { ...OLD_ACCOUNT, since: TODAY })).toHaveLength(1);
});

test('the plan of a run that pays it again has the warning, and no fault', () => {
  const { type: _, request, ...asked } = prepare({ run: 'R2' });
  const draft = draftRun(answered('REJECTED', 'AC04'), { ...asked, request, createdAt: asked.at });
  expect(draft.faults).toStrictEqual([]);
  expect(draft.refusedAccounts).toStrictEqual([{ team: TEAM, reason: 'AC04', day: TODAY }]);
});
