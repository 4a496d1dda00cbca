/** The events by which an outcome of the bank changes a payment, its item and its debt in the ledger. */
import { dayText } from '#libs/kernel/day.ts';
import type { AnswerEvent, ReturnBooked } from '#libs/payments/ledger/answer-events.ts';
import type { PaymentExecuted, PaymentReturned, RecoveryReduced } from '#libs/payments/ledger/events.ts';
import type { Settlement, SettlementStep, Verdict } from '#libs/payments/ledger/course.ts';
import { type TeamAccountKind, posting } from '#libs/payments/ledger/posting.ts';
import { refused } from '#libs/payments/ledger/refusals.ts';
import type { Payment } from '#libs/payments/ledger/payment.ts';
import { type OwedRecovery, type PaymentLedger, isWholeDebt } from '#libs/payments/ledger/state.ts';

export type SettlingEvent = PaymentExecuted | PaymentReturned | RecoveryReduced | AnswerEvent;

/** The events of a step, of a booking of a known outcome, or of the credit of a second debit. */
export function settlingEvents(
  ledger: PaymentLedger,
  payment: Payment,
  settlement: Settlement,
  verdict: Extract<Verdict, { readonly is: 'step' | 'booked' | 'copy' }>,
): readonly SettlingEvent[] {
  const { envelope, endToEndId, team } = payment;
  const { id: answer, day, reason, booked } = settlement;
  const of = { envelope, endToEndId, team, answer };
  switch (verdict.is) {
    case 'step':
      return STEPS[verdict.step](ledger, payment, settlement);
    case 'booked': {
      const { references } = verdict;
      return [{ type: 'PaymentBooked', effective: dayText(day), data: { ...of, references } }];
    }
    case 'copy': {
      const { contradiction } = verdict;
      const said = { contradiction, reason: reason ?? null, ...(booked === undefined ? {} : { references: booked }) };
      return [{ type: 'SecondDebitReturned', effective: dayText(day), data: { ...of, ...said } }];
    }
  }
}

type Take<E extends SettlingEvent = SettlingEvent> = (
  ledger: PaymentLedger,
  payment: Payment,
  settlement: Settlement,
) => readonly E[];

const STEPS: Readonly<Record<SettlementStep, Take>> = {
  EXECUTE: executed,
  REJECT: comesBack('rejected', 'released'),
  RETURN_FIRST: comesBack('returned', 'released'),
  RETURN: (ledger, payment, settlement) => {
    const dropped = debtDropped(ledger, payment, settlement.id);
    const back = comesBack('returned', 'executed')(ledger, payment, settlement);
    return [...dropped, ...(dropped.length === 0 ? back : back.map(ofOverpayment))];
  },
  BOOK_DEBIT: bookedAfter('DEBIT'),
  BOOK_CREDIT: bookedAfter('CREDIT'),
};

function executed(_: PaymentLedger, payment: Payment, settlement: Settlement): readonly PaymentExecuted[] {
  const data = settledOf(payment, settlement, { debit: 'released', credit: 'executed' });
  return [{ type: 'PaymentExecuted', effective: dayText(settlement.day), data }];
}

function comesBack(end: PaymentReturned['data']['end'], debit: TeamAccountKind): Take<PaymentReturned> {
  return (_, payment, settlement) => [
    {
      type: 'PaymentReturned',
      effective: dayText(settlement.day),
      data: { ...settledOf(payment, settlement, { debit, credit: 'due' }), end },
    },
  ];
}

function bookedAfter(booked: ReturnBooked['data']['booked']): Take {
  return (_, { envelope, endToEndId, team }, { id, day, booked: references }) => {
    const data = {
      envelope,
      endToEndId,
      team,
      answer: id,
      booked,
      ...(references === undefined ? {} : { references }),
    };
    return [{ type: 'ReturnBooked', effective: dayText(day), data }];
  };
}

function settledOf(
  { envelope, endToEndId, item, team, amountCents }: Payment,
  { id, reason, detail, booked }: Settlement,
  { debit, credit }: { readonly debit: TeamAccountKind; readonly credit: TeamAccountKind },
): PaymentExecuted['data'] {
  return {
    envelope,
    endToEndId,
    item,
    team,
    answer: id,
    ...(reason === undefined ? {} : { reason }),
    ...(detail === undefined ? {} : { detail }),
    ...(booked === undefined ? {} : { booked }),
    ...posting(team, { debit, credit, amountCents }),
  };
}

/** The item stays with the payment that paid it meanwhile. */
export function ofOverpayment<E extends PaymentExecuted | PaymentReturned>(event: E): E {
  return { ...event, data: { ...event.data, amountOf: 'OVERPAYMENT' } };
}

/**
 * The amount that was paid again comes back, so the team no longer owes it. Empty if nothing was paid twice, or if the debt is gone
 * already: then the amount is due to the team.
 */
export function debtDropped(
  ledger: PaymentLedger,
  { endToEndId }: Payment,
  because: string,
): readonly RecoveryReduced[] {
  const debt = wholeDebt(ledger, endToEndId);
  if (debt === undefined) return [];
  const { id, envelope, team, period, leftCents: amountCents } = debt;
  const moved = posting(team, { debit: 'due', credit: 'to-recover', amountCents });
  return [{ type: 'RecoveryReduced', effective: period, data: { envelope, recovery: id, because, ...moved } }];
}

/** False if its debt was set off or demanded and its item has another payment under way: both would be due. */
export function mayComeBack(ledger: PaymentLedger, { endToEndId, item }: Payment): boolean {
  if (!ledger.overpaid.has(endToEndId) || wholeDebt(ledger, endToEndId) !== undefined) return true;
  return ledger.items.get(item)?.status === 'paid';
}

function wholeDebt({ overpaid, recoveries }: PaymentLedger, endToEndId: string): OwedRecovery | undefined {
  const debt = recoveries.get(overpaid.get(endToEndId) ?? '');
  return debt !== undefined && isWholeDebt(debt) ? debt : undefined;
}

/** Throws UNKNOWN_PAYMENT, ANSWERED_AMOUNT_DIFFERS. */
export function answeredPayment(
  { payments }: PaymentLedger,
  { endToEndId, amountCents }: Pick<Settlement, 'endToEndId' | 'amountCents'>,
): Payment {
  const payment = payments.get(endToEndId);
  if (payment === undefined) throw refused('UNKNOWN_PAYMENT', { endToEndId });
  const { amountCents: releasedCents } = payment;
  if (amountCents !== undefined && amountCents !== releasedCents)
    throw refused('ANSWERED_AMOUNT_DIFFERS', { endToEndId, answeredCents: amountCents, releasedCents });
  return payment;
}
