/**
 * A change that one person proposes and a second one decides: confirms, with the code that was read, or refuses with a reason. Its author
 * may withdraw it. It expires.
 */
import { type Day, dayOfInstant } from '#libs/kernel/day.ts';
import { digestOf } from '#libs/commands/digest.ts';
import { type Person, identifierOf, samePerson } from '#libs/commands/person.ts';
import {
  codeRequired,
  refused,
  proposalChanged,
  type ProposalStep,
  requireDifferentPerson,
  requireReason,
} from '#libs/commands/refusals.ts';

/** The days that a proposal waits, the day it was made not counted. */
const PROPOSAL_DAYS = 30;

const CODE_LENGTH = 10;

export interface Proposal<Content extends object = object> {
  /** The kind of change. */
  readonly step: ProposalStep;
  /** The subject of the change: a team, an envelope; empty if only one subject is possible. */
  readonly subject: string;
  readonly content: Content;
  readonly by: Person;
  /** ISO 8601 instant. */
  readonly at: string;
}

/** The person who decides on a proposal, and the instant. */
export interface Deciding {
  readonly by: Person;
  /** ISO 8601 instant. */
  readonly at: string;
}

/** A confirmation names the code that was read. */
export interface Confirming extends Deciding {
  /** As given; undefined if none was given. */
  readonly code: string | undefined;
}

/** The first 10 characters of the digest of a content, in any order of its fields. */
export function proposalCode(subject: string, content: object): string {
  return digestOf([subject, content]).slice(0, CODE_LENGTH);
}

/**
 * The code of a proposal as shown. It covers the content, its author and time, and the data shown with it (`beside`, such as a warning that
 * may change meanwhile).
 */
export function codeOf({ step, subject, content, by, at }: Proposal, beside: object = {}): string {
  return proposalCode(subject, { step, content, by: identifierOf(by), at, beside });
}

/** The last day on which it may be confirmed. */
export function lastDayToConfirm({ at }: Proposal): Day {
  return dayOfInstant(at) + PROPOSAL_DAYS;
}

export function isExpired(proposal: Proposal, today: Day): boolean {
  return today > lastDayToConfirm(proposal);
}

/** The number of whole days that it has waited. */
export function ageInDays({ at }: Proposal, today: Day): number {
  return today - dayOfInstant(at);
}

/**
 * A second person confirms the proposal that was read. Throws SECOND_PERSON_REQUIRED, PROPOSAL_EXPIRED, CONFIRMATION_CODE_REQUIRED, and
 * PROPOSAL_CHANGED if the code no longer matches: another proposal replaced it, or the data shown with it changed.
 */
export function requireConfirmation(proposal: Proposal, { by, at, code }: Confirming, beside: object = {}): void {
  const { step, subject } = proposal;
  requireDifferentPerson(by, proposal.by, step, subject);
  if (isExpired(proposal, dayOfInstant(at)))
    throw refused('PROPOSAL_EXPIRED', { step, subject, lastDay: lastDayToConfirm(proposal) });
  if (code === undefined || code.trim() === '') throw codeRequired('CONFIRMATION_CODE_REQUIRED', { step, subject });
  if (code.trim().toLowerCase() !== codeOf(proposal, beside))
    throw proposalChanged('PROPOSAL_CHANGED', { step, subject });
}

/** A second person refuses it. Gives the reason. Throws SECOND_PERSON_REQUIRED (its author withdraws it), REASON_REQUIRED. */
export function requireRefusal(proposal: Proposal, by: Person, reason: string): string {
  requireDifferentPerson(by, proposal.by, proposal.step, proposal.subject);
  return requireReason(reason);
}

/** Only its author may withdraw it. Throws PROPOSED_BY_ANOTHER. */
export function requireAuthor({ step, subject, by: author }: Proposal, by: Person): void {
  if (!samePerson(author, by)) throw refused('PROPOSED_BY_ANOTHER', { step, subject, by: author });
}
