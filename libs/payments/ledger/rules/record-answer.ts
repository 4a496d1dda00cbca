/**
 * Records what the bank answers, whichever file comes first: a payment is executed, or comes back and is due again; it waits; or the
 * answer contradicts what is recorded, which changes nothing until two persons have said what is true.
 */
import { type Day, dayText } from '#libs/kernel/day.ts';
import type {
  AnswerContradicted,
  AnswerEvent,
  ContradictionCode,
  PaymentWaiting,
  ReturnBooked,
  RunBooked,
  RunBookingMatched,
} from '#libs/payments/ledger/answer-events.ts';
import type { PaymentExecuted, PaymentReturned } from '#libs/payments/ledger/events.ts';
import { type TeamAccountKind, posting } from '#libs/payments/ledger/posting.ts';
import { refused } from '#libs/payments/ledger/refusals.ts';
import type { Payment, RunBooking, Waiting } from '#libs/payments/ledger/payment.ts';
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';

/** The outcome of one payment, as the bank gives it. */
export interface Settlement {
  /** Id of the entry of the answer: the same file again changes nothing. */
  readonly id: string;
  readonly endToEndId: string;
  /** EXECUTED: debited. REJECTED: refused before the debit. RETURNED: credited back. */
  readonly outcome: 'EXECUTED' | 'REJECTED' | 'RETURNED';
  readonly day: Day;
  /** As released, where it says an amount. */
  readonly amountCents?: bigint | undefined;
  readonly reason?: string | undefined;
  readonly detail?: string | undefined;
}

/** A payment under way, as the bank says. */
interface WaitingAnswer extends Waiting {
  readonly endToEndId: string;
}

/** What an answer says that cannot be right beside what is recorded, or beside the rest of it. */
export interface ContradictoryAnswer {
  /** From what it says: the same file again says the same. */
  readonly id: string;
  readonly endToEndId: string;
  readonly code: ContradictionCode;
  readonly day?: Day | undefined;
  readonly answeredCents?: bigint | undefined;
  readonly statuses?: readonly string[] | undefined;
  readonly reason?: string | undefined;
}

export interface Answer {
  /** Those of one payment in the order in which they happened. */
  readonly entries: readonly Settlement[];
  readonly waiting?: readonly WaitingAnswer[];
  readonly contradictions?: readonly ContradictoryAnswer[];
  /** Bookings of runs whose payments are not found yet. */
  readonly bookings?: readonly RunBooking[];
  /** Ids of earlier bookings whose payments are among the entries. */
  readonly matched?: readonly string[];
}

type SettlingEvent = PaymentExecuted | PaymentReturned | AnswerEvent;

export interface Answered {
  readonly events: readonly SettlingEvent[];
  /** Entries that say what is recorded already. */
  readonly known: number;
  /** All that the answer contradicts, what was recorded of an earlier answer included. */
  readonly contradictions: readonly ContradictoryAnswer[];
}

/** Throws UNKNOWN_PAYMENT, ANSWERED_AMOUNT_DIFFERS. */
export function answered(ledger: PaymentLedger, answer: Answer): Answered {
  const { entries, contradictions = [], waiting = [], bookings = [], matched = [] } = answer;
  const settled = settle(ledger, entries);
  const all = [...contradictions, ...settled.contradictions, ...waiting.flatMap((one) => atTheBank(ledger, one))];
  const events = [
    ...settled.events,
    ...all.filter(({ id }) => !ledger.contradictions.has(id)).map((one) => contradicted(ledger, one)),
    ...waiting.flatMap((one) => waits(ledger, one, settled.stages)),
    ...bookings.filter(({ id }) => !ledger.bookings.has(id)).map(runBooked),
    ...matched.flatMap((id) => bookingMatched(ledger, id)),
  ];
  return { events, known: settled.known, contradictions: all };
}

interface SettledEntries extends Answered {
  /** Of the payments that this answer settles. */
  readonly stages: ReadonlyMap<string, Stage>;
}

