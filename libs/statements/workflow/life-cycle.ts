/**
 * The life of a statement: calculated, submitted, approved (decided), withdrawn or rejected; and of each regularisation of it,
 * through the same steps. What was decided never changes: a later decision adds to it.
 */
import { type Day, dayFromText, dayText } from '#libs/kernel/day.ts';
import { compareText } from '#libs/kernel/text.ts';
import type { Aggregate, Decided } from '#libs/commands/command-stream.ts';
import { madeBy } from '#libs/commands/command-stream.ts';
import { DecisionRefused, type Person, needsAnother } from '#libs/commands/person.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { Line, LineName } from '#libs/statements/rules/statement.ts';
import {
  type CalculatedStatement,
  type Pin,
  parseStatement,
  statementText,
} from '#libs/statements/statement-events.ts';

/** Number of a decision in its period: 0 is the statement itself, 1 and on its regularisations. */
export type DecisionNumber = number;

export interface DecidedInstalment {
  readonly dueOn: Day;
  readonly amountCents: bigint;
}

/** What is put to a decision: what to add, line by line, and when it is due. */
export interface Proposal {
  readonly number: DecisionNumber;
  /** Digest of the calculation it rests on. */
  readonly digest: string;
  readonly pin: Pin;
  readonly lines: readonly Line[];
  /** Only of the statement itself: a regularisation is due when it is approved. */
  readonly instalments: readonly DecidedInstalment[];
}

export interface Decision extends Proposal {
  readonly submittedBy: Person;
  readonly approvedBy: Person;
  readonly approvedAt: string;
  /** Of the approving event in its stream: no two decisions share it, not even one made again after it was withdrawn. */
  readonly revision: number;
}

export interface LifeCycle {
  readonly team: string;
  readonly period: string;
  readonly scheme: string | undefined;
  /** The latest calculation; a statement null: the team is not in the experiment any more. */
  readonly calculated: CalculatedStatement | undefined;
  /** Put to a decision and not yet decided. */
  readonly submitted: { readonly proposal: Proposal; readonly by: Person } | undefined;
  /** A regularisation drafted and not yet submitted. */
  readonly drafted: Proposal | undefined;
  /** In the order of their numbers; a withdrawn one is not among them. */
  readonly decisions: readonly Decision[];
  /** Numbers are not used again. */
  readonly nextNumber: DecisionNumber;
}

export type LifeCycleCommand =
  | { readonly type: 'submit'; readonly by: Person }
  | { readonly type: 'approve'; readonly by: Person; readonly at: string }
  | { readonly type: 'reject'; readonly by: Person; readonly reason: string }
  | { readonly type: 'withdraw'; readonly by: Person; readonly reason: string }
  | { readonly type: 'regularise'; readonly by: Person; readonly target: CalculatedStatement };

/** Stage in one word, for lists. */
export type Stage =
  'NONE' | 'CALCULATED' | 'SUBMITTED' | 'APPROVED' | 'REGULARISATION_DRAFTED' | 'REGULARISATION_SUBMITTED';

export function stageOf({ calculated, submitted, drafted, decisions }: LifeCycle): Stage {
  if (submitted !== undefined) return submitted.proposal.number === 0 ? 'SUBMITTED' : 'REGULARISATION_SUBMITTED';
  if (drafted !== undefined) return 'REGULARISATION_DRAFTED';
  if (decisions.length > 0) return 'APPROVED';
  return calculated?.statement == null ? 'NONE' : 'CALCULATED';
}

/** Sum of all that was decided, by line, in the order the lines were first decided. */
export function decidedLines(decisions: readonly Decision[]): readonly Line[] {
  const sums = new Map<LineName, bigint>();
  for (const { lines } of decisions)
    for (const { line, amountCents } of lines) sums.set(line, (sums.get(line) ?? 0n) + amountCents);
  return [...sums].map(([line, amountCents]) => ({ line, amountCents }));
}

/**
 * For each line, the new amount minus the sum of what has been decided for it; a line, or a whole statement, that is no longer there
 * counts as 0. Lines without a difference are left out. Source: rules, "Replay and regularisation".
 */
