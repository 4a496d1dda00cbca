/**
 * Events of a statement and of its regularisations, in the stream `statement-<team>-<period>`. A calculation makes the first two; a
 * person's command makes each of the others.
 */
import { type Field, cents, day, list, nullable, oneOf, record, text, typed, whole } from '#libs/kernel/field.ts';
import { type Day, dayText } from '#libs/kernel/day.ts';
import type { NewEvent } from '#libs/event-store/event.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import { type Event, eventCodec, eventSchema } from '#libs/event-store/typed-event.ts';
import {
  CALCULATED_STATEMENT,
  type CalculatedStatement,
  LINE,
  PIN,
  type Pin,
  type TeamPeriod,
  statementText,
} from '#libs/statements/calculated-statement.ts';
import type { Instalment, Line } from '#libs/statements/rules/statement.ts';

/** Number of a decision in its period: 0 for the statement itself, 1 and more for its regularisations. */
export type DecisionNumber = number;

interface DecidedInstalment {
  readonly dueOn: Day;
  readonly amountCents: bigint;
}

/** An amount that is due on another day than decided. */
export interface Move {
  readonly kind: Instalment['kind'];
  readonly from: Day;
  readonly to: Day;
  /** Greater than 0. */
  readonly amountCents: bigint;
}

/** The subject of an approval or rejection: the amount to add for each line, and its due days. */
export interface StatementProposal {
  readonly number: DecisionNumber;
  /** Digest of the calculation that gives the amounts. */
  readonly digest: string;
  readonly lines: readonly Line[];
  readonly pin: Pin;
  /** Empty for a regularisation, which is due on approval. */
  readonly instalments: readonly DecidedInstalment[];
  /** Set only for a regularisation. */
  readonly moves: readonly Move[];
}

interface Proposed extends TeamPeriod {
  readonly proposal: StatementProposal;
}

interface Drafted extends Proposed {
  /** The calculation that gives the amounts. It is not a draft of the statement. Null in old logs. */
  readonly calculation: CalculatedStatement | null;
}

interface TakenBack extends TeamPeriod {
  readonly number: DecisionNumber;
  readonly reason: string;
}

type StatementCalculated = Event<'StatementCalculated', CalculatedStatement>;
/** A calculation without a statement: the team is no longer in the experiment. */
type StatementNoLongerDue = Event<'StatementNoLongerDue', CalculatedStatement>;
export type StatementSubmitted = Event<'StatementSubmitted', Proposed>;
export type StatementApproved = Event<'StatementApproved', Proposed>;
type StatementRejected = Event<'StatementRejected', TakenBack>;
type StatementWithdrawn = Event<'StatementWithdrawn', TakenBack>;
export type RegularisationDrafted = Event<'RegularisationDrafted', Drafted>;
export type RegularisationSubmitted = Event<'RegularisationSubmitted', Proposed>;
export type RegularisationApproved = Event<'RegularisationApproved', Proposed>;
type RegularisationRejected = Event<'RegularisationRejected', TakenBack>;
type RegularisationWithdrawn = Event<'RegularisationWithdrawn', TakenBack>;

export type StatementEvent =
  | StatementCalculated
  | StatementNoLongerDue
  | StatementSubmitted
  | StatementApproved
  | StatementRejected
  | StatementWithdrawn
  | RegularisationDrafted
  | RegularisationSubmitted
  | RegularisationApproved
  | RegularisationRejected
  | RegularisationWithdrawn;

const PROPOSAL_FIELDS = {
  number: whole,
  digest: text,
  lines: list(LINE),
  pin: PIN,
  instalments: list(record<DecidedInstalment>({ dueOn: day, amountCents: cents })),
};
const OF_STATEMENT = record<Omit<StatementProposal, 'moves'>>(PROPOSAL_FIELDS);
/** A statement moves no day: its event does not have the field. */
const PROPOSAL: Field<StatementProposal> = {
  ...OF_STATEMENT,
  read: (found) => ({ ...OF_STATEMENT.read(found), moves: [] }),
  write: ({ moves: _, ...proposal }) => OF_STATEMENT.write(proposal),
};
const REGULARISATION = record<StatementProposal>({
  ...PROPOSAL_FIELDS,
  moves: list(record<Move>({ kind: oneOf('INSTALMENT', 'STARTUP_CREDIT'), from: day, to: day, amountCents: cents })),
});
const PROPOSED = record<Proposed>({ team: text, period: text, proposal: PROPOSAL });
const REGULARISED = record<Proposed>({ team: text, period: text, proposal: REGULARISATION });
const TAKEN_BACK = record<TakenBack>({ team: text, period: text, number: whole, reason: typed });
const DRAFTED = record<Drafted>({
  team: text,
  period: text,
  proposal: REGULARISATION,
  calculation: nullable(CALCULATED_STATEMENT),
});

/** The pins of former versions do not name the sources of their rules. */
function withoutDigest(stored: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return stored;
}

/** Former versions took no due day that moved for a difference. */
function withoutMoves(stored: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { ...stored, proposal: { ...(stored['proposal'] as object), moves: [] } };
}

export const STATEMENT_EVENTS = eventCodec<StatementEvent>({
  StatementCalculated: eventSchema(2, CALCULATED_STATEMENT, { 1: withoutDigest }),
  StatementNoLongerDue: eventSchema(2, CALCULATED_STATEMENT, { 1: withoutDigest }),
  StatementSubmitted: eventSchema(2, PROPOSED, { 1: withoutDigest }),
  StatementApproved: eventSchema(2, PROPOSED, { 1: withoutDigest }),
  StatementRejected: eventSchema(1, TAKEN_BACK),
  StatementWithdrawn: eventSchema(1, TAKEN_BACK),
  // Version 1 has events with and without the calculation.
  RegularisationDrafted: eventSchema(4, DRAFTED, {
    1: (stored) => ({ calculation: null, ...stored }),
    2: withoutMoves,
    3: withoutDigest,
  }),
  RegularisationSubmitted: eventSchema(3, REGULARISED, { 1: withoutMoves, 2: withoutDigest }),
  RegularisationApproved: eventSchema(3, REGULARISED, { 1: withoutMoves, 2: withoutDigest }),
  RegularisationRejected: eventSchema(1, TAKEN_BACK),
  RegularisationWithdrawn: eventSchema(1, TAKEN_BACK),
});

/** Whether an event is a calculation, by its type. */
export function isCalculation(type: string): type is (StatementCalculated | StatementNoLongerDue)['type'] {
  return type === 'StatementCalculated' || type === 'StatementNoLongerDue';
}

/** The id of the event of a calculation: from the digest and the position, so that the same calculation is recorded once. */
export function calculationId(
  type: (StatementCalculated | StatementNoLongerDue)['type'],
  { digest, pin }: { readonly digest: string; readonly pin: Pick<Pin, 'position'> },
): string {
  return eventId(type, `${digest}\n${pin.position}`);
}

/** The event of a calculation. Without a statement: the team is no longer in the experiment. */
export function calculationEvent(calculated: CalculatedStatement): NewEvent {
  const type = calculated.statement === null ? 'StatementNoLongerDue' : 'StatementCalculated';
  return {
    id: calculationId(type, calculated),
    type,
    schemaVersion: STATEMENT_EVENTS.schemas[type].version,
    effective: calculated.period,
    knownOn: dayText(calculated.pin.knownOn),
    data: statementText(calculated),
  };
}
