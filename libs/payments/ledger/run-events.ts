/** Events of the payment ledger for a payment run: prepared, dropped, released, its files handed out, cancelled before it was sent. */
import type { Day } from '#libs/kernel/day.ts';
import { cents, day, list, oneOf, optional, record, text, typed, whole } from '#libs/kernel/field.ts';
import { PERSON, type Person } from '#libs/event-store/author.ts';
import { type Event, eventSchema } from '#libs/event-store/typed-event.ts';
import { type BankAccount, BANK_ACCOUNT } from '#libs/payments/accounts/bank-account.ts';
import type { FileFigures } from '#libs/payments/bank/bank-files.ts';
import { LEFT_OUT, type LeftOut } from '#libs/payments/ledger/left-out.ts';
import { type Posting, POSTING } from '#libs/payments/ledger/posting.ts';

interface OfEnvelope {
  readonly envelope: string;
}

export interface RunRequest extends OfEnvelope {
  readonly run: string;
  /** The run pays the amounts due by this day. */
  readonly dueBy: Day;
  readonly executionDay: Day;
  /** Restricts the run to this team. */
  readonly team?: string | undefined;
  /** Exceptions confirmed by two people. */
  readonly exceptions: readonly string[];
}

/** A run was planned and its files built; no money moved. */
export type PaymentRunPrepared = Event<
  'PaymentRunPrepared',
  RunRequest & {
    /** ISO 8601 instant, which the files contain. */
    readonly createdAt: string;
    readonly debtor: BankAccount;
    /** Number of payments. */
    readonly count: number;
    readonly totalCents: bigint;
    readonly setOffCents: bigint;
    readonly leftOut: readonly LeftOut[];
    readonly files: readonly FileFigures[];
    /** Digest of everything that it would release. */
    readonly digest: string;
  }
>;
export type PaymentRunDropped = Event<'PaymentRunDropped', OfEnvelope & { readonly run: string }>;
type PaymentRunReleased = Event<
  'PaymentRunReleased',
  OfEnvelope & {
    readonly run: string;
    readonly executionDay: Day;
    readonly debtor: BankAccount;
    /** End-to-end ids. */
    readonly payments: readonly string[];
    readonly files: readonly FileFigures[];
    readonly exceptions: readonly string[];
    readonly preparedBy: Person;
    /** ISO 8601 instant, which the files contain. */
    readonly createdAt: string;
    readonly digest: string;
  }
>;
export const FILE_FORMATS = ['xml', 'csv'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

/** A download of a file of a released run. */
export interface Downloaded {
  readonly run: string;
  /** MsgId and PmtInfId. */
  readonly file: string;
  readonly format: FileFormat;
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly digest: string;
}
export type PaymentFileDownloaded = Event<'PaymentFileDownloaded', OfEnvelope & Downloaded>;
/** A payment of a run that was not sent: it is due again. */
export type PaymentCancelled = Event<
  'PaymentCancelled',
  OfEnvelope & {
    readonly run: string;
    readonly endToEndId: string;
    readonly item: string;
    readonly team: string;
  } & Posting
>;

/** One person asks to cancel a released run that was not sent; a second person decides. */
export type RunCancellationProposed = Event<
  'RunCancellationProposed',
  OfEnvelope & { readonly run: string; readonly reason: string }
>;

export type RunEvent =
  | PaymentRunPrepared
  | PaymentRunDropped
  | PaymentRunReleased
  | PaymentFileDownloaded
  | RunCancellationProposed
  | PaymentCancelled;

const FILE = record<FileFigures>({ id: text, payments: whole, totalCents: cents, digest: text });

export const RUN_SCHEMAS = {
  PaymentRunPrepared: eventSchema(
    1,
    record<PaymentRunPrepared['data']>({
      envelope: text,
      run: typed,
      dueBy: day,
      executionDay: day,
      team: optional(text),
      exceptions: list(text),
      createdAt: text,
      debtor: BANK_ACCOUNT,
      count: whole,
      totalCents: cents,
      setOffCents: cents,
      leftOut: list(LEFT_OUT),
      files: list(FILE),
      digest: text,
    }),
  ),
  PaymentRunDropped: eventSchema(1, record({ envelope: text, run: text })),
  PaymentRunReleased: eventSchema(
    1,
    record({
      envelope: text,
      run: text,
      executionDay: day,
      debtor: BANK_ACCOUNT,
      payments: list(text),
      files: list(FILE),
      exceptions: list(text),
      preparedBy: PERSON,
      createdAt: text,
      digest: text,
    }),
  ),
  PaymentFileDownloaded: eventSchema(
    1,
    record({ envelope: text, run: text, file: text, format: oneOf(...FILE_FORMATS), digest: text }),
  ),
  RunCancellationProposed: eventSchema(1, record({ envelope: text, run: text, reason: typed })),
  PaymentCancelled: eventSchema(
    1,
    record({ envelope: text, run: text, endToEndId: text, item: text, team: text, ...POSTING }),
  ),
};