export function difference(decisions: readonly Decision[], target: CalculatedStatement): readonly Line[] {
  const decided = new Map(decidedLines(decisions).map(({ line, amountCents }) => [line, amountCents]));
  const now = new Map((target.statement?.lines ?? []).map(({ line, amountCents }) => [line, amountCents]));
  return [...new Set([...now.keys(), ...decided.keys()])]
    .map((line) => ({ line, amountCents: (now.get(line) ?? 0n) - (decided.get(line) ?? 0n) }))
    .filter(({ amountCents }) => amountCents !== 0n);
}

export function total(lines: readonly Line[]): bigint {
  return lines.reduce((sum, { amountCents }) => sum + amountCents, 0n);
}

/** The life cycle of a stream `statement-<team>-<period>`. */
export function lifeCycle(team: string, period: string): Aggregate<LifeCycle, LifeCycleCommand> {
  return {
    initial: () => ({
      team,
      period,
      scheme: undefined,
      calculated: undefined,
      submitted: undefined,
      drafted: undefined,
      decisions: [],
      nextNumber: 0,
    }),
    evolve,
    decide,
  };
}

export function evolve(state: LifeCycle, event: RecordedEvent): LifeCycle {
  switch (event.type) {
    case 'StatementCalculated':
    case 'StatementNoLongerDue': {
      const calculated = parseStatement(event.data);
      return { ...state, calculated, scheme: calculated.statement?.scheme ?? state.scheme };
    }
    case 'RegularisationDrafted':
      return { ...state, drafted: parseProposal(event.data), nextNumber: state.nextNumber + 1 };
    case 'StatementSubmitted':
    case 'RegularisationSubmitted':
      return { ...state, drafted: undefined, submitted: { proposal: parseProposal(event.data), by: personOf(event) } };
    case 'StatementApproved':
    case 'RegularisationApproved':
      return approved(state, event);
    case 'StatementRejected':
    case 'RegularisationRejected':
      return { ...state, submitted: undefined };
    case 'StatementWithdrawn':
    case 'RegularisationWithdrawn':
      return { ...state, decisions: state.decisions.slice(0, -1) };
    default:
      throw new RangeError(`${event.type} is not an event of a statement`);
  }
}

function approved(state: LifeCycle, event: RecordedEvent): LifeCycle {
  const { submitted } = state;
  const meta = madeBy(event);
  if (submitted === undefined || meta === undefined) throw new RangeError(`event ${event.position} approves nothing`);
  const decision = {
    ...submitted.proposal,
    submittedBy: submitted.by,
    approvedBy: meta.by,
    approvedAt: meta.at,
    revision: event.revision,
  };
  return {
    ...state,
    submitted: undefined,
    decisions: [...state.decisions, decision],
    nextNumber: Math.max(state.nextNumber, decision.number + 1),
  };
}

function personOf(event: RecordedEvent): Person {
  const meta = madeBy(event);
  if (meta === undefined) throw new RangeError(`event ${event.position} says not who made it`);
  return meta.by;
}

export function parseProposal(data: string): Proposal {
  const { proposal } = JSON.parse(data, (key, value: unknown) => {
    if (key === 'amountCents' && typeof value === 'string') return BigInt(value);
    return (key === 'dueOn' || key === 'knownOn') && typeof value === 'string' ? dayFromText(value) : value;
  }) as { proposal: Proposal };
  return proposal;
}

export function decide(command: LifeCycleCommand, state: LifeCycle): readonly Decided[] {
  switch (command.type) {
    case 'submit':
      return submit(state);
    case 'approve':
      return approve(state, command.by);
    case 'reject':
      return reject(state, command);
    case 'withdraw':
      return withdraw(state, command);
    case 'regularise':
      return regularise(state, command.target);
  }
}

function named({ team, period }: LifeCycle): string {
  return `${team} ${period}`;
}

function event(state: LifeCycle, number: DecisionNumber, step: string, content: object): Decided {
  const { team, period } = state;
  return {
    type: `${number === 0 ? 'Statement' : 'Regularisation'}${step}`,
    content: { team, period, ...content },
    effective: period,
  };
}

