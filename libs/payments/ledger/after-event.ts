/** Applies an event to the item, the debt and the payment that it names. The ledger and the documents for queries both use it. */
import { dayFromText } from '#libs/kernel/day.ts';
import type { Recorded } from '#libs/event-store/typed-event.ts';
import type { Booking, BookingReferences } from '#libs/payments/bank/booking-references.ts';
import type { OverpaymentPosted, PaymentWaiting, ReturnBooked } from '#libs/payments/ledger/answer-events.ts';
import type { DuePosted, LedgerEvent, PaymentReturned, RecoveryPosted } from '#libs/payments/ledger/events.ts';
import { type Payment, ofItem } from '#libs/payments/ledger/payment.ts';
import { type Item, type Recovery, isOpenItem } from '#libs/payments/ledger/state.ts';

/** Throws RangeError if the event cannot be about the item. */
export function itemAfter(before: Item | undefined, event: Recorded<LedgerEvent>): Item {
  if (event.type === 'DuePosted') return postedItem(event.data);
  const item = present(before, event);
  // The item stays with the payment that paid it again, or the decision that took it back.
  if ('amountOf' in event.data && event.data.amountOf === 'OVERPAYMENT') return item;
  switch (event.type) {
    case 'DueReduced':
    case 'SetOff':
      return lessDue(item, event.data.amountCents);
    case 'PaymentReleased':
      return released(item, event.data.amountCents);
    case 'PaymentAwaitedAgain':
      return settled(item, { status: 'released' });
    case 'PaymentExecuted':
      return settled(item, { status: 'paid' });
    case 'PaymentReturned':
      // If an item was paid twice, each of the two payments may come back once the overpaid amount is set off.
      return settled(item, { status: 'returned', dueCents: dueOf(item) + event.data.amountCents });
    case 'OverpaymentPosted':
      return item;
    case 'PaymentCancelled':
      return settled(item, { status: 'due', dueCents: event.data.amountCents });
    default:
      throw new RangeError(`${event.type} changes no item`);
  }
}

/** Throws RangeError if the event cannot be about the debt. */
export function debtAfter(before: Recovery | undefined, event: Recorded<LedgerEvent>): Recovery {
  if (event.type === 'RecoveryPosted') return postedDebt(event.data);
  if (event.type === 'OverpaymentPosted') return overpaidDebt(event.data);
  const debt = present(before, event);
  switch (event.type) {
    case 'RecoveryReduced':
      return lessOwed(debt, event.data.amountCents, 'dropped');
    case 'SetOff':
      return lessOwed(debt, event.data.amountCents, 'set-off');
    case 'RepaymentDemanded':
      return moved(debt, event.data.amountCents, 'owed', 'demanded');
    case 'DemandTakenBack':
      return moved(debt, event.data.amountCents, 'demanded', 'owed');
    case 'RepaymentReceived':
      return lessDemanded(debt, event.data.amountCents);
    default:
      throw new RangeError(`${event.type} changes no debt`);
  }
}

/** Throws RangeError if the event cannot be about the payment. */
export function paymentAfter(before: Payment | undefined, event: Recorded<LedgerEvent>): Payment {
  if (event.type === 'PaymentReleased') {
    const { debit: _, credit: __, ...payment } = event.data;
    return { ...payment, debits: [], credits: [], status: 'RELEASED', waiting: undefined };
  }
  const payment = present(before, event);
  const of = ofItem(payment);
  switch (event.type) {
    case 'PaymentExecuted': {
      const { reason, detail, booked } = event.data;
      const debits = withBooking(of.debits, booked, event.effective);
      return { ...of, debits, status: 'EXECUTED', day: event.effective, reason, detail };
    }
    case 'PaymentReturned':
      return {
        ...of,
        credits: withBooking(of.credits, event.data.booked, event.effective),
        ...returned(payment, event),
      };
    case 'PaymentCancelled':
      return { ...of, status: 'CANCELLED', day: event.effective };
    case 'PaymentAwaitedAgain':
      return { ...of, debits: [], credits: [], status: 'RELEASED', waiting: undefined };
    case 'ReturnBooked':
      return withReturnBooked(payment, event);
    case 'PaymentBooked':
      return { ...payment, debits: withBooking(of.debits, event.data.references, event.effective) };
    case 'SecondDebitReturned':
      return { ...payment, credits: withBooking(of.credits, event.data.references, event.effective) };
    case 'OverpaymentPosted':
      return payment;
    case 'PaymentWaiting':
      return waiting(payment, event);
    default:
      throw new RangeError(`${event.type} changes no payment`);
  }
}

function present<T>(before: T | undefined, { type }: Recorded<LedgerEvent>): T {
  if (before === undefined) throw new RangeError(`${type} is about what the ledger does not have`);
  return before;
}

function postedItem({ item: id, debit: _, credit: __, amountCents, ...of }: DuePosted['data']): Item {
  return { ...of, id, originalCents: amountCents, payments: 0, status: 'due', dueCents: amountCents };
}

