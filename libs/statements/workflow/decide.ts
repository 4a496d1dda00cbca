/** Decisions on a statement and on its regularisations: one person submits, another approves or rejects. */
import type { Aggregate } from '#libs/commands/aggregate.ts';
import { samePerson } from '#libs/commands/person.ts';
import { requireDifferentPerson, requireReason } from '#libs/commands/refusals.ts';
import { type Day, dayText } from '#libs/kernel/day.ts';
import { firstDayOfPeriod, periodFromText } from '#libs/kernel/period.ts';
import type { Person } from '#libs/event-store/author.ts';
import type { CalculatedStatement, TeamPeriod } from '#libs/statements/calculated-statement.ts';
import { difference, movedDays } from '#libs/statements/workflow/decisions.ts';
import {
  type StatementProposal,
  type RegularisationSubmitted,
  STATEMENT_EVENTS,
  type StatementEvent,
  type StatementSubmitted,
} from '#libs/statements/workflow/events.ts';
import { conflict, refused } from '#libs/statements/workflow/refusals.ts';
import {
  type StatementState,
  type Submission,
  draftOf,
  evolve,
  initialState,
  isReplacedCalculation,
  submissionOf,
} from '#libs/statements/workflow/state.ts';

interface Submit {
  readonly type: 'submit';
  readonly by: Person;
  /** The day in France, here and below. */
  readonly on: Day;
  /** The exception that permits a decision on a period after the end of its text, here and below. */
  readonly exception?: string | undefined;
}

interface Approve {
  readonly type: 'approve';
  readonly by: Person;
  readonly on: Day;
  readonly exception?: string | undefined;
}

interface Reject {
  readonly type: 'reject';
  readonly by: Person;
  readonly reason: string;
}

interface Withdraw {
  readonly type: 'withdraw';
  readonly by: Person;
  readonly reason: string;
}

interface Regularise {
  readonly type: 'regularise';
  readonly by: Person;
  readonly on: Day;
  /** The new calculation of the period. */
  readonly target: CalculatedStatement;
}

export type StatementCommand = Submit | Approve | Reject | Withdraw | Regularise;

/** The part of a command that its digest covers: the same command repeated on another day is the same. */
export function askedOf(command: StatementCommand): object {
  switch (command.type) {
    case 'submit':
    case 'approve':
      return { type: command.type, by: command.by };
    case 'regularise':
      return { type: command.type, digest: command.target.digest };
    case 'reject':
    case 'withdraw':
      return command;
  }
}

export function statement(of: TeamPeriod): Aggregate<StatementState, StatementCommand, StatementEvent> {
  return {
    events: STATEMENT_EVENTS,
    initial: () => initialState(of),
    evolve,
    isReplacedBy: isReplacedCalculation,
    decide,
  };
}

function decide(command: StatementCommand, state: StatementState): readonly StatementEvent[] {
  switch (command.type) {
    case 'submit':
      return submit(state, command);
    case 'approve':
      return approve(state, command);
    case 'reject':
      return reject(state, command);
    case 'withdraw':
      return withdraw(state, command);
    case 'regularise':
      return regularise(state, command);
  }
}

/** Throws PROJECTION_NOT_DECIDED, ALREADY_SUBMITTED, ALREADY_DECIDED, STATEMENT_NOT_CALCULATED, and as `requireDecidable`. */
function submit(
  state: StatementState,
  { on, exception }: Submit,
): readonly [StatementSubmitted | RegularisationSubmitted] {
  const of = named(state);
  refuseProjection(state);
  const { period } = of;
  switch (state.status) {
    case 'NONE':
      throw refused('STATEMENT_NOT_CALCULATED', of);
    case 'CALCULATED': {
      const proposal = proposalOf(state.calculated);
      requireDecidable(state, proposal, { on, exception });
      return [{ type: 'StatementSubmitted', effective: period, data: { ...of, proposal } }];
    }
    case 'REGULARISATION_DRAFTED':
      requireDecidable(state, state.drafted, { on, exception });
      return [{ type: 'RegularisationSubmitted', effective: period, data: { ...of, proposal: state.drafted } }];
    case 'APPROVED':
      throw refused('ALREADY_DECIDED', of);
    case 'SUBMITTED':
    case 'REGULARISATION_SUBMITTED':
      throw refused('ALREADY_SUBMITTED', { ...of, by: state.submitted.by });
  }
}

/** The proposal of the statement itself. It has number 0 again after a withdrawal. */
function proposalOf({
  digest,
  pin,
  statement: { lines, instalments },
}: Extract<StatementState, { status: 'CALCULATED' }>['calculated']): StatementProposal {
  return {
    number: 0,
    digest,
    lines,
    pin,
    instalments: instalments.map(({ dueOn, amountCents }) => ({ dueOn, amountCents })),
    moves: [],
  };
}

/** Throws STATEMENT_NOT_CALCULATED, ALREADY_DECIDED, APPROVED_BY_ANOTHER, NOTHING_TO_APPROVE. */
export function requireSubmitted(state: StatementState, by: Person): Submission {
  const submitted = submissionOf(state);
  if (submitted !== undefined) return submitted;
  const [of, last] = [named(state), state.decisions.at(-1)];
  if (last === undefined && state.calculated === undefined) throw refused('STATEMENT_NOT_CALCULATED', of);
  if (state.status === 'APPROVED' && last !== undefined)
    throw samePerson(last.approvedBy, by)
      ? refused('ALREADY_DECIDED', of)
      : conflict('APPROVED_BY_ANOTHER', { ...of, by: last.approvedBy, on: last.approvedAt });
  throw refused('NOTHING_TO_APPROVE', of);
}

