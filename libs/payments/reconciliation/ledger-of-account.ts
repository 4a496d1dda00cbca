/** The payments of an account according to the payment ledger. */
import { parseDay } from '#libs/kernel/day.ts';
import type { LedgerOfAccount, PaidFromAccount } from '#libs/payments/reconciliation/reconcile-account.ts';
import { totalCents } from '#libs/payments/bank/transfer-order.ts';
import { announcedReturns } from '#libs/payments/ledger/announced-returns.ts';
import { isSecondDebit } from '#libs/payments/ledger/course.ts';
import { filesOfRun } from '#libs/payments/ledger/files-of-run.ts';
import type { Payment, PaymentRun, RunBooking } from '#libs/payments/ledger/payment.ts';
import { type PaymentLedger, paymentsOf } from '#libs/payments/ledger/state.ts';

/** `account`: IBAN. */
export function ledgerOfAccount(ledger: PaymentLedger, account: string): LedgerOfAccount {
  const announced = announcedReturns(ledger);
  const twice = [...ledger.contradictions.values()].filter(({ code, isResolved }) => isResolved && isSecondDebit(code));
  const twiceSettled = new Set(twice.map(({ endToEndId }) => endToEndId));
  const runs = [...ledger.runs.values()].filter(({ debtor }) => debtor.iban === account);
  const payments = runs
    .flatMap((run) => paymentsOf(ledger, run))
    .map((payment) => {
      const { endToEndId } = payment;
      const isReturnAnnounced = announced.get(endToEndId)?.outcome === 'RETURNED';
      return [
        endToEndId,
        { ...paid(payment), isReturnAnnounced, isTwiceSettled: twiceSettled.has(endToEndId) },
      ] as const;
    });
  return { payments: new Map(payments), matchedBookings: matchedBookings(ledger, runs) };
}

function matchedBookings(ledger: PaymentLedger, runs: readonly PaymentRun[]): LedgerOfAccount['matchedBookings'] {
  const matched = [...ledger.bookings.values()].filter(({ isMatched }) => isMatched);
  const byFile = Map.groupBy(matched, ({ file }) => file);
  const found = runs.flatMap((run) =>
    filesOfRun(ledger, run).flatMap(({ file, payments }) =>
      [...Map.groupBy(byFile.get(file) ?? [], ({ outcome }) => outcome)].flatMap(([outcome, bookings]) => {
        const covered = coveredBy(bookings, payments.filter(OUTCOMES[outcome])).map(({ endToEndId }) => endToEndId);
        return bookings.map(({ id }) => [id, covered] as const);
      }),
    ),
  );
  return new Map(found);
}

const OUTCOMES: Readonly<Record<RunBooking['outcome'], (payment: Payment) => boolean>> = {
  EXECUTED: (payment) => daysOf(payment).executedOn !== undefined,
  RETURNED: (payment) => daysOf(payment).returnedOn !== undefined,
};

/**
 * The payments that bookings without names cover: all of that outcome if the amounts add up, also those that another file names one by one;
 * otherwise those without a debit of their own.
 */
function coveredBy(bookings: readonly RunBooking[], payments: readonly Payment[]): readonly Payment[] {
  if (totalCents(bookings) === totalCents(payments)) return payments;
  return payments.filter(({ debits }) => debits.every(({ of }) => of === 'BATCH'));
}

function paid(payment: Payment): Omit<PaidFromAccount, 'isReturnAnnounced' | 'isTwiceSettled'> {
  const { endToEndId, amountCents } = payment;
  return { endToEndId, amountCents, ...daysOf(payment) };
}

/** A rejected or cancelled payment was never on the account. A returned payment was, so its debit is on that day at the latest. */
function daysOf(payment: Payment): Pick<PaidFromAccount, 'executedOn' | 'returnedOn'> {
  const none = { executedOn: undefined, returnedOn: undefined };
  if (payment.status === 'RELEASED' || payment.status === 'CANCELLED') return none;
  const day = parseDay(payment.day);
  if (payment.status === 'EXECUTED') return { ...none, executedOn: day };
  if (payment.end === 'rejected') return none;
  return { executedOn: payment.debitedOn === undefined ? day : parseDay(payment.debitedOn), returnedOn: day };
}
