/** The findings of the rules in a log with a valid chain, as codes with data; the sentences come from libs/words. */
import type { NoData, Refusal } from '#libs/kernel/domain-error.ts';

interface OfDecision {
  /** `<stream>@<revision>` of the approval. */
  readonly decision: string;
}
interface OfException {
  readonly exception: string;
}
interface OfPayment {
  readonly endToEndId: string;
}

/** A duty that a person did for a payment before its release. */
export type FormerDuty =
  | 'submitted'
  | 'approved'
  | 'proposed-account'
  | 'confirmed-account'
  | 'proposed-exception'
  | 'confirmed-exception';

/** Sent, paid, come back, or cancelled before it was sent. */
export type CheckedPaymentStatus = 'released' | 'executed' | 'returned' | 'cancelled';

/** What a release says again of the prepared run. */
export type RunPart =
  | 'envelope'
  | 'executionDay'
  | 'debtor'
  | 'files'
  | 'createdAt'
  | 'digest'
  | 'exceptions'
  | 'preparedBy'
  /** The number of payments, or a sum. */
  | 'amounts'
  /** Payments, set-offs, teams left out and files, in their order. */
  | 'payments';

type PeopleFinding =
  /** Nothing says who made it. */
  | Refusal<'NO_AUTHOR', NoData>
  | Refusal<'APPROVED_BY_SUBMITTER', { readonly by: string }>
  | Refusal<'CONFIRMED_BY_PROPOSER', { readonly by: string; readonly subject: string }>
  | Refusal<'TYPED_BY_RELEASER', OfPayment & { readonly by: string }>
  /** It is due again, although no second person confirmed it. */
  | Refusal<'RETURNED_BY_ONE_PERSON', OfPayment & { readonly by: string }>
  /** An earlier answer does not hold, although no second person confirmed it. */
  | Refusal<'CORRECTED_BY_ONE_PERSON', OfPayment & { readonly by: string }>
  /** A team owes it, although no second person confirmed it. */
  | Refusal<'OWED_BY_ONE_PERSON', OfPayment & { readonly by: string }>
  /** No command makes it first, and the event before it in the ledger is of another one, or says another person or instant. */
  | Refusal<'APART_FROM_ITS_COMMAND', NoData>
  | Refusal<'RELEASED_BY_SAME_PERSON', OfPayment & { readonly by: string; readonly duty: FormerDuty }>;