/** Throws PROJECTION_NOT_DECIDED, SECOND_PERSON_REQUIRED, and as `requireSubmitted` and `requireDecidable`. */
function approve(state: StatementState, { by, on, exception }: Approve): readonly StatementEvent[] {
  const of = named(state);
  refuseProjection(state);
  const submitted = requireSubmitted(state, by);
  requireDifferentPerson(by, submitted.by, 'SUBMITTED_STATEMENT', `${of.team} ${of.period}`);
  const { proposal } = submitted;
  requireDecidable(state, proposal, { on, exception });
  const type = proposal.number === 0 ? 'StatementApproved' : 'RegularisationApproved';
  return [{ type, effective: of.period, data: { ...of, proposal } }];
}

/** Rejects a submission, or a drafted regularisation. Throws NOTHING_TO_REJECT, REASON_REQUIRED. */
function reject(state: StatementState, command: Reject): readonly StatementEvent[] {
  const of = named(state);
  const proposal = submissionOf(state)?.proposal ?? draftOf(state);
  if (proposal === undefined) throw refused('NOTHING_TO_REJECT', of);
  const { number } = proposal;
  const type = number === 0 ? 'StatementRejected' : 'RegularisationRejected';
  return [{ type, effective: of.period, data: { ...of, number, reason: requireReason(command.reason) } }];
}

/**
 * Withdraws the last decision. The payment ledger checks that no payment of it is released. Throws NOTHING_TO_WITHDRAW,
 * REGULARISATION_UNDER_WAY, REASON_REQUIRED.
 */
function withdraw(state: StatementState, command: Withdraw): readonly StatementEvent[] {
  const of = named(state);
  const last = state.decisions.at(-1);
  if (last === undefined) throw refused('NOTHING_TO_WITHDRAW', of);
  if (state.status !== 'APPROVED') throw refused('REGULARISATION_UNDER_WAY', of);
  const { number } = last;
  const type = number === 0 ? 'StatementWithdrawn' : 'RegularisationWithdrawn';
  return [{ type, effective: of.period, data: { ...of, number, reason: requireReason(command.reason) } }];
}

/**
 * A new draft replaces one that is not submitted. Gives no event if the target equals the decided amounts. Throws NOTHING_TO_REGULARISE,
 * REGULARISATION_ALREADY_OPEN, KNOWN_ON_TO_COME, KNOWN_BEFORE_DECISION.
 */
function regularise(state: StatementState, { target, on }: Regularise): readonly StatementEvent[] {
  const of = named(state);
  if (state.decisions.length === 0) throw refused('NOTHING_TO_REGULARISE', of);
  if (submissionOf(state) !== undefined) throw refused('REGULARISATION_ALREADY_OPEN', of);
  requireKnowledge(state, target, on);
  const lines = difference(state.decisions, target);
  const moves = movedDays(state.decisions, target);
  if (lines.length === 0 && moves.length === 0) return [];
  const { digest, pin } = target;
  const proposal: StatementProposal = {
    number: Math.max(state.nextNumber, 1),
    digest,
    lines,
    pin,
    instalments: [],
    moves,
  };
  // This event is the only record of the calculation.
  const data = { ...of, proposal, calculation: target };
  return [{ type: 'RegularisationDrafted', effective: of.period, data }];
}

/** A projection, which no text allows yet, is never decided, and so never paid. Throws PROJECTION_NOT_DECIDED. */
function refuseProjection(state: StatementState): void {
  const made = state.calculated?.statement;
  if (made?.flags.includes('PROJECTION') === true)
    throw refused('PROJECTION_NOT_DECIDED', { ...named(state), scheme: made.scheme });
}

/**
 * A period is decided from its first day on; after the end of its text, only by an exception of two people. Throws PERIOD_NOT_BEGUN,
 * DECIDED_AFTER_END, KNOWN_ON_TO_COME, KNOWN_BEFORE_DECISION. Source: rules, "Replay and regularisation".
 */
function requireDecidable(
  state: StatementState,
  proposal: StatementProposal,
  { on, exception }: Pick<Submit, 'on' | 'exception'>,
): void {
  const first = firstDayOfPeriod(periodFromText(state.period));
  if (on < first) throw refused('PERIOD_NOT_BEGUN', { ...named(state), first: dayText(first), on: dayText(on) });
  if (state.isAfterEnd && exception === undefined)
    throw refused('DECIDED_AFTER_END', { ...named(state), scheme: state.scheme });
  requireKnowledge(state, proposal, on);
}

/**
 * The day of knowledge must have come, and must not be before that of any decision of the period. Throws KNOWN_ON_TO_COME,
 * KNOWN_BEFORE_DECISION.
 * Source: rules, "Replay and regularisation".
 */
function requireKnowledge(state: StatementState, { pin: { knownOn } }: Pick<StatementProposal, 'pin'>, on: Day): void {
  const of = { ...named(state), knownOn: dayText(knownOn) };
  if (knownOn > on) throw refused('KNOWN_ON_TO_COME', { ...of, on: dayText(on) });
  const decided = Math.max(...state.decisions.map(({ pin }) => pin.knownOn));
  if (knownOn < decided) throw refused('KNOWN_BEFORE_DECISION', { ...of, decided: dayText(decided) });
}

function named({ team, period }: StatementState): TeamPeriod {
  return { team, period };
}
