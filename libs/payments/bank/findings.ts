/** The content of a file of the bank, in the order of the file, before it is compared with the sent payments. */
import type { Day } from '#libs/kernel/day.ts';
import type { BookingReferences } from './booking-references.ts';
import type { FilePlace } from './refusals.ts';
import type { Remark } from './remarks.ts';
import type { SentRun, SentRuns } from './sent-runs.ts';
import type { XmlNode } from './xml.ts';

/** EXECUTED: debited. REJECTED: refused before the debit. RETURNED: credited back. */
export type PaymentOutcome = 'EXECUTED' | 'REJECTED' | 'RETURNED';

/** Code and words of the reasons that an answer gives. */
export interface AnswerReasons {
  readonly reason: string | undefined;
  readonly detail: string | undefined;
  /** Set if one of the reasons says that this is a second copy. */
  readonly duplicate: string | undefined;
}

interface ReadPayment extends AnswerReasons {
  readonly endToEndId: string;
  readonly status: string;
  readonly account: string | undefined;
  readonly at: FilePlace;
}

/** A payment that the bank has not decided. */
export interface ReadWaiting extends ReadPayment {
  readonly day: Day;
}

/** The content of an entry about a payment. */
export interface Reading extends ReadPayment {
  readonly outcome: PaymentOutcome;
  readonly day: Day;
  /** Undefined if the file does not say, as a status report need not. */
  readonly amountCents: bigint | undefined;
  /** The charges that the bank took from a return. */
  readonly chargesCents?: bigint | undefined;
  /** The bank's own reference, which distinguishes two bookings of the same payment. */
  readonly reference: string | undefined;
  /** References of an entry with a day; undefined in a status report, which books nothing. */
  readonly booked?: BookingReferences | undefined;
  /** The number of its movement on a statement of the account. */
  readonly movement?: number | undefined;
  /** The bookings that contain the payment without naming it. */
  readonly batch?: readonly BatchBooking[] | undefined;
}

/** A booking of a run that does not name its payments. */
export interface BatchBooking extends AnswerReasons {
  /** Derived from the content: the same file gives the same id when it is sent again. */
  readonly id: string;
  readonly run: SentRun;
  readonly outcome: 'EXECUTED' | 'RETURNED';
  readonly day: Day;
  readonly amountCents: bigint;
  readonly status: string;
  readonly account: string | undefined;
  readonly reference: string | undefined;
  readonly at: FilePlace;
  /** The number of its movement on a statement of the account. */
  readonly movement?: number | undefined;
}

/** A transaction of a status report that is about no payment that was sent. */
interface Stranger {
  /** Undefined if the movement names no payment. */
  readonly endToEndId: string | undefined;
  readonly at: FilePlace;
}

/** An entry booked on the account. */
export interface ReadMovement {
  /** The `Stmt` it is in. */
  readonly statement: XmlNode;
  readonly day: Day;
  /** Undefined if the amount is unreadable. */
  readonly cents: bigint | undefined;
  readonly text: string;
  readonly reference: string | undefined;
}

/** The content of a file, in the order of the file. */
export interface BankFindings {
  readonly readings: Reading[];
  readonly waiting: ReadWaiting[];
  readonly batches: BatchBooking[];
  readonly strangers: Stranger[];
  readonly movements: ReadMovement[];
  readonly remarks: Remark[];
}

/** The collector of a file's findings, and the runs they are compared with. */
export interface Reader {
  readonly sent: SentRuns;
  readonly findings: BankFindings;
}

export function noFindings(): BankFindings {
  return { readings: [], waiting: [], batches: [], strangers: [], movements: [], remarks: [] };
}
