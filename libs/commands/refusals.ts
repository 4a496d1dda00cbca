/** Refusals that any command can meet. */
import type { Day } from '#libs/kernel/day.ts';
import { type NoData, DomainError, errorsOf, type Refusal } from '#libs/kernel/domain-error.ts';
import { isChosenName } from '#libs/kernel/chosen-name.ts';
import { holdsSocialSecurityNumber } from '#libs/kernel/social-security-number.ts';
import { type Person, samePerson } from '#libs/commands/person.ts';

/** A proposal, by the kind of its change. */
export type ProposalStep =
  | 'PROPOSED_VERSION'
  | 'PROPOSED_ACCOUNT'
  | 'PROPOSED_DEBTOR'
  | 'PROPOSED_ENVELOPE'
  | 'PROPOSED_EXCEPTION'
  | 'PROPOSED_HOLD'
  | 'PROPOSED_DEMAND'
  | 'PROPOSED_REPAYMENT'
  | 'PROPOSED_TAKE_BACK'
  | 'PROPOSED_ANSWER'
  | 'PROPOSED_CANCELLATION'
  | 'PROPOSED_UNDOING'
  | 'PROPOSED_MERGE'
  | 'PROPOSED_SEPARATION'
  | 'PROPOSED_CANDIDATE'
  | 'PROPOSED_CLOSING'
  | 'PROPOSED_REOPENING'
  | 'PROPOSED_ERASURE'
  | 'DUE_ERASURES'
  | 'REPORTED_LOSS'
  | 'PREPARED_RUN'
  | 'APPLICATION';

/** The first of two steps that two persons have to take. */
export type FourEyesStep = 'SUBMITTED_STATEMENT' | ProposalStep;

/** What a proposal is about, or another thing that is read and decided by its code. */
export interface OfProposal {
  readonly step: ProposalStep;
  readonly subject: string;
}

export type CommandRefusal =
  | Refusal<'KEY_REUSED', { readonly key: string }>
  /** Two commands came at the same time with one key. */
  | Refusal<'KEY_OF_TWO_COMMANDS', NoData>
  /** Someone else changed the stream meanwhile: each event since, and its author. */
  | Refusal<
      'STREAM_CHANGED',
      { readonly stream: string; readonly since: readonly { readonly type: string; readonly by: Person | undefined }[] }
    >
  /** The stream changed between reading and recording, so many times in a row: this step is not recorded, those before it may be. */
  | Refusal<'OVERTAKEN', { readonly stream: string; readonly times: number }>
  /** Four eyes: the same person did the step before. `step` and `subject` name it for the catalogue of sentences. */
  | Refusal<'SECOND_PERSON_REQUIRED', { readonly by: Person; readonly step: FourEyesStep; readonly subject: string }>
  /** Addresses over HTTP contain names that people choose. */
  | Refusal<'NAME_OF_OTHER_FORM', { readonly name: string }>
  | Refusal<'REASON_REQUIRED', NoData>
  | Refusal<'REASON_TOO_LONG', { readonly length: number; readonly max: number }>
  /** The text contains something like a social security number. */
  | Refusal<'REASON_HOLDS_NUMBER', NoData>
  | Refusal<'TEXT_HOLDS_NUMBER', NoData>
  /** The text has the pseudonym of a patient, and would remain after the patient's erasure. */
  | Refusal<'REASON_NAMES_PATIENT', NoData>
  | Refusal<'TEXT_NAMES_PATIENT', NoData>
  | Refusal<'KEY_NAMES_PATIENT', NoData>
  /** A confirmation needs the code that was read. */
  | Refusal<'CONFIRMATION_CODE_REQUIRED', OfProposal>
  /** The code does not match the present proposal. */
  | Refusal<'PROPOSAL_CHANGED', OfProposal>
  | Refusal<'PROPOSAL_EXPIRED', OfProposal & { readonly lastDay: Day }>
  /** Only its author withdraws a proposal; another person refuses it. */
  | Refusal<'PROPOSED_BY_ANOTHER', OfProposal & { readonly by: Person }>;

export const refused = errorsOf<CommandRefusal>('refused');
export const codeRequired = errorsOf<CommandRefusal>('code-required');
export const proposalChanged = errorsOf<CommandRefusal>('changed');
export const keyReused = errorsOf<CommandRefusal>('key-reused');
export const conflict = errorsOf<CommandRefusal>('conflict');
export const unavailable = errorsOf<CommandRefusal>('unavailable');

type StreamChanged = Extract<CommandRefusal, { readonly code: 'STREAM_CHANGED' }>;

/** The stream of a conflict with events that it got since it was read; undefined for another error. */
export function changedStream(error: unknown): string | undefined {
  if (!(error instanceof DomainError) || error.code !== ('STREAM_CHANGED' satisfies StreamChanged['code']))
    return undefined;
  return (error.data as StreamChanged['data']).stream;
}

/** Four eyes: throws SECOND_PERSON_REQUIRED if the two are one person. */
export function requireDifferentPerson(by: Person, before: Person, step: FourEyesStep, subject: string): void {
  if (samePerson(by, before)) throw refused('SECOND_PERSON_REQUIRED', { by, step, subject });
}

/** Checks the name of a new thing. Throws NAME_OF_OTHER_FORM. */
export function requireChosenName(name: string): void {
  if (!isChosenName(name)) throw refused('NAME_OF_OTHER_FORM', { name });
}

/** Characters. */
export const REASON_LENGTH_MAX = 500;

/** Throws REASON_REQUIRED for a blank text, REASON_TOO_LONG, REASON_HOLDS_NUMBER. */
export function requireReason(reason: string): string {
  const { length } = reason;
  if (reason.trim() === '') throw refused('REASON_REQUIRED', {});
  if (length > REASON_LENGTH_MAX) throw refused('REASON_TOO_LONG', { length, max: REASON_LENGTH_MAX });
  if (holdsSocialSecurityNumber(reason)) throw refused('REASON_HOLDS_NUMBER', {});
  return reason;
}

/** Checks other stored texts: a reference, the person or service that verified. Throws TEXT_HOLDS_NUMBER. */
export function requireNoNumber(text: string): string {
  if (holdsSocialSecurityNumber(text)) throw refused('TEXT_HOLDS_NUMBER', {});
  return text;
}
