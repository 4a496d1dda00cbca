/**
 * Exceptions and overrides: what did not go the usual way, in the order of the log, with who did it and why. Exceptions of two people and
 * their use, accounts held and the time they are held, decisions withdrawn, runs cancelled, answers of the bank that people typed or that
 * contradict each other, debts and demands given up, losses of the log acknowledged, close-outs and merges undone, and proposals refused or
 * withdrawn.
 */
import type { Person } from '#libs/commands/person.ts';
import { usedBy } from '#libs/audit/rules/exceptions.ts';
import { type DoneEvent, envelopeOfEvent, isFormerLedger } from '#libs/audit/tools/done-event.ts';

/** Keyed by the type of the event. */
const KINDS = {
  ExceptionProposed: 'EXCEPTION_PROPOSED',
  ExceptionConfirmed: 'EXCEPTION_GIVEN',
  AccountHoldProposed: 'HOLD_PROPOSED',
  AccountHoldConfirmed: 'HOLD_CHANGED',
  StatementWithdrawn: 'DECISION_WITHDRAWN',
  RegularisationWithdrawn: 'DECISION_WITHDRAWN',
  StatementRejected: 'SUBMISSION_REJECTED',
  RegularisationRejected: 'SUBMISSION_REJECTED',
  RunCancellationProposed: 'CANCELLATION_PROPOSED',
  PaymentCancelled: 'PAYMENT_CANCELLED',
  PaymentAwaitedAgain: 'ANSWER_CORRECTED',
  AnswerContradicted: 'ANSWER_CONTRADICTED',
  OverpaymentPosted: 'PAID_TWICE',
  DemandTakeBackProposed: 'TAKE_BACK_PROPOSED',
  DemandTakenBack: 'DEMAND_TAKEN_BACK',
  PostingUndoProposed: 'UNDO_PROPOSED',
  PostingUndone: 'POSTING_UNDONE',
  ProposalRefused: 'PROPOSAL_REFUSED',
  ProposalWithdrawn: 'PROPOSAL_WITHDRAWN',
  PayeeRefused: 'PROPOSAL_REFUSED',
  PayeeWithdrawn: 'PROPOSAL_WITHDRAWN',
  RegulationRefused: 'PROPOSAL_REFUSED',
  RegulationWithdrawn: 'PROPOSAL_WITHDRAWN',
  MergeRefused: 'PROPOSAL_REFUSED',
  MergeWithdrawn: 'PROPOSAL_WITHDRAWN',
  ErasureRefused: 'PROPOSAL_REFUSED',
  ErasureWithdrawn: 'PROPOSAL_WITHDRAWN',
  CandidateDecisionRefused: 'PROPOSAL_REFUSED',
  CandidateDecisionWithdrawn: 'PROPOSAL_WITHDRAWN',
  ClosingRefused: 'PROPOSAL_REFUSED',
  ClosingWithdrawn: 'PROPOSAL_WITHDRAWN',
  LogLossReportRefused: 'PROPOSAL_REFUSED',
  LogLossReportWithdrawn: 'PROPOSAL_WITHDRAWN',
  LogLossReported: 'LOSS_REPORTED',
  LogLossAcknowledged: 'LOSS_ACKNOWLEDGED',
  ReopeningProposed: 'REOPENING_PROPOSED',
  ReopeningConfirmed: 'REOPENED',
  SeparationProposed: 'SEPARATION_PROPOSED',
  PatientsSeparated: 'PATIENTS_SEPARATED',
  AccountDifferenceExplained: 'DIFFERENCE_EXPLAINED',
  SetAsideDismissed: 'ROWS_DISMISSED',
} as const;

export const OVERRIDE_KINDS = [
  ...new Set(Object.values(KINDS)),
  /** An event that an exception permitted. */
  'EXCEPTION_USED',
  /** A run left a team out: its account changed lately, or no transfer to it could be sent. */
  'PAYMENT_HELD',
  'ANSWER_TYPED',
] as const;
export type OverrideKind = (typeof OVERRIDE_KINDS)[number];

export interface AuditOverride {
  readonly position: number;
  readonly kind: OverrideKind;
  readonly stream: string;
  readonly envelope: string;
  readonly team: string;
  readonly period: string;
  /** The exception, run, payment, answer or proposal that it is about. */
  readonly about: string;
  /** 0 if it is about no amount. */
  readonly amountCents: bigint;
  readonly by: Person;
  /** ISO 8601 instant. */
  readonly at: string;
  /** The typed reason, or a code. */
  readonly reason: string;
}

type Subject = Pick<AuditOverride, 'envelope' | 'team' | 'period' | 'amountCents'>;

