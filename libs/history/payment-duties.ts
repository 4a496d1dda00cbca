/** The acts of people about a payment or a change of the ledger, and the pairs of acts that one person may not do. */
import { DUTIES, type Duty } from '#libs/commands/segregation.ts';
import type { Person } from '#libs/commands/person.ts';

/**
 * Preparing a run, handing in a file of the bank, confirming the returns it announces, cancelling a released run, undoing a posting that a
 * former log made twice.
 */
const OTHERS = [
  'PREPARE',
  'ANSWER',
  'CONFIRM_ANSWER',
  'PROPOSE_CANCELLATION',
  'CONFIRM_CANCELLATION',
  'PROPOSE_UNDOING',
  'CONFIRM_UNDOING',
] as const;

export type ReportedDuty = Duty | (typeof OTHERS)[number];

export const REPORTED_DUTIES: readonly ReportedDuty[] = [...(Object.keys(DUTIES) as Duty[]), ...OTHERS];

export interface Act {
  readonly duty: ReportedDuty;
  readonly by: Person;
  /** ISO 8601 instant. */
  readonly at: string;
  /** The session of the operating system or the token; empty if the log does not have it. */
  readonly session: string;
}

/**
 * SAME_PERSON: in two duties that are apart. SAME_SESSION: two names in one session, in two duties that are apart. SECONDS_APART: two names
 * in one session within a minute, in two duties that follow each other. `seconds`: between the two.
 */
export interface Mark {
  readonly mark: 'SAME_PERSON' | 'SAME_SESSION' | 'SECONDS_APART';
  readonly duties: readonly [ReportedDuty, ReportedDuty];
  readonly seconds: number;
}

export interface PaymentDuties {
  /** Empty for a change of the ledger. */
  readonly endToEndId: string;
  /** The change that two people made in the ledger, such as `demand:FIR:PEPS-01`; null for a payment. */
  readonly change: string | null;
  readonly envelope: string;
  readonly run: string;
  readonly team: string;
  readonly period: string;
  readonly amountCents: string;
  /** In the order of time. */
  readonly acts: readonly Act[];
  readonly marks: readonly Mark[];
}