type DecisionFinding =
  | Refusal<'DECIDED_OF_CLOSED_TEAM', { readonly team: string }>
  /** Two people gave no exception for the period. */
  | Refusal<'DECIDED_WITHOUT_EXCEPTION', { readonly team: string; readonly period: string }>
  | Refusal<'APPROVED_WITHOUT_SUBMISSION', NoData>
  /** The statement is decided, and that decision stands. */
  | Refusal<'DECIDED_TWICE', { readonly first: string }>
  | Refusal<'APPROVED_OTHER_THAN_SUBMITTED', NoData>
  | Refusal<'CONFIRMED_WITHOUT_PROPOSAL', { readonly subject: string }>
  | Refusal<'CONFIRMED_OTHER_THAN_PROPOSED', { readonly subject: string }>
  /** It is taken back, and what it made due is still due or owed. */
  | Refusal<'WITHDRAWN_STILL_POSTED', OfDecision>
  | Refusal<'WITHDRAWN_WITHOUT_DECISION', NoData>
  | Refusal<'POSTED_AFTER_WITHDRAWAL', OfDecision>
  /** No second person confirmed that the patient is erased, whose kept part it is. */
  | Refusal<'ERASED_UNCONFIRMED', NoData>
  /** The ledger dropped its amounts, and it still stands. */
  | Refusal<'CANCELLED_NOT_WITHDRAWN', OfDecision>
  /** Some of it was paid, set off, demanded or reduced before, or it took from other decisions. */
  | Refusal<'CANCELLED_NOT_WHOLE', OfDecision>
  /** The ledger cancelled it, and did not drop all of its amounts. */
  | Refusal<'CANCELLED_STILL_DUE', OfDecision & { readonly leftCents: bigint }>
  /** `expected`: the envelopes that fund it. */
  | Refusal<
      'POSTED_TO_OTHER_ENVELOPE',
      OfDecision & { readonly envelope: string; readonly expected: readonly string[] }
    >
  | Refusal<'DECISION_POSTED_TWICE', OfDecision & { readonly first: number }>
  | Refusal<'DECISION_NOT_APPROVED', OfDecision>
  | Refusal<'POSTED_WITHOUT_DECISION', OfDecision>
  /** `postedCents`: the amount that the decision made due, less the amount it took back. */
  | Refusal<'POSTED_OTHER_THAN_APPROVED', OfDecision & { readonly postedCents: bigint; readonly approvedCents: bigint }>
  /** Beside what it takes back it made more due than it granted. */
  | Refusal<'DUE_BEYOND_APPROVED', OfDecision & { readonly dueCents: bigint; readonly grantedCents: bigint }>
  /** It took back more than its negative parts. */
  | Refusal<'OWED_BEYOND_APPROVED', OfDecision & { readonly owedCents: bigint; readonly takenCents: bigint }>
  /** `grantedCents`: the amount that it granted for that day, YYYY-MM-DD. */
  | Refusal<
      'DUE_ON_ANOTHER_DAY',
      OfDecision & { readonly dueOn: string; readonly dueCents: bigint; readonly grantedCents: bigint }
    >
  /** Its posting was not renamed when a former log was carried over. */
  | Refusal<'UNDONE_NOT_POSTED_TWICE', OfDecision>
  | Refusal<'EXCEPTION_NOT_GIVEN', OfException>
  /** A given exception keeps its name. */
  | Refusal<'EXCEPTION_GIVEN_TWICE', OfException>
  | Refusal<'EXCEPTION_FOR_ANOTHER', OfException & { readonly envelope: string }>
  | Refusal<'EXCEPTION_USED_TWICE', OfException & { readonly first: number }>;

type PaymentFinding =
  /** `mostCents`: the largest amount that two people agreed on for the envelope, with the largest exception that they gave. */
  | Refusal<
      'CHARGED_BEYOND_ENVELOPE',
      { readonly envelope: string; readonly chargesCents: bigint; readonly mostCents: bigint }
    >
  | Refusal<'POSTING_UNBALANCED', { readonly debit: string; readonly credit: string; readonly amountCents: string }>
  /** The accounts are those of another event. */
  | Refusal<'POSTED_TO_OTHER_ACCOUNTS', { readonly debit: string; readonly credit: string }>
  | Refusal<'ITEM_POSTED_TWICE', { readonly item: string }>
  /** It names other people than those who decided. */
  | Refusal<'ITEM_OF_OTHER_PEOPLE', { readonly item: string }>
  | Refusal<'ITEM_UNKNOWN', { readonly item: string }>
  | Refusal<'ITEM_OVERSPENT', { readonly item: string; readonly leftCents: bigint; readonly takenCents: bigint }>
  | Refusal<'DEBT_UNKNOWN', { readonly debt: string }>
  | Refusal<'DEBT_POSTED_TWICE', { readonly debt: string }>
  | Refusal<'DEBT_OVERSPENT', { readonly debt: string; readonly leftCents: bigint; readonly takenCents: bigint }>
  /** No decision on its statement took it, and its own was not withdrawn. */
  | Refusal<'REDUCED_WITHOUT_CAUSE', { readonly item: string; readonly because: string }>
  | Refusal<'DEBT_DROPPED_WITHOUT_CAUSE', { readonly debt: string; readonly because: string }>
  | Refusal<'RUN_RELEASED_TWICE', { readonly run: string; readonly first: number }>
  | Refusal<'RUN_NOT_PREPARED', { readonly run: string }>
  /** `part`: the first that is another. */
  | Refusal<'RUN_OTHER_THAN_PREPARED', { readonly run: string; readonly part: RunPart }>
  /** A payment or a set-off does not follow the release of its run. */
  | Refusal<'RELEASED_AFTER_RUN', { readonly run: string }>
  | Refusal<'PAYMENT_OUTSIDE_RUN', OfPayment & { readonly run: string }>
  /** The account was not in force when the payment was released; `iban`: the account that receives the payment. */
  | Refusal<'PAID_TO_OTHER_ACCOUNT', OfPayment & { readonly team: string; readonly iban: string }>
  /** The same of the account that a run pays from. */
  | Refusal<'PAID_FROM_OTHER_ACCOUNT', { readonly run: string; readonly envelope: string; readonly iban: string }>
  /** It was confirmed too lately, and two people gave no exception for it. */
  | Refusal<'PAID_TO_HELD_ACCOUNT', OfPayment & { readonly team: string }>
  /** Its debts were not set off. */
  | Refusal<'PAID_WHILE_OWING', OfPayment & { readonly team: string; readonly owedCents: bigint }>
  /** Days, YYYY-MM-DD; no exception of the run permits it. */
  | Refusal<'RELEASED_BEFORE_DUE', OfPayment & { readonly dueOn: string; readonly releasedOn: string }>
  | Refusal<'PAYMENT_RELEASED_TWICE', OfPayment & { readonly first: number }>
  | Refusal<'ANSWERED_WITHOUT_PAYMENT', OfPayment>
  | Refusal<'ANSWERED_OTHER_AMOUNT', OfPayment & { readonly amountCents: bigint; readonly releasedCents: bigint }>
  | Refusal<'ANSWERED_TWICE', OfPayment>
  /** `status`: the status that it has, from which the answer does not begin. */
  | Refusal<'ANSWERED_FROM_OTHER_STATUS', OfPayment & { readonly status: CheckedPaymentStatus }>
  /** The bank books a payment that no answer called executed. */
  | Refusal<'BOOKED_NOT_EXECUTED', OfPayment>
  /** A credit of a second debit that no file of the bank has reported. */
  | Refusal<'SECOND_DEBIT_UNKNOWN', OfPayment>;