/** Takes the events of a log in their order. */
export class AuditOverrides {
  readonly #found: AuditOverride[] = [];
  /** What each exception and payment is about: later events only name it. */
  readonly #subjects = new Map<string, Subject>();
  #isCarriedOver = false;

  add(event: DoneEvent): void {
    const { type, stream, data } = event;
    if (type === 'LedgerCarriedOver') this.#isCarriedOver = true;
    const named = NAMED.get(type);
    if (named !== undefined) this.#subjects.set(subjectKey(stream, named(data)), subjectOf(event));
    this.#found.push(...overridesOf(event).map((one) => this.#withSubject(one)));
  }

  #withSubject(one: AuditOverride): AuditOverride {
    const name = OF_EXCEPTIONS.has(one.kind) ? exceptionName(one.about) : one.about;
    const subject = this.#subjects.get(subjectKey(one.stream, name));
    if (subject === undefined) return one;
    return {
      ...one,
      envelope: one.envelope || subject.envelope,
      team: one.team || subject.team,
      period: one.period || subject.period,
      amountCents: one.amountCents || subject.amountCents,
    };
  }

  all(): readonly AuditOverride[] {
    return this.#found.filter((one) => !(isFormerLedger({ stream: one.stream }) && this.#isCarriedOver));
  }
}

const OF_EXCEPTIONS: ReadonlySet<OverrideKind> = new Set(['EXCEPTION_PROPOSED', 'EXCEPTION_GIVEN', 'EXCEPTION_USED']);

/** The name of an exception among the proposals. */
function exceptionName(exception: string): string {
  return `exception:${exception}`;
}

/** The events that say what others only name, with that name. */
const NAMED: ReadonlyMap<string, (data: DoneEvent['data']) => string> = new Map([
  ['ExceptionProposed', (data) => exceptionName(data.text('exception'))],
  ['PaymentReleased', (data) => data.text('endToEndId')],
]);

function subjectKey(stream: string, name: string): string {
  return `${stream}\n${name}`;
}

function overridesOf(event: DoneEvent): readonly AuditOverride[] {
  const kind = Object.hasOwn(KINDS, event.type) ? KINDS[event.type as keyof typeof KINDS] : undefined;
  const used = usedBy(event).map((exception) => override(event, 'EXCEPTION_USED', { about: exception }));
  if (kind !== undefined) return [override(event, kind, {}), ...used];
  if (event.type === 'PaymentRunPrepared') return heldBy(event);
  const isTyped = event.type === 'AnswerProposed' && event.data.text('source') !== 'FILE';
  return isTyped ? typedBy(event) : used;
}

function heldBy(event: DoneEvent): readonly AuditOverride[] {
  return event.data.each('leftOut').map((one) =>
    override(event, 'PAYMENT_HELD', {
      team: one.text('team'),
      about: event.data.text('run'),
      amountCents: one.cents('amountCents'),
      reason: one.text('reason'),
    }),
  );
}

function typedBy(event: DoneEvent): readonly AuditOverride[] {
  return event.data.each('entries').map((entry) =>
    override(event, 'ANSWER_TYPED', {
      about: entry.text('endToEndId'),
      amountCents: entry.cents('amountCents'),
    }),
  );
}

function override(event: DoneEvent, kind: OverrideKind, known: Partial<AuditOverride>): AuditOverride {
  const { position, stream, by, at, data } = event;
  const about = ABOUT.map((field) => data.text(field)).find((found) => found !== '') ?? lostIn(event);
  const reason = data.text('reason') || data.text('code');
  return { position, kind, stream, ...subjectOf(event), about, by, at, reason, ...known };
}

function subjectOf(event: DoneEvent): Subject {
  const { data } = event;
  const terms = data.inside('terms');
  return {
    envelope: envelopeOfEvent(event) || terms.text('envelope'),
    team: data.text('team') || terms.text('team') || teamOfStream(event),
    period: data.text('period') || terms.text('period'),
    amountCents: data.cents('amountCents') || data.cents('cents') || terms.cents('amountCents'),
  };
}

/** The team of an account, or of a close-out. */
function teamOfStream({ stream, data }: DoneEvent): string {
  if (stream.startsWith('payee-')) return stream.slice('payee-'.length);
  return data.text('kind') === 'TEAM' ? data.text('name') : '';
}

/** The parts of the log that witnesses saw and that are missing; empty for an event without a loss. */
function lostIn({ data }: DoneEvent): string {
  return [...data.each('lost'), ...data.each('files')]
    .map((one) => `${one.text('kind') || 'CHECKPOINT'} ${one.number('position') ?? ''}`)
    .join(', ');
}

const ABOUT = [
  'exception',
  'endToEndId',
  'run',
  'recovery',
  'proposal',
  'answer',
  'decision',
  'difference',
  'file',
  'holder',
  'name',
];
