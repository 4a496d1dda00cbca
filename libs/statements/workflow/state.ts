/**
 * The state of a statement: calculated, submitted, approved (decided); then each regularisation through the same steps. A decision
 * never changes: a later one adds to it.
 */
import type { Person } from '#libs/event-store/author.ts';
import { type Recorded, commandMetaOf } from '#libs/event-store/typed-event.ts';
import type { CalculatedStatement, TeamPeriod } from '#libs/statements/calculated-statement.ts';
import type { Statement } from '#libs/statements/rules/statement.ts';
import type { Decision, Schedule } from '#libs/statements/workflow/decisions.ts';
import {
  type DecisionNumber,
  type StatementProposal,
  type RegularisationApproved,
  type RegularisationDrafted,
  type RegularisationSubmitted,
  type StatementApproved,
  type StatementEvent,
  type StatementSubmitted,
  isCalculation,
} from '#libs/statements/workflow/events.ts';

/** The fields of every status. */
interface Standing extends TeamPeriod {
  /** Scheme of the latest calculation with a statement. */
  readonly scheme: string | undefined;
  /** The latest calculation; undefined before the first. Its statement is null if the team has left the experiment. */
  readonly calculated: CalculatedStatement | undefined;
  /** Ordered by number, without the withdrawn ones. */
  readonly decisions: readonly Decision[];
  /** Whether the text ended before the period, according to the latest calculation or draft. */
  readonly isAfterEnd: boolean;
  /** A number is never used again. */
  readonly nextNumber: DecisionNumber;
}

/** The fields of every status but NONE: the statement was calculated for a scheme. */
interface Due extends Standing {
  readonly scheme: string;
}

/** A proposal that waits for a decision. */
export interface Submission {
  readonly proposal: StatementProposal;
  /** The schedule of its calculation; undefined if an old log does not have it. */
  readonly schedule: Schedule | undefined;
  readonly by: Person;
}

/** Neither decided nor calculated, or no longer due. */
interface None extends Standing {
  readonly status: 'NONE';
}

interface Calculated extends Due {
  readonly status: 'CALCULATED';
  readonly calculated: CalculatedStatement & { readonly statement: Statement };
}

interface Submitted extends Due {
  readonly status: 'SUBMITTED';
  readonly submitted: Submission;
}

/** Decided, without an open regularisation. */
interface Approved extends Due {
  readonly status: 'APPROVED';
}

interface RegularisationIsDrafted extends Due {
  readonly status: 'REGULARISATION_DRAFTED';
  readonly drafted: StatementProposal;
  readonly schedule: Schedule | undefined;
}

interface RegularisationIsSubmitted extends Due {
  readonly status: 'REGULARISATION_SUBMITTED';
  readonly submitted: Submission;
}

/** A statement that waits for a decision or has one. */
export type DueStatement = Calculated | Submitted | Approved | RegularisationIsDrafted | RegularisationIsSubmitted;

export type StatementState = None | DueStatement;

/** The status in lists. */
export type Stage = StatementState['status'];

export function initialState({ team, period }: TeamPeriod): StatementState {
  return {
    status: 'NONE',
    team,
    period,
    scheme: undefined,
    calculated: undefined,
    decisions: [],
    isAfterEnd: false,
    nextNumber: 0,
  };
}

export function isSubmitted(state: StatementState): state is Submitted | RegularisationIsSubmitted {
  return state.status === 'SUBMITTED' || state.status === 'REGULARISATION_SUBMITTED';
}

/** The proposal that waits for a decision, if any. */
export function submissionOf(state: StatementState): Submission | undefined {
  return isSubmitted(state) ? state.submitted : undefined;
}

/** The drafted regularisation that is not yet submitted, if any. */
export function draftOf(state: StatementState): StatementProposal | undefined {
  return state.status === 'REGULARISATION_DRAFTED' ? state.drafted : undefined;
}

/** The state without the proposal that waits for a decision. */
export function onlyDecided(state: StatementState): StatementState {
  return state.decisions.length === 0
    ? { ...standing(state), status: 'NONE' }
    : { ...due(standing(state)), status: 'APPROVED' };
}