function settle(ledger: PaymentLedger, entries: readonly Settlement[]): SettledEntries {
  const events: SettlingEvent[] = [];
  const contradictions: ContradictoryAnswer[] = [];
  const stages = new Map<string, Stage>();
  let known = 0;
  for (const settlement of entries) {
    const payment = answeredPayment(ledger, settlement);
    const before = stages.get(payment.endToEndId) ?? stageOf(payment);
    const step = ledger.answers.has(settlement.id) ? 'known' : STEPS[before][settlement.outcome];
    if (step === 'known') known++;
    else if (step === 'contradicted') contradictions.push(contradictionOf(settlement, before));
    else {
      events.push(step.event(payment, settlement));
      stages.set(payment.endToEndId, step.to);
    }
  }
  return { events, known, contradictions, stages };
}

/** Where a payment stands between the release and its end. */
type Stage =
  | 'released'
  | 'executed'
  | 'rejected'
  /** Credited back; its debit is in a file that has not come yet. */
  | 'returned-before-debit'
  | 'returned'
  | 'cancelled';

interface Step {
  readonly event: (payment: Payment, settlement: Settlement) => SettlingEvent;
  readonly to: Stage;
}

const EXECUTE: Step = { event: executed, to: 'executed' };
const REJECT: Step = { event: comesBack('rejected', 'released'), to: 'rejected' };
const RETURN_FIRST: Step = { event: comesBack('returned', 'released'), to: 'returned-before-debit' };
const RETURN: Step = { event: comesBack('returned', 'executed'), to: 'returned' };
const BOOK_DEBIT: Step = { event: bookedAfter('DEBIT'), to: 'returned' };
const BOOK_CREDIT: Step = { event: bookedAfter('CREDIT'), to: 'returned' };

/** What an outcome does at each stage. In whichever order the files come, a payment ends at the same stage. */
const STEPS: Readonly<Record<Stage, Readonly<Record<Settlement['outcome'], Step | 'known' | 'contradicted'>>>> = {
  released: { EXECUTED: EXECUTE, REJECTED: REJECT, RETURNED: RETURN_FIRST },
  executed: { EXECUTED: 'known', REJECTED: 'contradicted', RETURNED: RETURN },
  // A bank that debits what it rejected, and credits it back, says both.
  rejected: { EXECUTED: 'contradicted', REJECTED: 'known', RETURNED: BOOK_CREDIT },
  'returned-before-debit': { EXECUTED: BOOK_DEBIT, REJECTED: 'known', RETURNED: 'known' },
  returned: { EXECUTED: 'known', REJECTED: 'known', RETURNED: 'known' },
  // It was not to be sent. A bank that rejects it says the same.
  cancelled: { EXECUTED: 'contradicted', REJECTED: 'known', RETURNED: 'contradicted' },
};

function stageOf(payment: Payment): Stage {
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

function answeredPayment({ payments }: PaymentLedger, { endToEndId, amountCents }: Settlement): Payment {
  const payment = payments.get(endToEndId);
  if (payment === undefined) throw refused('UNKNOWN_PAYMENT', { endToEndId });
  const { amountCents: releasedCents } = payment;
  if (amountCents !== undefined && amountCents !== releasedCents)
    throw refused('ANSWERED_AMOUNT_DIFFERS', { endToEndId, answeredCents: amountCents, releasedCents });
  return payment;
}

function executed(payment: Payment, settlement: Settlement): PaymentExecuted {
  const data = settledOf(payment, settlement, { debit: 'released', credit: 'executed' });
  return { type: 'PaymentExecuted', effective: dayText(settlement.day), data };
}

function comesBack(end: PaymentReturned['data']['end'], debit: TeamAccountKind): Step['event'] {
  return (payment, settlement) => ({
    type: 'PaymentReturned',
    effective: dayText(settlement.day),
    data: { ...settledOf(payment, settlement, { debit, credit: 'due' }), end },
  });
}

function bookedAfter(booked: ReturnBooked['data']['booked']): Step['event'] {
  return ({ envelope, endToEndId, team }, { id, day }) => ({
    type: 'ReturnBooked',
    effective: dayText(day),
    data: { envelope, endToEndId, team, answer: id, booked },
  });
}

function settledOf(
  { envelope, endToEndId, item, team, amountCents }: Payment,
  { id, reason, detail }: Settlement,
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
    ...posting(team, { debit, credit, amountCents }),
  };
}

