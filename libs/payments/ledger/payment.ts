/** Payments and runs as the payment ledger has them: prepared, released, answered by the bank. */
import { type Day, dayText } from '#libs/kernel/day.ts';
import type { Person } from '#libs/event-store/author.ts';
import type { BankAccount } from '#libs/payments/accounts/bank-account.ts';
import type { FileFigures } from '#libs/payments/bank/bank-files.ts';
import type { Booking, BookingReferences } from '#libs/payments/bank/booking-references.ts';
import type { EarlierBooking } from '#libs/payments/bank/sent-runs.ts';
import { fileIds } from '#libs/payments/bank/split-order.ts';
import type { ContradictionCode } from '#libs/payments/ledger/answer-events.ts';
import type { LeftOut } from '#libs/payments/ledger/left-out.ts';
import type { Downloaded, PaymentRunPrepared, RunRequest } from '#libs/payments/ledger/run-events.ts';

/**
 * RELEASED: sent to the bank, which has not answered; EXECUTED: paid; RETURNED: not paid, or paid and sent back; CANCELLED: cancelled with
 * its run, which was not sent.
 */
export type PaymentStatus = 'RELEASED' | 'EXECUTED' | 'RETURNED' | 'CANCELLED';

interface PaymentOfItem {
  readonly endToEndId: string;
  readonly envelope: string;
  readonly item: string;
  readonly team: string;
  readonly period: string;
  readonly run: string;
  readonly amountCents: bigint;
  readonly payee: BankAccount;
  /** The bank's bookings of the debit, without those of a second debit. */
  readonly debits: readonly Booking[];
  /** Credits of the payment, including credits of a second debit. */
  readonly credits: readonly Booking[];
}

/** The part of a payment that no answer of the bank changes. */
export function ofItem(payment: PaymentOfItem): PaymentOfItem {
  const { endToEndId, envelope, item, team, period, run, amountCents, payee, debits, credits } = payment;
  return { endToEndId, envelope, item, team, period, run, amountCents, payee, debits, credits };
}

/** The bank's status of a payment that it has not decided. */
export interface WaitingStatus {
  /** The bank's code, known or not. */
  readonly status: string;
  readonly reason: string | undefined;
  readonly detail: string | undefined;
  readonly day: Day;
}

/** The bank's reason: a code, and words. */
interface Why {
  readonly reason: string | undefined;
  readonly detail: string | undefined;
}

/** The answer of the bank about a payment, and its day, YYYY-MM-DD. */
type Settled =
  | ({ readonly status: 'EXECUTED'; readonly day: string } & Why)
  | ({
      readonly status: 'RETURNED';
      readonly day: string;
      /** Rejected before it was debited, or returned after. */
      readonly end: 'rejected' | 'returned';
      /** YYYY-MM-DD; undefined if no answer reported the debit. */
      readonly debitedOn: string | undefined;
    } & Why);

/** A return that a file of the bank announced and a second person refused. */
export interface RefusedReturn {
  /** REJECTED: before the debit, in a file handed in by the person who released the payment. RETURNED: credited back. */
  readonly outcome: 'REJECTED' | 'RETURNED';
  readonly day: Day;
  /** The reason of the bank, a code. */
  readonly reason: string | undefined;
  /** The person who handed the file in, and the instant (ISO 8601). */
  readonly by: Person;
  readonly at: string;
  /** Why it was refused. */
  readonly because: string;
}

export type Payment = PaymentOfItem &
  (
    | { readonly status: 'RELEASED'; readonly waiting: WaitingStatus | undefined }
    | Settled
    /** `day`: YYYY-MM-DD, on which a second person confirmed it. */
    | { readonly status: 'CANCELLED'; readonly day: string }
  );

/** An answer of the bank that contradicts the ledger. */
export interface Contradiction {
  readonly id: string;
  readonly envelope: string;
  readonly endToEndId: string;
  readonly team: string;
  readonly code: ContradictionCode;
  readonly day: Day | null;
  readonly answeredCents: bigint | null;
  readonly statuses: readonly string[];
  readonly reason: string | null;
  /** References of a second debit. */
  readonly references?: BookingReferences | undefined;
  /** Two persons have said how the payment stands. */
  readonly isResolved: boolean;
}

/** A booking of a payment file without its payments. */
export interface RunBooking extends EarlierBooking {
  /** The name that the file had. */
  readonly file: string;
}

/** A run that people check before its release; no money has moved. */
export interface PreparedRun extends Omit<PaymentRunPrepared['data'], keyof RunRequest> {
  readonly request: RunRequest;
  readonly by: Person;
  /** ISO 8601 instant. */
  readonly at: string;
}

/** A download of a file: by whom and when. */
export interface Download extends Omit<Downloaded, 'run'> {
  readonly by: Person;
  /** ISO 8601 instant. */
  readonly at: string;
}

/** A released run. */
export interface PaymentRun {
  /** Unique in the installation. */
  readonly id: string;
  readonly envelope: string;
  /** The person who released it. */
  readonly by: Person;
  /** ISO 8601 instant. */
  readonly at: string;
  /** Undefined for a run of an earlier program. */
  readonly preparedBy: Person | undefined;
  /** The instant that its files bear. */
  readonly createdAt: string;
  readonly executionDay: Day;
  readonly debtor: BankAccount;
  /** End-to-end ids. */
  readonly payments: readonly string[];
  /** Files as released; empty for a run of an earlier program, and if set-offs left nothing to pay. */
  readonly files: readonly FileFigures[];
  readonly leftOut: readonly LeftOut[];
  readonly downloads: readonly Download[];
}

/** The bank's last word about a payment; `status`: its code if the bank has not decided. Empty if the bank said nothing. */
export function lastWordOf(payment: Payment): {
  /** YYYY-MM-DD. */
  readonly day?: string;
  readonly status?: string;
  readonly reason?: string | undefined;
  readonly detail?: string | undefined;
} {
  if (payment.status === 'CANCELLED') return {};
  if (payment.status !== 'RELEASED') return { day: payment.day, reason: payment.reason, detail: payment.detail };
  if (payment.waiting === undefined) return {};
  const { day, status, reason, detail } = payment.waiting;
  return { day: dayText(day), status, reason, detail };
}

/** The names of its files; the bank's answers repeat them. */
export function fileIdsOf({ id, payments }: PaymentRun): readonly string[] {
  return fileIds(id, payments.length);
}

const CODE_LENGTH = 10;

/** The code that releases a prepared run: it covers all that was read. */
export function runCode({ digest }: Pick<PreparedRun, 'digest'>): string {
  return digest.slice(0, CODE_LENGTH);
}

/**
 * The payment that made a debt. DEBITED_TWICE: the bank debited it twice. PAID_AGAIN: it was executed after all, when its amount was paid
 * again or taken back.
 */
export interface Overpayment {
  readonly endToEndId: string;
  readonly item: string;
  readonly cause: 'DEBITED_TWICE' | 'PAID_AGAIN';
  /** YYYY-MM-DD. */
  readonly day: string;
}