export function evolve(state: StatementState, event: Recorded<StatementEvent>): StatementState {
  switch (event.type) {
    case 'StatementCalculated':
    case 'StatementNoLongerDue':
      return calculatedAgain(state, event.data);
    case 'StatementSubmitted':
      return {
        ...due(standing(state)),
        status: 'SUBMITTED',
        submitted: submission(event, scheduleOf(state.calculated, event.data.proposal)),
      };
    case 'RegularisationDrafted':
      return drafted(state, event.data);
    case 'RegularisationSubmitted': {
      const schedule = state.status === 'REGULARISATION_DRAFTED' ? state.schedule : undefined;
      return { ...due(standing(state)), status: 'REGULARISATION_SUBMITTED', submitted: submission(event, schedule) };
    }
    case 'StatementApproved':
    case 'RegularisationApproved':
      return approved(state, event);
    case 'StatementRejected':
    case 'RegularisationRejected':
      return withoutProposal(standing(state));
    case 'StatementWithdrawn':
    case 'RegularisationWithdrawn':
      return withoutProposal({ ...standing(state), decisions: state.decisions.slice(0, -1) });
    default: {
      const unhandled: never = event;
      return unhandled;
    }
  }
}

/**
 * Whether a calculation leaves nothing of the one before it (Aggregate.isReplacedBy). One without a statement does not name the scheme: that
 * of the calculation before it stays.
 */
export function isReplacedCalculation(type: StatementEvent['type'], next: StatementEvent['type']): boolean {
  return isCalculation(type) && (next === 'StatementCalculated' || next === type);
}

function endedBefore({ statement }: CalculatedStatement): boolean {
  return statement?.flags.includes('SCHEME_ENDED') === true;
}

function standing(state: StatementState): Standing {
  const { team, period, scheme, calculated, decisions, isAfterEnd, nextNumber } = state;
  return { team, period, scheme, calculated, decisions, isAfterEnd, nextNumber };
}

/** Throws RangeError for a statement that was never calculated. */
function due(known: Standing): Due {
  const { team, period, scheme } = known;
  if (scheme === undefined) throw new RangeError(`the statement of ${team} for ${period} was never calculated`);
  return { ...known, scheme };
}

function drafted(state: StatementState, { proposal, calculation }: RegularisationDrafted['data']): StatementState {
  const schedule = scheduleOf(calculation ?? undefined, proposal);
  const nextNumber = state.nextNumber + 1;
  const isAfterEnd = calculation === null ? state.isAfterEnd : endedBefore(calculation);
  const known = due({ ...standing(state), nextNumber, isAfterEnd });
  return { ...known, status: 'REGULARISATION_DRAFTED', drafted: proposal, schedule };
}

function submission(
  event: Recorded<StatementSubmitted> | Recorded<RegularisationSubmitted>,
  schedule: Schedule | undefined,
): Submission {
  return { proposal: event.data.proposal, schedule, by: commandMetaOf(event).by };
}

/** The due days of the calculation of a proposal; undefined if the given calculation is another one. */
function scheduleOf(calculation: CalculatedStatement | undefined, { digest }: StatementProposal): Schedule | undefined {
  return calculation?.digest === digest ? (calculation.statement?.instalments ?? []) : undefined;
}

/** A new calculation changes neither a submission nor a decision. */
function calculatedAgain(state: StatementState, calculated: CalculatedStatement): StatementState {
  const known = { calculated, isAfterEnd: endedBefore(calculated) };
  const scheme = calculated.statement?.scheme;
  return state.status === 'NONE' || state.status === 'CALCULATED'
    ? withoutProposal({ ...standing(state), ...known, scheme: scheme ?? state.scheme })
    : { ...state, ...known, scheme: scheme ?? state.scheme };
}

function approved(
  state: StatementState,
  event: Recorded<StatementApproved> | Recorded<RegularisationApproved>,
): StatementState {
  const submitted = submissionOf(state);
  if (submitted === undefined) throw new RangeError(`event ${event.meta.position} approves nothing`);
  const { by: approvedBy, at: approvedAt } = commandMetaOf(event);
  const decision: Decision = {
    ...submitted.proposal,
    schedule: submitted.schedule,
    submittedBy: submitted.by,
    approvedBy,
    approvedAt,
    revision: event.meta.revision,
  };
  return {
    ...due(standing(state)),
    status: 'APPROVED',
    decisions: [...state.decisions, decision],
    nextNumber: Math.max(state.nextNumber, decision.number + 1),
  };
}

function withoutProposal(known: Standing): StatementState {
  if (known.decisions.length > 0) return { ...due(known), status: 'APPROVED' };
  const { calculated } = known;
  return calculated?.statement
    ? { ...due(known), status: 'CALCULATED', calculated: { ...calculated, statement: calculated.statement } }
    : { ...known, status: 'NONE' };
}
