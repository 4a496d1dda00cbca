/**
 * The answer of the bank about payments, the same for every file format: settled payments, waiting payments, and remarks for a person. The
 * order of the file does not matter.
 */
import { createHash } from 'node:crypto';
import { type Day, dayText } from '#libs/kernel/day.ts';
import { compareText } from '#libs/kernel/text.ts';
import { shown } from './bank-fields.ts';
import { type BankStatement, type ReadClaim, movementClaim, bankStatementsOf } from './bank-statement.ts';
import type { BookingReferences } from './booking-references.ts';
import type { FilePlace } from './refusals.ts';
import type { ContradictionRemark, Remark } from './remarks.ts';
import type { BatchBooking, BankFindings, PaymentOutcome, ReadWaiting, Reading } from './findings.ts';
import { matchedBatches } from './match-batches.ts';
import type { EarlierBooking, SentRuns } from './sent-runs.ts';
import type { XmlNode } from './xml.ts';

/** An entry that settles a payment of ours. */
export interface AnswerEntry {
  /** Derived from the content of the entry: an entry has the same id when the file is sent again. */
  readonly id: string;
  readonly endToEndId: string;
  readonly outcome: PaymentOutcome;
  /** The day that the bank gives; for an instant, the date in the bank's own offset. */
  readonly day: Day;
  /** The released amount: more than 0. */
  readonly amountCents: bigint;
  /** The bank's reason: a code such as AC04 if it gives one. */
  readonly reason: string | undefined;
  /** The bank's own words about the reason. */
  readonly detail: string | undefined;
  /** The bank's own word for the outcome: ACSC, RJCT, BOOK, REJECTED… */
  readonly status: string;
  /** IBAN of the account that the file is about; undefined if the file does not say. */
  readonly account: string | undefined;
  /** The bank's references of the booking; undefined if the entry is no booking. */
  readonly booked: BookingReferences | undefined;
}

/** A payment whose status settles nothing: it is under way, or its code is not known. */
export interface WaitingPayment {
  readonly endToEndId: string;
  readonly status: string;
  readonly reason: string | undefined;
  readonly detail: string | undefined;
  readonly day: Day;
}

/** A booking of a run that names no payment. */
interface BookingOfRun extends Omit<EarlierBooking, 'isMatched'> {
  readonly run: string;
}

export interface BankAnswer {
  /** The message, or `csv`. */
  readonly kind: string;
  /** Sorted by payment; its debit comes first. */
  readonly settled: readonly AnswerEntry[];
  /** Credits of a second copy of a payment, according to their reasons. They settle nothing. */
  readonly ofCopies: readonly AnswerEntry[];
  /** Their payments are not found yet: they wait for the report of the rejections, or for their other parts. */
  readonly unmatched: readonly BookingOfRun[];
  /** Ids of bookings of earlier files whose payments are among the settled ones. */
  readonly matchedBefore: readonly string[];
  /** Bookings of this file that are matched together with those. */
  readonly matchedParts: readonly BookingOfRun[];
  /** How many bookings of a run an earlier file had. */
  readonly knownBookings: number;
  /** Statements of the account, in the order of the file. */
  readonly statements: readonly BankStatement[];
  /** Sorted by payment. */
  readonly waiting: readonly WaitingPayment[];
  readonly remarks: readonly Remark[];
  readonly contradictions: readonly ContradictionRemark[];
}

/** `kind`: the message type, which is part of the id of an entry; `message`: its element, undefined for a CSV. */
export function answerOf(
  { kind, message }: { readonly kind: string; readonly message: XmlNode | undefined },
  findings: BankFindings,
  sent: SentRuns,
): BankAnswer {
  const { remarks } = findings;
  const contradictions: ContradictionRemark[] = [];
  const { readings, unmatched, matchedBefore, matchedParts, again } = matchedBatches(findings, sent);
  const all = [...findings.readings, ...readings];
  const ours = all.flatMap((reading) => heldAgainst(reading, sent, { remarks, contradictions }));
  const settled = withoutRejectedAndExecuted(distinct(kind, ours, remarks), contradictions);
  const copies = all.flatMap((reading) => ofCopy(reading, sent));
  const ofRuns = [...unmatched, ...again].flatMap(claimsOfRun);
  const claims = [...settled.flatMap(claimsOfNamed), ...claimsOfBatches(settled), ...ofRuns];
  return {
    kind,
    settled: settled.map(({ entry }) => entry).sort(byPayment),
    ofCopies: distinct(kind, copies, []).map(({ entry }) => entry),
    unmatched: unmatched.map(bookingOf),
    matchedBefore,
    matchedParts: matchedParts.map(bookingOf),
    knownBookings: again.length,
    waiting: waitingOf(findings.waiting, sent, remarks),
    statements: message === undefined ? [] : bankStatementsOf(message, findings, claims),
    remarks,
    contradictions,
  };
}

