/**
 * Records the bank's answer, whichever file comes first. A payment is executed or rejected at once, or waits. An answer that contradicts
 * the ledger changes nothing until two persons have said what is true. Two people must agree before a payment becomes due again: a credit
 * is proposed, and so is a rejection handed in by the person who released the payment.
 */
import { digestOf } from '#libs/commands/digest.ts';
import { isExpired } from '#libs/commands/proposal.ts';
import type { Person } from '#libs/event-store/author.ts';
import { type Day, dayOfInstant, dayText } from '#libs/kernel/day.ts';
import { compareText } from '#libs/kernel/text.ts';
import { type BookingReferences, isOtherBooking } from '#libs/payments/bank/booking-references.ts';
import { type AnnouncedEntry, announcedEntries } from '#libs/payments/ledger/announced-returns.ts';
import type {
  AnswerConfirmed,
  AnswerContradicted,
  AnswerProposed,
  ContradictionCode,
  PaymentWaiting,
  RunBooked,
  RunBookingMatched,
} from '#libs/payments/ledger/answer-events.ts';
import {
  type Course,
  type Settlement,
  type Verdict,
  courseAfter,
  courseOf,
  verdictOn,
} from '#libs/payments/ledger/course.ts';
import { refused } from '#libs/payments/ledger/refusals.ts';
import { runReleasedBy } from '#libs/payments/ledger/rules/independent-answerer.ts';
import {
  type SettlingEvent,
  answeredPayment,
  mayComeBack,
  settlingEvents,
} from '#libs/payments/ledger/rules/settle-payment.ts';
import type { Payment, RunBooking, WaitingStatus } from '#libs/payments/ledger/payment.ts';
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';

/** A payment under way, according to the bank. */
interface WaitingAnswer extends WaitingStatus {
  readonly endToEndId: string;
}

/** An entry of an answer that contradicts the ledger, or the rest of the answer. */
export interface ContradictoryAnswer {
  /** Derived from the content: the same file gives the same id when it is sent again. */
  readonly id: string;
  readonly endToEndId: string;
  readonly code: ContradictionCode;
  readonly day?: Day | undefined;
  readonly answeredCents?: bigint | undefined;
  readonly statuses?: readonly string[] | undefined;
  readonly reason?: string | undefined;
  /** References of a second debit. */
  readonly references?: BookingReferences | undefined;
}

export interface BankFileAnswer {
  /** The person who hands the file in, and the instant (ISO 8601). */
  readonly by: Person;
  readonly at: string;
  /** The message: camt.054, say. */
  readonly message: string;
  /** Entries of one payment are in the order in which they happened. */
  readonly entries: readonly Settlement[];
  readonly waiting?: readonly WaitingAnswer[];
  readonly contradictions?: readonly ContradictoryAnswer[];
  /** Bookings of runs to keep: their payments are not found yet, or are found together with earlier ones. */
  readonly bookings?: readonly RunBooking[];
  /** Ids of bookings, earlier or of this answer, whose payments are among the entries. */
  readonly matched?: readonly string[];
}

interface Answered {
  readonly events: readonly SettlingEvent[];
  /** Entries that repeat recorded or proposed outcomes. */
  readonly known: number;
  /** Entries that a second person has to confirm. */
  readonly proposed: readonly AnnouncedEntry[];
  /** All contradictions of the answer, including those recorded from an earlier answer. */
  readonly contradictions: readonly ContradictoryAnswer[];
}

/** Throws UNKNOWN_PAYMENT, ANSWERED_AMOUNT_DIFFERS. */
export function recordAnswer(ledger: PaymentLedger, answer: BankFileAnswer): Answered {
  const { entries, contradictions = [], waiting = [], bookings = [], matched = [] } = answer;
  const settled = settle(ledger, entries, (payment, verdict) =>
    takesSecondPerson(ledger, payment, answer.by, verdict) ? 'propose' : 'record',
  );
  const { proposed, again } = notYetAnnounced(ledger, settled.proposed, dayOfInstant(answer.at));
  const all = [...contradictions, ...settled.contradictions, ...waiting.flatMap((one) => atTheBank(ledger, one))];
  const events = [
    ...settled.events,
    ...all.filter(({ id }) => !ledger.contradictions.has(id)).map((one) => contradicted(ledger, one)),
    ...waiting.flatMap((one) => waits(ledger, one, settled.courses)),
    ...bookings.filter(({ id }) => !ledger.bookings.has(id)).map(runBooked),
    ...matched.flatMap((id) => bookingMatched(ledger, bookings, id)),
    ...proposal(proposed, answer),
  ];
  return { events, known: settled.known + again, proposed, contradictions: all };
}