function postedDebt({ recovery: id, debit: _, credit: __, amountCents, ...of }: RecoveryPosted['data']): Recovery {
  return { ...of, id, originalCents: amountCents, status: 'owed', leftCents: amountCents };
}

function overpaidDebt({
  envelope,
  team,
  period,
  decision,
  recovery: id,
  amountCents,
}: OverpaymentPosted['data']): Recovery {
  const of = { id, envelope, team, period, decision, originalCents: amountCents };
  return { ...of, status: 'owed', leftCents: amountCents };
}

function lessDue(item: Item, amountCents: bigint): Item {
  if (!isOpenItem(item) || item.dueCents < amountCents)
    throw new RangeError(`${amountCents} cents cannot be taken from the item ${item.id}, which is ${item.status}`);
  if (item.dueCents > amountCents) return { ...item, dueCents: item.dueCents - amountCents };
  const { dueCents: _, ...of } = item;
  return { ...of, status: 'cleared' };
}

/** A payment takes all that is left of an item. */
function released(item: Item, amountCents: bigint): Item {
  if (!isOpenItem(item) || item.dueCents !== amountCents)
    throw new RangeError(`${amountCents} cents are not what is due of the item ${item.id}, which is ${item.status}`);
  const { dueCents: _, ...of } = item;
  return { ...of, status: 'released', payments: item.payments + 1 };
}

function dueOf(item: Item): bigint {
  return isOpenItem(item) ? item.dueCents : 0n;
}

function settled(
  item: Item,
  by: { readonly status: 'paid' | 'released' } | { readonly status: 'returned' | 'due'; readonly dueCents: bigint },
): Item {
  const { id, envelope, team, period, decision, dueOn, submittedBy, approvedBy, originalCents, payments } = item;
  const of = { id, envelope, team, period, decision, dueOn, submittedBy, approvedBy, originalCents, payments };
  return { ...of, ...by };
}

/** A debt without an amount left has the status of the event that took the last cent. */
function lessOwed(debt: Recovery, amountCents: bigint, status: 'set-off' | 'dropped'): Recovery {
  if (debt.status !== 'owed' || debt.leftCents < amountCents)
    throw new RangeError(`${amountCents} cents cannot be taken from the debt ${debt.id}, which is ${debt.status}`);
  const { leftCents, ...of } = debt;
  return leftCents > amountCents ? { ...of, status: 'owed', leftCents: leftCents - amountCents } : { ...of, status };
}

/** The whole debt is demanded, or no longer. */
function moved(debt: Recovery, amountCents: bigint, from: 'owed' | 'demanded', to: 'owed' | 'demanded'): Recovery {
  if (debt.status !== from || debt.leftCents !== amountCents)
    throw new RangeError(
      `${amountCents} cents are not what is ${from} of the debt ${debt.id}, which is ${debt.status}`,
    );
  return { ...debt, status: to };
}

function lessDemanded(debt: Recovery, amountCents: bigint): Recovery {
  if (debt.status !== 'demanded' || debt.leftCents < amountCents)
    throw new RangeError(`${amountCents} cents cannot be repaid of the debt ${debt.id}, which is ${debt.status}`);
  const { leftCents, ...of } = debt;
  return leftCents > amountCents
    ? { ...of, status: 'demanded', leftCents: leftCents - amountCents }
    : { ...of, status: 'repaid' };
}

function returned(before: Payment, { effective: day, data: { end, reason, detail } }: PaymentReturned) {
  const debitedOn = before.status === 'EXECUTED' ? before.day : undefined;
  return { status: 'RETURNED' as const, day, end, debitedOn, reason, detail };
}

function withReturnBooked(payment: Payment, { effective, data: { booked, references } }: ReturnBooked): Payment {
  if (payment.status !== 'RETURNED') throw new RangeError(`the payment ${payment.endToEndId} is ${payment.status}`);
  // If only the credit is known, the debit was on that day at the latest.
  const debitedOn = booked === 'DEBIT' ? effective : (payment.debitedOn ?? effective);
  const side = booked === 'DEBIT' ? 'debits' : 'credits';
  return { ...payment, [side]: withBooking(payment[side], references, effective), end: 'returned', debitedOn };
}

/** Adds what the bank says about a booking, if the event has it. `effective`: the day, YYYY-MM-DD. */
function withBooking(
  known: readonly Booking[],
  references: BookingReferences | undefined,
  effective: string,
): readonly Booking[] {
  return references === undefined ? known : [...known, { ...references, day: dayFromText(effective) }];
}

function waiting(payment: Payment, { effective, data: { status, reason, detail } }: PaymentWaiting): Payment {
  if (payment.status !== 'RELEASED') throw new RangeError(`the payment ${payment.endToEndId} is ${payment.status}`);
  const said = { status, reason: reason ?? undefined, detail: detail ?? undefined };
  return { ...payment, waiting: { ...said, day: dayFromText(effective) } };
}
