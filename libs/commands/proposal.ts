/**
 * A change that one person proposes and a second one decides on: confirms, with the code of what was read, or refuses with a reason.
 * Its author may withdraw it. It expires.
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
  /** What kind of change it is. */
  readonly step: ProposalStep;
  /** What the change is about: a team, an envelope; empty where there is only one possible subject. */
  readonly subject: string;
  readonly content: Content;
  readonly by: Person;
  /** ISO 8601 instant. */
  readonly at: string;
}

/** Who decides on a proposal, and when. */
export interface Deciding {
  readonly by: Person;
  /** ISO 8601 instant. */
  readonly at: string;
}

/** A confirmation names what was read. */
export interface Confirming extends Deciding {
  /** As given; undefined where none was. */
  readonly code: string | undefined;
}

/** The first 10 characters of the digest of a content, in any order of its fields. */
export function proposalCode(subject: string, content: object): string {
  return digestOf([subject, content]).slice(0, CODE_LENGTH);
}

/**
 * The code of a proposal as shown. It covers the content, its author and time, and what is shown with it (`beside`, such as a warning that
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

/** Whole days that it has waited. */
export function ageInDays({ at }: Proposal, today: Day): number {
  return today - dayOfInstant(at);
}

/**
 * A second person confirms what was read. Throws SECOND_PERSON_REQUIRED, PROPOSAL_EXPIRED, CONFIRMATION_CODE_REQUIRED, and PROPOSAL_CHANGED
 * where the code no longer matches: another proposal replaced it, or what is shown with it changed.
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

/** Its author takes it back. Throws PROPOSED_BY_ANOTHER. */
export function requireAuthor({ step, subject, by: author }: Proposal, by: Person): void {
  if (!samePerson(author, by)) throw refused('PROPOSED_BY_ANOTHER', { step, subject, by: author });
}
