/**
 * Events of candidates, stream `candidates`: teams that apply before they enter an experiment. One stream for all, so that a name is given
 * once, and each team is decided once.
 */
import { type Field, day, list, nullable, oneOf, record, text, typed, whole } from '#libs/kernel/field.ts';
import type { Day } from '#libs/kernel/day.ts';
import { type Event, eventCodec, eventSchema } from '#libs/event-store/typed-event.ts';

export interface CandidateMember {
  readonly rpps: string;
  readonly profession: string;
  readonly from: Day;
}

/** The application of a team: its identity, its members, and the scheme it asks for. */
export interface Application {
  readonly candidate: string;
  readonly name: string;
  readonly scheme: string;
  /** Empty if the scheme has none. */
  readonly option: string;
  readonly scope: string;
  readonly structure: string;
  readonly finess: string;
  readonly commune: string;
  /** The day on which it would enter. */
  readonly entersOn: Day;
  /** The number of patients that it claims on its list. */
  readonly patients: number;
  readonly members: readonly CandidateMember[];
}

export const CONDITIONS = ['TEXT', 'PROFESSIONALS', 'PROFESSION', 'PATIENTS', 'FREE_MEMBERS'] as const;

/**
 * One condition of a scheme on a day, compared with the facts. TEXT: a text is in force. FREE_MEMBERS: the number of members that are in no
 * other team of the family.
 */
export interface SchemeCondition {
  readonly condition: (typeof CONDITIONS)[number];
  /** Set for PROFESSION; null otherwise. */
  readonly profession: string | null;
  readonly asked: number;
  /** gt: more than required; ge: at least as many. */
  readonly boundary: 'gt' | 'ge';
  readonly found: number;
  /** The text that requires it, the certainty of its value, and its source; null if no text requires it. */
  readonly text: string | null;
  readonly status: string | null;
  readonly reference: string | null;
}

export const CANDIDATE_DECISIONS = ['ACCEPT', 'DECLINE'] as const;

/** A proposed decision, with the conditions that the facts give on that day. */
export interface CandidateDecision {
  readonly candidate: string;
  readonly decision: (typeof CANDIDATE_DECISIONS)[number];
  /** The day of the conditions, on which the team would enter. */
  readonly on: Day;
  readonly conditions: readonly SchemeCondition[];
  /** The phase with which the team enters; null for a refusal, and in decisions of earlier programs. */
  readonly phase: string | null;
  readonly reason: string;
}

interface Reasoned {
  readonly candidate: string;
  readonly reason: string;
}

type CandidateApplied = Event<'CandidateApplied', Application>;
type CandidateDecisionProposed = Event<'CandidateDecisionProposed', CandidateDecision>;
type CandidateAccepted = Event<'CandidateAccepted', CandidateDecision>;
type CandidateDeclined = Event<'CandidateDeclined', CandidateDecision>;
type CandidateDecisionRefused = Event<'CandidateDecisionRefused', Reasoned>;
type CandidateDecisionWithdrawn = Event<'CandidateDecisionWithdrawn', { readonly candidate: string }>;
type ApplicationWithdrawn = Event<'ApplicationWithdrawn', Reasoned>;

export type CandidateEvent =
  | CandidateApplied
  | CandidateDecisionProposed
  | CandidateAccepted
  | CandidateDeclined
  | CandidateDecisionRefused
  | CandidateDecisionWithdrawn
  | ApplicationWithdrawn;

const APPLICATION = record<Application>({
  candidate: typed,
  name: typed,
  scheme: text,
  option: text,
  scope: text,
  structure: text,
  finess: text,
  commune: text,
  entersOn: day,
  patients: whole,
  members: list(record<CandidateMember>({ rpps: text, profession: text, from: day })),
});

const CONDITION = record<SchemeCondition>({
  condition: oneOf(...CONDITIONS),
  profession: nullable(text),
  asked: whole,
  boundary: oneOf('gt', 'ge'),
  found: whole,
  text: nullable(text),
  status: nullable(text),
  reference: nullable(text),
});

const DECISION: Field<CandidateDecision> = record<CandidateDecision>({
  candidate: text,
  decision: oneOf(...CANDIDATE_DECISIONS),
  on: day,
  conditions: list(CONDITION),
  phase: nullable(text),
  reason: typed,
});

/** Decisions of version 1 recorded no fact, so they name no phase. */
function withoutPhase(stored: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { ...stored, phase: null };
}

const REASONED = record<Reasoned>({ candidate: text, reason: typed });

export const CANDIDATE_EVENTS = eventCodec<CandidateEvent>({
  CandidateApplied: eventSchema(1, APPLICATION),
  CandidateDecisionProposed: eventSchema(2, DECISION, { 1: withoutPhase }),
  CandidateAccepted: eventSchema(2, DECISION, { 1: withoutPhase }),
  CandidateDeclined: eventSchema(2, DECISION, { 1: withoutPhase }),
  CandidateDecisionRefused: eventSchema(1, REASONED),
  CandidateDecisionWithdrawn: eventSchema(1, record({ candidate: text })),
  ApplicationWithdrawn: eventSchema(1, REASONED),
});