/** The effect of confirming a file's entries, as the payments stand now. */
export function confirmAnnounced(
  ledger: PaymentLedger,
  { answer, entries }: { readonly answer: string; readonly entries: readonly AnnouncedEntry[] },
  today: Day,
): readonly (AnswerConfirmed | SettlingEvent)[] {
  const { events, contradictions } = settle(ledger, entries.map(settlementOf), () => 'record');
  const payments = [...new Set(entries.map(({ endToEndId }) => endToEndId))];
  return [
    { type: 'AnswerConfirmed', effective: dayText(today), data: { answer, payments } },
    ...events,
    ...contradictions.filter(({ id }) => !ledger.contradictions.has(id)).map((one) => contradicted(ledger, one)),
  ];
}

interface SettledEntries extends Answered {
  /** The courses of the payments that this answer settles. */
  readonly courses: ReadonlyMap<string, Course>;
}

type Taking = Extract<Verdict, { readonly is: 'step' | 'booked' | 'copy' }>;
type Way = (payment: Payment, verdict: Taking) => 'record' | 'propose';

function settle(ledger: PaymentLedger, entries: readonly Settlement[], wayOf: Way): SettledEntries {
  const events: SettlingEvent[] = [];
  const proposed: AnnouncedEntry[] = [];
  const contradictions: ContradictoryAnswer[] = [];
  const courses = new Map<string, Course>();
  let known = 0;
  for (const settlement of entries) {
    const payment = answeredPayment(ledger, settlement);
    const before = courses.get(payment.endToEndId) ?? courseOf(ledger, payment);
    const verdict = verdictIn(ledger, payment, before, settlement);
    if (verdict.is === 'known' || verdict.is === 'booked') known++;
    if (verdict.is === 'known') continue;
    if (verdict.is === 'contradicted') {
      const contradiction = contradictionOf(settlement, verdict);
      contradictions.push(contradiction);
      courses.set(payment.endToEndId, courseAfter(before, settlement, verdict, contradiction.id));
    } else if (wayOf(payment, verdict) === 'propose') proposed.push(announced(payment, settlement));
    else {
      events.push(...settlingEvents(ledger, payment, settlement, verdict));
      courses.set(payment.endToEndId, courseAfter(before, settlement, verdict));
    }
  }
  return { events, known, proposed, contradictions, courses };
}

function verdictIn(ledger: PaymentLedger, payment: Payment, course: Course, settlement: Settlement): Verdict {
  if (ledger.answers.has(settlement.id)) return { is: 'known' };
  const verdict = verdictOn(course, settlement);
  const isReturn = verdict.is === 'step' && verdict.step === 'RETURN';
  return isReturn && !mayComeBack(ledger, payment) ? { is: 'contradicted', code: 'RETURNED_AFTER_RECOVERY' } : verdict;
}

/** True for an outcome that makes a payment due again, or that ends what two persons had to decide about it. */
function takesSecondPerson(ledger: PaymentLedger, { endToEndId }: Payment, by: Person, verdict: Taking): boolean {
  if (verdict.is !== 'step') return verdict.is === 'copy';
  if (verdict.step === 'RETURN' || verdict.step === 'RETURN_FIRST') return true;
  return verdict.step === 'REJECT' && runReleasedBy(ledger, endToEndId, by) !== undefined;
}

function announced({ amountCents }: Payment, settlement: Settlement): AnnouncedEntry {
  const { id, endToEndId, outcome, day, reason, detail, booked, isOfCopy = false } = settlement;
  if (outcome === 'EXECUTED') throw new RangeError(`what is executed is recorded at once (${endToEndId})`);
  const of = isOfCopy ? 'COPY' : 'PAYMENT';
  const bank = { entry: id, detail: detail ?? null, booked: booked ?? null, of } as const;
  return { endToEndId, outcome, day, amountCents, reason: reason ?? null, bank };
}

function settlementOf({ bank, reason, ...entry }: AnnouncedEntry): Settlement {
  const { entry: id, detail, booked, of } = bank;
  const why = { reason: reason ?? undefined, detail: detail ?? undefined };
  return { ...entry, ...why, id, booked: booked ?? undefined, isOfCopy: of === 'COPY' };
}

