/** The refusals of a statement and of its regularisations. */
import type { Person } from '#libs/event-store/author.ts';
import { errorsOf, type Refusal } from '#libs/kernel/domain-error.ts';
import type { TeamPeriod } from '#libs/statements/calculated-statement.ts';
import type { RecomputationDifference } from '#libs/statements/recomputation/difference.ts';

export type StatementRefusal =
  | Refusal<'STATEMENT_NOT_CALCULATED', TeamPeriod>
  | Refusal<'ALREADY_SUBMITTED', TeamPeriod & { readonly by: Person }>
  | Refusal<'ALREADY_DECIDED', TeamPeriod>
  /** A new calculation gives another digest. */
  | Refusal<'STATEMENT_STALE', TeamPeriod>
  | Refusal<'REGULARISATION_STALE', TeamPeriod>
  /** Another calculation was recorded while the submission was being checked. */
  | Refusal<'CALCULATED_MEANWHILE', TeamPeriod>
  /** The submission is stale: it cannot be approved any more. */
  | Refusal<'SUBMISSION_STALE', TeamPeriod>
  /** Another submission was recorded while the one to approve was being checked. */
  | Refusal<'SUBMITTED_MEANWHILE', TeamPeriod>
  /** The proposal or decision is another one than when the statement was chosen, or read. */
  | Refusal<'CHANGED_MEANWHILE', TeamPeriod & { readonly what: 'PROPOSAL' | 'DECISION' }>
  /** The recorded result differs from the result of the log: a read store, or a program, gave something else. */
  | Refusal<'RECOMPUTED_OTHERWISE', TeamPeriod & { readonly difference: RecomputationDifference }>
  /** A payment rests on a decision, `<stream>@<revision>`, that is not in force. */
  | Refusal<'DECISION_NOT_IN_LOG', TeamPeriod & { readonly decision: string }>
  | Refusal<'PROJECTION_NOT_DECIDED', TeamPeriod & { readonly scheme: string }>
  /** The text has ended before it, and no exception of two people permits it. */
  | Refusal<'DECIDED_AFTER_END', TeamPeriod & { readonly scheme: string | undefined }>
  /** `first`: its first day. `on`: the day of the decision. Days as written, here and below. */
  | Refusal<'PERIOD_NOT_BEGUN', TeamPeriod & { readonly first: string; readonly on: string }>
  /** `on`: the day of the command. */
  | Refusal<'KNOWN_ON_TO_COME', TeamPeriod & { readonly knownOn: string; readonly on: string }>
  /** `decided`: the latest day known of a decision of the period. */
  | Refusal<'KNOWN_BEFORE_DECISION', TeamPeriod & { readonly knownOn: string; readonly decided: string }>
  /** Another approval used the rest of the envelope meanwhile. Approve it again with an exception, which posts it, or withdraw it. */
  | Refusal<
      'APPROVED_NOT_POSTED',
      TeamPeriod & { readonly envelope: string; readonly leftCents: bigint; readonly wantedCents: bigint }
    >
  /** Other commands moved the ledger, or the statement, each time that the decision was to be posted. The same command again posts it. */
  | Refusal<'NOT_POSTED_YET', TeamPeriod>
  /** The decision is out of the payment ledger, and other commands came first each time that it was to be withdrawn. The same command again does. */
  | Refusal<'NOT_WITHDRAWN_YET', TeamPeriod>
  /** The decision is taken out of the payment ledger, but not withdrawn yet. */
  | Refusal<'WITHDRAWAL_CUT_OFF', TeamPeriod>
  | Refusal<'NOTHING_TO_APPROVE', TeamPeriod>
  /** `on`: ISO 8601 instant. */
  | Refusal<'APPROVED_BY_ANOTHER', TeamPeriod & { readonly by: Person; readonly on: string }>
  | Refusal<'NOTHING_TO_REJECT', TeamPeriod>
  | Refusal<'NOTHING_TO_WITHDRAW', TeamPeriod>
  | Refusal<'NOTHING_TO_REGULARISE', TeamPeriod>
  /** A decision cannot be withdrawn while one of its regularisations is open. */
  | Refusal<'REGULARISATION_UNDER_WAY', TeamPeriod>
  /** Another regularisation is submitted and not yet decided. */
  | Refusal<'REGULARISATION_ALREADY_OPEN', TeamPeriod>
  /** An approval in bulk without a variance report of these periods. */
  | Refusal<'VARIANCE_REPORT_REQUIRED', { readonly periods: readonly string[] }>
  /** The submissions for these periods differ from the variance reports. */
  | Refusal<'VARIANCE_REPORT_OUTDATED', { readonly periods: readonly string[] }>
  /** The drafts for these periods differ from the variance reports. */
  | Refusal<'DRAFTS_OUTDATED', { readonly periods: readonly string[] }>
  /** The difference is another one than the replay showed, because the calculation or the decisions have changed. */
  | Refusal<'REPLAY_OUTDATED', TeamPeriod>
  /** The period is calculated for no team, or for no team of the scheme. */
  | Refusal<'PERIOD_NOT_CALCULATED', { readonly period: string; readonly scheme: string | undefined }>
  /** The period was never decided or calculated. */
  | Refusal<'NOTHING_DECIDED_OR_CALCULATED', TeamPeriod>;

export const unknown = errorsOf<StatementRefusal>('unknown');
export const conflict = errorsOf<StatementRefusal>('conflict');
export const refused = errorsOf<StatementRefusal>('refused');
export const unavailable = errorsOf<StatementRefusal>('unavailable');
