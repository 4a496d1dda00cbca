/**
 * A change that one person proposes and a second one decides: confirms, with the code that was read, or refuses with a reason. Its author
 * may withdraw it. It expires. A refusal or a withdrawal with the code that was read ends that proposal, and no other that replaced it.
 */
import { type Day, dayOfInstant } from '#libs/kernel/day.ts';
import { digestOf } from '#libs/commands/digest.ts';
import { type Person, identifierOf, samePerson } from '#libs/commands/person.ts';
import {
  type OfProposal,
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

/** A refusal or a withdrawal may name the code that was read: with it, another proposal that came since stays. */
export interface Ending {
  readonly by: Person;
  /** As given; undefined if none was given. */
  readonly code?: string | undefined;
}

export interface Refusing extends Ending {
  readonly reason: string;
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
  requireCode(proposal, code, codeOf(proposal, beside));
}

/** Throws CONFIRMATION_CODE_REQUIRED without a code, PROPOSAL_CHANGED if what was read is not what is there `now`. */
export function requireCode(of: OfProposal, code: string | undefined, now: string): void {
  requireGivenCode(of, code);
  requireSame(of, code, now);
}

/** Before what was read is worked out, where that takes long. Throws CONFIRMATION_CODE_REQUIRED without a code. */
export function requireGivenCode({ step, subject }: OfProposal, code: string | undefined): void {
  if (code === undefined || code.trim() === '') throw codeRequired('CONFIRMATION_CODE_REQUIRED', { step, subject });
}

/** Throws PROPOSAL_CHANGED if a code is given, and what was read is not what is there `now`. */
export function requireSame({ step, subject }: OfProposal, code: string | undefined, now: string): void {
  if (code !== undefined && code.trim().toLowerCase() !== now)
    throw proposalChanged('PROPOSAL_CHANGED', { step, subject });
}

/**
 * A second person refuses it. Gives the reason. Throws SECOND_PERSON_REQUIRED (its author withdraws it), REASON_REQUIRED, and
 * PROPOSAL_CHANGED as `requireConfirmation` if a code is given.
 */
export function requireRefusal(proposal: Proposal, { by, reason, code }: Refusing, beside: object = {}): string {
  requireDifferentPerson(by, proposal.by, proposal.step, proposal.subject);
  requireSame(proposal, code, codeOf(proposal, beside));
  return requireReason(reason);
}

/** Only its author may withdraw it. Throws PROPOSED_BY_ANOTHER, and PROPOSAL_CHANGED as `requireConfirmation` if a code is given. */
export function requireWithdrawal(proposal: Proposal, { by, code }: Ending, beside: object = {}): void {
  const { step, subject, by: author } = proposal;
  if (!samePerson(author, by)) throw refused('PROPOSED_BY_ANOTHER', { step, subject, by: author });
  requireSame(proposal, code, codeOf(proposal, beside));
}