/** Leaves out entries that already wait, from the same file or from another file with the same booking. */
function notYetAnnounced(
  { proposals }: PaymentLedger,
  entries: readonly AnnouncedEntry[],
  today: Day,
): { readonly proposed: readonly AnnouncedEntry[]; readonly again: number } {
  const waiting = [...proposals.values()].filter((one) => !isExpired(one, today)).flatMap(announcedEntries);
  const byPayment = Map.groupBy(waiting, ({ endToEndId }) => endToEndId);
  const proposed: AnnouncedEntry[] = [];
  for (const entry of entries) {
    const before = byPayment.get(entry.endToEndId) ?? [];
    if (before.some((one) => saysTheSame(one, entry))) continue;
    proposed.push(entry);
    byPayment.set(entry.endToEndId, [...before, entry]);
  }
  return { proposed, again: entries.length - proposed.length };
}

function saysTheSame(a: AnnouncedEntry, b: AnnouncedEntry): boolean {
  if (a.bank.entry === b.bank.entry) return true;
  if (a.outcome !== b.outcome || a.bank.of !== b.bank.of) return false;
  const { booked: one } = a.bank;
  const { booked: other } = b.bank;
  if (one === null || other === null) return true;
  return !isOtherBooking({ ...one, day: a.day }, { ...other, day: b.day });
}

const ANSWER_ID_LENGTH = 16;

/** One proposal for the whole file. Its id is derived from its content: the same file has the same id. */
function proposal(entries: readonly AnnouncedEntry[], { at, message }: BankFileAnswer): readonly AnswerProposed[] {
  if (entries.length === 0) return [];
  const answer = digestOf(entries.map(({ bank }) => bank.entry).sort(compareText)).slice(0, ANSWER_ID_LENGTH);
  const data = { answer, source: 'FILE', entries, reason: message } as const;
  return [{ type: 'AnswerProposed', effective: dayText(dayOfInstant(at)), data }];
}

function contradictionOf(
  { id, endToEndId, outcome, day, reason, booked }: Settlement,
  { code, again = `${code} ${id}` }: Extract<Verdict, { readonly is: 'contradicted' }>,
): ContradictoryAnswer {
  const of = { id: again, endToEndId, code, day, reason };
  return outcome === 'EXECUTED' && booked !== undefined ? { ...of, references: booked } : of;
}

/** Throws UNKNOWN_PAYMENT. */
function contradicted({ payments }: PaymentLedger, contradiction: ContradictoryAnswer): AnswerContradicted {
  const { id, endToEndId, code, day, answeredCents, statuses = [], reason, references } = contradiction;
  const payment = payments.get(endToEndId);
  if (payment === undefined) throw refused('UNKNOWN_PAYMENT', { endToEndId });
  const { envelope, team } = payment;
  const said = { day: day ?? null, answeredCents: answeredCents ?? null, statuses, reason: reason ?? null };
  return {
    type: 'AnswerContradicted',
    effective: day === undefined ? endToEndId : dayText(day),
    data: {
      envelope,
      contradiction: id,
      endToEndId,
      team,
      code,
      ...said,
      ...(references === undefined ? {} : { references }),
    },
  };
}

/** A payment of a cancelled run that waits at the bank: its file was sent, though it was not to be. */
function atTheBank({ payments }: PaymentLedger, waiting: WaitingAnswer): readonly ContradictoryAnswer[] {
  const { endToEndId, status, reason, day } = waiting;
  if (payments.get(endToEndId)?.status !== 'CANCELLED') return [];
  const code = 'ANSWERED_AFTER_CANCELLATION';
  return [{ id: `${code} ${endToEndId} ${status} ${dayText(day)}`, endToEndId, code, day, statuses: [status], reason }];
}

/** Empty if the payment does not wait, or if the same or a later status is recorded. */
function waits(
  { payments }: PaymentLedger,
  { endToEndId, status, reason, detail, day }: WaitingAnswer,
  settled: ReadonlyMap<string, Course>,
): readonly PaymentWaiting[] {
  const payment = payments.get(endToEndId);
  if (payment?.status !== 'RELEASED' || settled.has(endToEndId)) return [];
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

function bookingMatched(
  ledger: PaymentLedger,
  ofAnswer: readonly RunBooking[],
  id: string,
): readonly RunBookingMatched[] {
  const booking = ledger.bookings.get(id) ?? ofAnswer.find((one) => one.id === id);
  if (booking === undefined || booking.isMatched) return [];
  return [{ type: 'RunBookingMatched', effective: dayText(booking.day), data: { booking: id, file: booking.file } }];
}
