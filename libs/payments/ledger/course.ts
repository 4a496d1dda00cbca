/**
 * The stages of a payment between its release and its end, and the effect of each outcome of the bank at each stage. A payment ends at the
 * same stage in whichever order the files come.
 */
import { type Day, parseDay } from '#libs/kernel/day.ts';
import {
  type Booking,
  type BookingReferences,
  isNewBooking,
  isOtherBooking,
  saysMore,
  sharesReference,
} from '#libs/payments/bank/booking-references.ts';
import type { ContradictionCode } from '#libs/payments/ledger/answer-events.ts';
import type { Payment } from '#libs/payments/ledger/payment.ts';
import { type PaymentLedger, isOpenContradiction } from '#libs/payments/ledger/state.ts';

/** The outcome of one payment, according to the bank. */
export interface Settlement {
  /** Id of the entry of the answer: the same file again changes nothing. */
  readonly id: string;
  readonly endToEndId: string;
  /** EXECUTED: debited. REJECTED: refused before the debit. RETURNED: credited back. */
  readonly outcome: 'EXECUTED' | 'REJECTED' | 'RETURNED';
  readonly day: Day;
  /** The released amount, if the answer gives one. */
  readonly amountCents?: bigint | undefined;
  readonly reason?: string | undefined;
  readonly detail?: string | undefined;
  /** Undefined if the answer is no booking, as in a status report. */
  readonly booked?: BookingReferences | undefined;
  /** The reason says that this is the credit of a second copy. */
  readonly isOfCopy?: boolean;
}

type PaymentStage =
  | 'released'
  | 'executed'
  | 'rejected'
  /** The payment is credited back; the file with its debit has not come yet. */
  | 'returned-before-debit'
  | 'returned'
  | 'cancelled';

/** The effect of a settlement. BOOK_*: no money moves, the bank books a known outcome. */
export type SettlementStep = 'EXECUTE' | 'REJECT' | 'RETURN_FIRST' | 'RETURN' | 'BOOK_DEBIT' | 'BOOK_CREDIT';

/** A second debit of a payment. */
interface SecondDebit {
  /** The id of its contradiction. */
  readonly id: string;
  readonly code: ContradictionCode;
  readonly booking: Booking;
  readonly isOpen: boolean;
}

/** The stage of a payment while an answer is read. */
export interface Course {
  readonly stage: PaymentStage;
  readonly debits: readonly Booking[];
  readonly credits: readonly Booking[];
  readonly secondDebits: readonly SecondDebit[];
  /** The day of the credit that made it due again. */
  readonly returnedOn: Day | undefined;
}

export type Verdict =
  | { readonly is: 'known' }
  /** `again`: the existing contradiction with the same content. */
  | { readonly is: 'contradicted'; readonly code: ContradictionCode; readonly again?: string }
  | { readonly is: 'step'; readonly step: SettlementStep }
  /** The outcome is known, its references are new. */
  | { readonly is: 'booked'; readonly references: BookingReferences }
  /** The credit of a second debit; it ends the contradiction of that debit. */
  | { readonly is: 'copy'; readonly contradiction: string };

const STEPS: Readonly<
  Record<PaymentStage, Readonly<Record<Settlement['outcome'], SettlementStep | 'known' | 'contradicted'>>>
> = {
  released: { EXECUTED: 'EXECUTE', REJECTED: 'REJECT', RETURNED: 'RETURN_FIRST' },
  executed: { EXECUTED: 'known', REJECTED: 'contradicted', RETURNED: 'RETURN' },
  // A bank may debit a rejected payment and credit it back: both are reported.
  rejected: { EXECUTED: 'contradicted', REJECTED: 'known', RETURNED: 'BOOK_CREDIT' },
  'returned-before-debit': { EXECUTED: 'BOOK_DEBIT', REJECTED: 'known', RETURNED: 'known' },
  returned: { EXECUTED: 'known', REJECTED: 'known', RETURNED: 'known' },
  // The payment was not to be sent. A rejection by the bank says the same.
  cancelled: { EXECUTED: 'contradicted', REJECTED: 'known', RETURNED: 'contradicted' },
};

const ENDS: Readonly<Record<SettlementStep, PaymentStage>> = {
  EXECUTE: 'executed',
  REJECT: 'rejected',
  RETURN_FIRST: 'returned-before-debit',
  RETURN: 'returned',
  BOOK_DEBIT: 'returned',
  BOOK_CREDIT: 'returned',
};

/** The present stage of a payment, with its second debits. */
export function courseOf(ledger: PaymentLedger, payment: Payment): Course {
  const { endToEndId, debits, credits } = payment;
  const secondDebits = [...ledger.contradictions.values()].flatMap((one): readonly SecondDebit[] => {
    const { id, code, day, references } = one;
    if (one.endToEndId !== endToEndId || day === null || references === undefined) return [];
    if (!isSecondDebit(code)) return [];
    return [{ id, code, booking: { ...references, day }, isOpen: isOpenContradiction(ledger, one) }];
  });
  const isCredited = payment.status === 'RETURNED' && payment.end === 'returned';
  const returnedOn = isCredited ? parseDay(payment.day) : undefined;
  return { stage: stageOf(payment), debits, credits, secondDebits, returnedOn };
}

