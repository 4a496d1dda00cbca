/** Remarks for a person about a file of the bank. */
import type { Day } from '#libs/kernel/day.ts';
import type { Refusal } from '#libs/kernel/domain-error.ts';
import type { FilePlace, UnreadableEntry } from './refusals.ts';

interface OfPayment {
  readonly at: FilePlace;
  readonly endToEndId: string;
}

/** About a payment; `at` is undefined for an earlier answer. */
interface Contradicted {
  readonly at?: FilePlace | undefined;
  readonly endToEndId: string;
}

/** The entry contradicts the release, or another entry. It changes nothing until two persons say what is true. */
export type ContradictionRemark =
  | Refusal<'ANSWER_AMOUNT_DIFFERS', Contradicted & { readonly answeredCents: bigint; readonly releasedCents: bigint }>
  | Refusal<'EXECUTED_AND_REJECTED', Contradicted & { readonly statuses: readonly string[] }>
  | Refusal<'REJECTED_AFTER_EXECUTION', Contradicted & { readonly reason: string | undefined }>
  | Refusal<'EXECUTED_AFTER_REJECTION', Contradicted & { readonly day: Day }>
  /** The second debit has another reference of the bank. */
  | Refusal<'DEBITED_TWICE', Contradicted & { readonly day: Day; readonly reference: string | undefined }>
  | Refusal<'DEBITED_AFTER_RETURN', Contradicted & { readonly day: Day; readonly reference: string | undefined }>
  | Refusal<'RETURNED_AFTER_RECOVERY', Contradicted & { readonly day: Day }>
  | Refusal<'ANSWERED_AFTER_CANCELLATION', Contradicted & { readonly day: Day }>
  | Refusal<'ANSWERED_BEFORE_RELEASE', Contradicted & { readonly day: Day; readonly releasedOn: Day }>
  | Refusal<'ANSWERED_ON_A_DAY_TO_COME', Contradicted & { readonly day: Day }>;

export type Remark =
  | UnreadableEntry
  /** A fee, a direct debit, somebody else's transfer, incoming money: no payment of ours. */
  | Refusal<
      'OTHER_MOVEMENT',
      {
        readonly at: FilePlace;
        readonly direction: string;
        readonly amount: string;
        readonly currency: string | undefined;
      }
    >
  | Refusal<'INFORMATION_ONLY', { readonly at: FilePlace }>
  | Refusal<'ANSWER_TO_UNKNOWN_PAYMENT', OfPayment>
  | Refusal<'ANSWER_TO_UNKNOWN_RUN', { readonly at: FilePlace; readonly run: string; readonly status: string }>
  | Refusal<'PAYMENT_OF_OTHER_RUN', OfPayment & { readonly run: string }>
  | Refusal<'OTHER_MESSAGE_ANSWERED', { readonly at: FilePlace; readonly message: string }>
  | Refusal<'OTHER_ACCOUNT', OfPayment & { readonly account: string }>
  | Refusal<'STATEMENT_OF_OTHER_ACCOUNT', { readonly statement: string; readonly account: string }>
  | Refusal<'CREDIT_NOT_A_RETURN', OfPayment>
  /** The entry is about a second copy of the payment or of the whole run: the first one stands. */
  | Refusal<
      'REJECTED_AS_DUPLICATE',
      {
        readonly at: FilePlace;
        readonly of: { readonly run: string } | { readonly endToEndId: string };
        readonly reason: string;
      }
    >
  | Refusal<'AMOUNT_MISSING', OfPayment>
  /** `statedCents`: the charges that the bank states; undefined if it states none. */
  | Refusal<
      'RETURNED_LESS_CHARGES',
      OfPayment & { readonly chargeCents: bigint; readonly statedCents: bigint | undefined }
    >
  | Refusal<'SAME_ENTRY_TWICE', OfPayment>
  | Refusal<'SAME_OUTCOME_TWICE', OfPayment>
  | Refusal<'ENTRY_SUM_DIFFERS', { readonly at: FilePlace; readonly entryCents: bigint; readonly sumCents: bigint }>
  | Refusal<
      'BATCH_NOT_MATCHED',
      {
        readonly at: FilePlace;
        readonly run: string;
        readonly bookedCents: bigint;
        readonly openCount: number;
        readonly openCents: bigint;
      }
    >
  | Refusal<
      'RUN_COUNT_DIFFERS',
      { readonly at: FilePlace; readonly run: string; readonly stated: string; readonly payments: number }
    >
  | Refusal<
      'RUN_TOTAL_DIFFERS',
      { readonly at: FilePlace; readonly run: string; readonly stated: string; readonly totalCents: bigint }
    >;