function contradictionOf({ id, endToEndId, outcome, day, reason }: Settlement, before: Stage): ContradictoryAnswer {
  const code =
    before === 'cancelled'
      ? 'ANSWERED_AFTER_CANCELLATION'
      : outcome === 'EXECUTED'
        ? 'EXECUTED_AFTER_REJECTION'
        : 'REJECTED_AFTER_EXECUTION';
  return { id: `${code} ${id}`, endToEndId, code, day, reason };
}

/** Throws UNKNOWN_PAYMENT. */
function contradicted({ payments }: PaymentLedger, contradiction: ContradictoryAnswer): AnswerContradicted {
  const { id, endToEndId, code, day, answeredCents, statuses = [], reason } = contradiction;
  const payment = payments.get(endToEndId);
  if (payment === undefined) throw refused('UNKNOWN_PAYMENT', { endToEndId });
  const { envelope, team } = payment;
  const said = { day: day ?? null, answeredCents: answeredCents ?? null, statuses, reason: reason ?? null };
  return {
    type: 'AnswerContradicted',
    effective: day === undefined ? endToEndId : dayText(day),
    data: { envelope, contradiction: id, endToEndId, team, code, ...said },
  };
}

/** A payment of a cancelled run that waits at the bank: its file was sent, though it was not to be. */
function atTheBank({ payments }: PaymentLedger, waiting: WaitingAnswer): readonly ContradictoryAnswer[] {
  const { endToEndId, status, reason, day } = waiting;
  if (payments.get(endToEndId)?.status !== 'CANCELLED') return [];
  const code = 'ANSWERED_AFTER_CANCELLATION';
  return [{ id: `${code} ${endToEndId} ${status} ${dayText(day)}`, endToEndId, code, day, statuses: [status], reason }];
}

/** Empty where the payment does not wait, or where the same or a later word is recorded. */
function waits(
  { payments }: PaymentLedger,
  { endToEndId, status, reason, detail, day }: WaitingAnswer,
  stages: ReadonlyMap<string, Stage>,
): readonly PaymentWaiting[] {
  const payment = payments.get(endToEndId);
  if (payment?.status !== 'RELEASED' || stages.has(endToEndId)) return [];
  const { envelope, team, waiting: before } = payment;
  const isSame = before?.status === status && before.reason === reason && before.detail === detail;
  if (before !== undefined && (isSame || before.day > day)) return [];
  const said = { status, reason: reason ?? null, detail: detail ?? null };
  return [{ type: 'PaymentWaiting', effective: dayText(day), data: { envelope, endToEndId, team, ...said } }];
}

function runBooked({ id, file, outcome, day, amountCents, status, reason, detail, reference }: RunBooking): RunBooked {
  return {
    type: 'RunBooked',
    effective: dayText(day),
    data: {
      booking: id,
      file,
      outcome,
      bookedCents: amountCents,
      status,
      reason: reason ?? null,
      detail: detail ?? null,
      reference: reference ?? null,
    },
  };
}

function bookingMatched({ bookings }: PaymentLedger, id: string): readonly RunBookingMatched[] {
  const booking = bookings.get(id);
  if (booking === undefined || booking.isMatched) return [];
  return [{ type: 'RunBookingMatched', effective: dayText(booking.day), data: { booking: id, file: booking.file } }];
}