function bookingOf({
  id,
  run,
  outcome,
  day,
  amountCents,
  status,
  reason,
  detail,
  reference,
}: BatchBooking): BookingOfRun {
  return { id, run: run.runId, outcome, day, amountCents, status, reason, detail, reference };
}

function claimsOfNamed({ entry, reading: { movement, batch } }: Distinct): readonly ReadClaim[] {
  const { id, outcome, endToEndId, amountCents } = entry;
  if (movement === undefined || batch !== undefined) return [];
  return [movementClaim(movement, { answer: id, outcome, payments: [endToEndId], amountCents })];
}

/** Several bookings of one run may be matched together. Then the first one on a statement of this file names the payments. */
function claimsOfBatches(settled: readonly Distinct[]): readonly ReadClaim[] {
  return [...Map.groupBy(settled, ({ reading: { batch } }) => batch)].flatMap(([batch = [], all]) => {
    const named = batch.find(({ movement }) => movement !== undefined);
    return batch.flatMap((booking) => {
      const { movement, outcome, amountCents } = booking;
      if (movement === undefined) return [];
      const payments = booking === named ? all.map(({ entry }) => entry.endToEndId) : [];
      return [movementClaim(movement, { answer: batch[0]?.id ?? '', outcome, payments, amountCents })];
    });
  });
}

function claimsOfRun({ id, movement, outcome, amountCents }: BatchBooking): readonly ReadClaim[] {
  return movement === undefined ? [] : [movementClaim(movement, { answer: id, outcome, payments: [], amountCents })];
}

/** An entry about one of our payments, with the released amount. */
interface Ours {
  readonly reading: Reading;
  readonly amountCents: bigint;
}

function heldAgainst(
  reading: Reading,
  sent: SentRuns,
  { remarks, contradictions }: { readonly remarks: Remark[]; readonly contradictions: ContradictionRemark[] },
): readonly Ours[] {
  const { endToEndId, outcome, amountCents: answeredCents, account, duplicate, at } = reading;
  const sending = sent.payment(endToEndId);
  if (sending === undefined) {
    remarks.push({ code: 'ANSWER_TO_UNKNOWN_PAYMENT', data: { at, endToEndId: shown(endToEndId) } });
    return [];
  }
  if (account !== undefined && account !== sending.run.debtor) {
    remarks.push({ code: 'OTHER_ACCOUNT', data: { at, endToEndId, account } });
    return [];
  }
  if (duplicate !== undefined && outcome !== 'EXECUTED') {
    remarks.push({ code: 'REJECTED_AS_DUPLICATE', data: { at, of: { endToEndId }, reason: duplicate } });
    return [];
  }
  const { amountCents } = sending.payment;
  if (answeredCents !== undefined && answeredCents !== amountCents) {
    if (outcome !== 'RETURNED' || !isLessCharges(answeredCents, amountCents)) {
      contradictions.push({
        code: 'ANSWER_AMOUNT_DIFFERS',
        data: { at, endToEndId, answeredCents, releasedCents: amountCents },
      });
      return [];
    }
    // A SEPA return always covers the whole payment. A missing part is a charge of a bank.
    const charges = { chargeCents: amountCents - answeredCents, statedCents: reading.chargesCents };
    remarks.push({ code: 'RETURNED_LESS_CHARGES', data: { at, endToEndId, ...charges } });
  }
  return [{ reading, amountCents }];
}

/** Credits of a second copy: each covers the whole payment and is on the account that paid it. */
function ofCopy(reading: Reading, sent: SentRuns): readonly Ours[] {
  const { endToEndId, outcome, amountCents, account, duplicate } = reading;
  const sending = sent.payment(endToEndId);
  if (duplicate === undefined || outcome !== 'RETURNED' || sending === undefined) return [];
  if (account !== undefined && account !== sending.run.debtor) return [];
  return amountCents === sending.payment.amountCents ? [{ reading, amountCents }] : [];
}

