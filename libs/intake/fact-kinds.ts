/** All kinds of facts. The program derives everything that exists per kind from this list. */
import { type EventCodec, eventCodec } from '#libs/event-store/typed-event.ts';
import { COVERAGE } from '#libs/enrolment/facts/coverage-recorded.ts';
import { MEMBERS } from '#libs/enrolment/facts/membership-recorded.ts';
import { PATIENTS } from '#libs/enrolment/facts/patient-described.ts';
import { PHASES } from '#libs/enrolment/facts/phase-begun.ts';
import { COMMUNES } from '#libs/enrolment/facts/poverty-rate-published.ts';
import { REFERENCE_REVENUE } from '#libs/enrolment/facts/reference-revenue-set.ts';
import { CREDITS } from '#libs/enrolment/facts/startup-credit-granted.ts';
import { TEAMS } from '#libs/enrolment/facts/team-described.ts';
import { DECLARATIONS } from '#libs/enrolment/facts/treating-doctor-declared.ts';
import { ACTS } from '#libs/acts/facts/act-recorded.ts';
import type { EventOf, FactKind } from '#libs/facts/fact-kind.ts';
import { QUALITY } from '#libs/quality/facts/quality-measured.ts';
import { THRESHOLDS } from '#libs/quality/facts/thresholds-set.ts';
import { NATIONAL_SPENDING } from '#libs/spending/facts/national-spending-published.ts';
import { SPENDING } from '#libs/spending/facts/spending-observed.ts';

/** In import order: a row of a team is checked against the teams, a reversal against the acts before it. */
const KINDS = [
  TEAMS,
  PHASES,
  MEMBERS,
  PATIENTS,
  COVERAGE,
  DECLARATIONS,
  ACTS,
  QUALITY,
  THRESHOLDS,
  COMMUNES,
  REFERENCE_REVENUE,
  CREDITS,
  SPENDING,
  NATIONAL_SPENDING,
] as const;

type Kind = (typeof KINDS)[number];

/** Names of the kinds; the files have the same names with .csv. */
export type FactName = Kind['name'];

/** The event of a kind, by its name. */
export type FactOf<Name extends FactName> = EventOf<Extract<Kind, { readonly name: Name }>>;

type Fact = EventOf<Kind>;

/** Any kind of the list. */
export interface AnyFactKind extends FactKind {
  readonly name: FactName;
}

export const FACT_KINDS: readonly AnyFactKind[] = KINDS;

const BY_NAME: ReadonlyMap<string, AnyFactKind> = new Map(FACT_KINDS.map((kind) => [kind.name, kind]));
const BY_EVENT: ReadonlyMap<string, AnyFactKind> = new Map(FACT_KINDS.map((kind) => [kind.event, kind]));

export function factKindOf(name: FactName): AnyFactKind {
  const found = BY_NAME.get(name);
  if (found === undefined) throw new RangeError(`${name} is not a kind of fact`);
  return found;
}

/** Undefined if events of this type are not facts. */
export function factKindOfEvent(type: string): AnyFactKind | undefined {
  return BY_EVENT.get(type);
}

/** Reads and writes the facts as typed events; rows that come in by the million become events without it (toEvent). */
export const FACT_EVENTS: EventCodec<Fact> = eventCodec<Fact>(
  Object.fromEntries(KINDS.map(({ event, schema }) => [event, schema])) as unknown as EventCodec<Fact>['schemas'],
);