function submit(state: LifeCycle): readonly Decided[] {
  const { submitted, drafted, decisions, calculated } = state;
  if (submitted !== undefined)
    throw new DecisionRefused(`${named(state)} est déjà soumis par ${submitted.by.name} ; approuvez-le ou rejetez-le`);
  if (drafted !== undefined) return [event(state, drafted.number, 'Submitted', { proposal: written(drafted) })];
  if (decisions.length > 0)
    throw new DecisionRefused(`${named(state)} est déjà décidé ; une différence se décide par une régularisation`);
  if (calculated?.statement == null)
    throw new DecisionRefused(`${named(state)} n'a pas de décompte calculé ; calculez-le d'abord`);
  const { lines, instalments } = calculated.statement;
  const proposal: Proposal = {
    // A statement withdrawn and submitted again is the same decision, the first of its period.
    number: 0,
    digest: calculated.digest,
    pin: calculated.pin,
    lines,
    instalments: instalments.map(({ dueOn, amountCents }) => ({ dueOn, amountCents })),
  };
  return [event(state, 0, 'Submitted', { proposal: written(proposal) })];
}

/** Days as text, so that a person can read the event. */
function written({ pin, instalments, ...proposal }: Proposal): object {
  return {
    ...proposal,
    pin: { ...pin, knownOn: dayText(pin.knownOn) },
    instalments: instalments.map(({ dueOn, amountCents }) => ({ dueOn: dayText(dueOn), amountCents })),
  };
}

function approve(state: LifeCycle, by: Person): readonly Decided[] {
  const { submitted } = state;
  if (submitted === undefined)
    throw new DecisionRefused(`${named(state)} n'est pas soumis ; il n'y a rien à approuver`);
  needsAnother(by, submitted.by, `a soumis ${named(state)}`);
  return [event(state, submitted.proposal.number, 'Approved', { proposal: written(submitted.proposal) })];
}

function reject(state: LifeCycle, { reason }: { reason: string }): readonly Decided[] {
  const { submitted } = state;
  if (submitted === undefined) throw new DecisionRefused(`${named(state)} n'est pas soumis ; il n'y a rien à rejeter`);
  return [
    event(state, submitted.proposal.number, 'Rejected', { number: submitted.proposal.number, reason: needed(reason) }),
  ];
}

/** Of the last decision only; that nothing of it is released is for the ledger to say. */
function withdraw(state: LifeCycle, { reason }: { reason: string }): readonly Decided[] {
  const last = state.decisions.at(-1);
  if (last === undefined) throw new DecisionRefused(`${named(state)} n'est pas approuvé ; il n'y a rien à retirer`);
  if (state.submitted !== undefined || state.drafted !== undefined)
    throw new DecisionRefused(`${named(state)} a une régularisation en cours ; rejetez-la d'abord`);
  return [event(state, last.number, 'Withdrawn', { number: last.number, reason: needed(reason) })];
}

function regularise(state: LifeCycle, target: CalculatedStatement): readonly Decided[] {
  if (state.decisions.length === 0)
    throw new DecisionRefused(`${named(state)} n'est pas décidé ; il n'y a rien à régulariser, approuvez son décompte`);
  if (state.drafted !== undefined || state.submitted !== undefined)
    throw new DecisionRefused(`${named(state)} a déjà une régularisation en cours ; une seule à la fois`);
  const lines = difference(state.decisions, target);
  if (lines.length === 0) return [];
  const number = Math.max(state.nextNumber, 1);
  const { digest, pin } = target;
  const proposal: Proposal = { number, digest, pin, lines, instalments: [] };
  // The calculation it rests on is nowhere else: it was made to be compared, and is no new draft of the statement.
  const calculation = JSON.parse(statementText(target)) as object;
  return [event(state, number, 'Drafted', { proposal: written(proposal), calculation })];
}

function needed(reason: string): string {
  if (reason.trim() === '') throw new DecisionRefused('il faut un motif ; dites pourquoi');
  return reason;
}

export function byPeriod(a: LifeCycle, b: LifeCycle): number {
  return compareText(a.period, b.period) || compareText(a.team, b.team);
}