type BelongingFinding =
  /** It says of what it names another team, period, envelope or holder than the log before. */
  Refusal<
    'BELONGS_ELSEWHERE',
    {
      readonly named: string;
      readonly field: 'team' | 'period' | 'envelope' | 'run' | 'item' | 'holder';
      readonly expected: string;
      readonly found: string;
    }
  >;

type CopyFinding =
  /** A program of before wrote to its ledger although the one ledger had begun. */
  | Refusal<'FORMER_LEDGER_GOES_ON', NoData>
  /** The one ledger does not have it, though it was there before the ledger began. */
  | Refusal<'NOT_CARRIED_OVER', NoData>
  /** It says to be a copy, where no former ledger is carried over. */
  | Refusal<'COPY_OUT_OF_PLACE', NoData>
  /** It is carried over, and is not what the former ledger has. */
  | Refusal<'CARRIED_OTHERWISE', NoData>;

type TimeFinding =
  | Refusal<
      'RECORDED_BEFORE_PREDECESSOR',
      { readonly recordedAt: string; readonly before: string; readonly predecessor: number }
    >
  /** Its command begins after it is recorded. */
  | Refusal<'RECORDED_BEFORE_COMMAND', { readonly recordedAt: string; readonly at: string }>
  /** It is after the checkpoint in the log. */
  | Refusal<
      'RECORDED_BEFORE_CHECKPOINT',
      { readonly recordedAt: string; readonly checkpoint: string; readonly signedAt: string }
    >;

export type RuleFinding =
  | PeopleFinding
  | DecisionFinding
  | PaymentFinding
  | BelongingFinding
  | CopyFinding
  | TimeFinding;

/** An event that no command of the product makes. */
export interface Impossible {
  readonly position: number;
  readonly stream: string;
  readonly type: string;
  readonly finding: RuleFinding;
}

/** The finding about an event. */
export function placed({ position, stream, type }: Omit<Impossible, 'finding'>, finding: RuleFinding): Impossible {
  return { position, stream, type, finding };
}