/** Charges are a small part of a payment. A return of less than half of it concerns something else, so a person looks at it. */
function isLessCharges(answeredCents: bigint, releasedCents: bigint): boolean {
  return answeredCents < releasedCents && answeredCents * 2n >= releasedCents;
}

interface Distinct {
  readonly entry: AnswerEntry;
  readonly reading: Reading;
  readonly at: FilePlace;
}

/** The readings with their ids. An exact repetition is kept once. It gives a remark, and so does a second reading with the same outcome. */
function distinct(kind: string, ours: readonly Ours[], remarks: Remark[]): readonly Distinct[] {
  const [ids, outcomes] = [new Set<string>(), new Set<string>()];
  return ours.flatMap(({ reading, amountCents }) => {
    const { endToEndId, outcome, day, reason, detail, status, account, booked, at } = reading;
    const [id, key] = [answerId(kind, reading), JSON.stringify([endToEndId, outcome])];
    if (ids.has(id)) {
      remarks.push({ code: 'SAME_ENTRY_TWICE', data: { at, endToEndId } });
      return [];
    }
    if (outcomes.has(key)) remarks.push({ code: 'SAME_OUTCOME_TWICE', data: { at, endToEndId } });
    ids.add(id);
    outcomes.add(key);
    const entry = { id, endToEndId, outcome, day, amountCents, reason, detail, status, account, booked };
    return [{ entry, reading, at }];
  });
}

function answerId(kind: string, { endToEndId, outcome, day, amountCents, reason, status, reference }: Reading): string {
  // Ids of recorded answers write a rejection as a return, and the same file must keep its ids for ever.
  const end = outcome === 'EXECUTED' ? 'EXECUTED' : 'RETURNED';
  const content = [kind, endToEndId, end, dayText(day), amountCents?.toString(), reason, status, reference];
  return createHash('sha256')
    .update(JSON.stringify(content.map((part) => part ?? null)))
    .digest('hex')
    .slice(0, 32);
}

/** If a file says both of one payment, neither counts. */
function withoutRejectedAndExecuted(
  all: readonly Distinct[],
  contradictions: ContradictionRemark[],
): readonly Distinct[] {
  const byId = Map.groupBy(all, ({ entry }) => entry.endToEndId);
  return [...byId].flatMap(([endToEndId, entries]) => {
    const outcomes = new Set(entries.map(({ entry }) => entry.outcome));
    if (!(outcomes.has('EXECUTED') && outcomes.has('REJECTED'))) return entries;
    const [last] = entries.toSorted((a, b) => b.at.line - a.at.line);
    const statuses = [...new Set(entries.map(({ entry }) => entry.status))].sort(compareText);
    if (last !== undefined)
      contradictions.push({ code: 'EXECUTED_AND_REJECTED', data: { at: last.at, endToEndId, statuses } });
    return [];
  });
}

/** A return comes after its debit, whichever the file has first. */
const ORDER: readonly PaymentOutcome[] = ['EXECUTED', 'REJECTED', 'RETURNED'];

function byPayment(a: AnswerEntry, b: AnswerEntry): number {
  return (
    compareText(a.endToEndId, b.endToEndId) ||
    ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome) ||
    a.day - b.day ||
    compareText(a.id, b.id)
  );
}

function waitingOf(all: readonly ReadWaiting[], sent: SentRuns, remarks: Remark[]): readonly WaitingPayment[] {
  const waiting = new Map<string, WaitingPayment>();
  for (const { endToEndId, status, reason, detail, account, day, at } of all) {
    const sending = sent.payment(endToEndId);
    if (sending === undefined)
      remarks.push({ code: 'ANSWER_TO_UNKNOWN_PAYMENT', data: { at, endToEndId: shown(endToEndId) } });
    else if (account !== undefined && account !== sending.run.debtor)
      remarks.push({ code: 'OTHER_ACCOUNT', data: { at, endToEndId, account } });
    else waiting.set(JSON.stringify([endToEndId, status, reason]), { endToEndId, status, reason, detail, day });
  }
  return [...waiting].sort(([a], [b]) => compareText(a, b)).map(([, payment]) => payment);
}