/** Whether a contradiction is about a debit in addition to the recorded one. */
export function isSecondDebit(code: ContradictionCode): boolean {
  return code === 'DEBITED_TWICE' || code === 'DEBITED_AFTER_RETURN';
}

function stageOf(payment: Payment): PaymentStage {
  switch (payment.status) {
    case 'RELEASED':
      return 'released';
    case 'EXECUTED':
      return 'executed';
    case 'CANCELLED':
      return 'cancelled';
    case 'RETURNED':
      if (payment.end === 'rejected') return 'rejected';
      return payment.debitedOn === undefined ? 'returned-before-debit' : 'returned';
  }
}

/** The effect of an outcome of the bank on a payment at its stage. Changes nothing. */
export function verdictOn(course: Course, settlement: Settlement): Verdict {
  const special = settlement.outcome === 'RETURNED' ? onCredit(course, settlement) : onDebit(course, settlement);
  if (special !== undefined) return special;
  const step = STEPS[course.stage][settlement.outcome];
  if (step === 'known') return { is: 'known' };
  return step === 'contradicted'
    ? { is: 'contradicted', code: contradictionOf(course.stage, settlement.outcome) }
    : { is: 'step', step };
}

function contradictionOf(stage: PaymentStage, outcome: Settlement['outcome']): ContradictionCode {
  if (stage === 'cancelled') return 'ANSWERED_AFTER_CANCELLATION';
  return outcome === 'EXECUTED' ? 'EXECUTED_AFTER_REJECTION' : 'REJECTED_AFTER_EXECUTION';
}

/** Undefined if the stage alone decides. A status report books nothing: it is never a second debit. */
function onDebit(course: Course, { outcome, day, booked }: Settlement): Verdict | undefined {
  if (outcome !== 'EXECUTED' || booked === undefined) return undefined;
  const { stage, debits, secondDebits, returnedOn } = course;
  const booking = { ...booked, day };
  const isFirst = debits.some((one) => sharesReference(one, booking));
  if (!isFirst) {
    const again = secondDebits.find((one) => isSameDebit(one.booking, booking));
    if (again !== undefined)
      return again.isOpen ? { is: 'contradicted', code: again.code, again: again.id } : { is: 'known' };
    if (returnedOn !== undefined && day > returnedOn) return { is: 'contradicted', code: 'DEBITED_AFTER_RETURN' };
    if (debits.length > 0 && isNewBooking(booking, debits)) return { is: 'contradicted', code: 'DEBITED_TWICE' };
  }
  const isKnown = STEPS[stage].EXECUTED === 'known';
  return isKnown && saysMore(booked, debits) ? { is: 'booked', references: booked } : undefined;
}

/** Without references, two debits on the same day count as one. */
function isSameDebit(a: Booking, b: Booking): boolean {
  return sharesReference(a, b) || (!isOtherBooking(a, b) && a.day === b.day);
}

/** The first credit of a payment debited twice belongs to the second debit: the payment stays paid. */
function onCredit(course: Course, { day, booked, isOfCopy = false }: Settlement): Verdict | undefined {
  const { stage, credits, secondDebits } = course;
  if (booked !== undefined && credits.length > 0 && !isNewBooking({ ...booked, day }, credits)) return { is: 'known' };
  const open = secondDebits.find(({ isOpen }) => isOpen);
  if (open !== undefined && stage !== 'rejected' && stage !== 'cancelled')
    return { is: 'copy', contradiction: open.id };
  return isOfCopy ? { is: 'known' } : undefined;
}

/** The payment after a settlement. `contradiction`: the id of a second debit. */
export function courseAfter(
  course: Course,
  { outcome, day, booked }: Settlement,
  verdict: Verdict,
  contradiction?: string,
): Course {
  const booking = booked === undefined ? [] : [{ ...booked, day }];
  const side = outcome === 'EXECUTED' ? 'debits' : 'credits';
  const withBooking = { ...course, [side]: [...course[side], ...booking] };
  switch (verdict.is) {
    case 'known':
      return course;
    case 'booked':
      return withBooking;
    case 'step': {
      const returnedOn = outcome === 'RETURNED' ? day : course.returnedOn;
      return { ...withBooking, stage: ENDS[verdict.step], returnedOn };
    }
    case 'copy': {
      const closed = ({ id }: SecondDebit): boolean => id === verdict.contradiction;
      const secondDebits = course.secondDebits.map((one) => (closed(one) ? { ...one, isOpen: false } : one));
      return { ...withBooking, secondDebits };
    }
    case 'contradicted': {
      if (!isSecondDebit(verdict.code) || contradiction === undefined || verdict.again !== undefined) return course;
      const added = booking.map((one) => ({ id: contradiction, code: verdict.code, booking: one, isOpen: true }));
      return { ...course, secondDebits: [...course.secondDebits, ...added] };
    }
  }
}
