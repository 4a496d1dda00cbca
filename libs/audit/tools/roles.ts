/**
 * The roles of each person and their periods, derived from the log: an act that only some roles may do shows that its author had one of
 * them at that instant, if a token proved the identity. A name typed on a command line proves no role.
 */
import type { RolesOfPerson } from '#libs/access-record/access-record.ts';
import { type Person, personKey } from '#libs/commands/person.ts';
import type { Role } from '#libs/commands/segregation.ts';
import type { DoneEvent } from '#libs/audit/tools/done-event.ts';

/**
 * The roles that may make an event, over HTTP. An event that is missing here follows from another one, or any role or the program may make
 * it; a test lists them.
 */
const ROLES_OF: Readonly<Record<string, readonly Role[]>> = {
  StatementSubmitted: ['operator'],
  RegularisationDrafted: ['operator'],
  RegularisationSubmitted: ['operator'],
  StatementApproved: ['approver'],
  StatementRejected: ['approver'],
  StatementWithdrawn: ['approver'],
  RegularisationApproved: ['approver'],
  RegularisationRejected: ['approver'],
  RegularisationWithdrawn: ['approver'],
  EnvelopeProposed: ['operator'],
  EnvelopeConfirmed: ['approver'],
  ExceptionProposed: ['operator'],
  ExceptionConfirmed: ['approver'],
  AccountHoldProposed: ['operator'],
  AccountHoldConfirmed: ['approver'],
  LedgerCarriedOver: ['operator'],
  PostingUndoProposed: ['operator'],
  PostingUndone: ['approver'],
  ProposalRefused: ['approver', 'accountant'],
  PaymentRunPrepared: ['operator', 'authorising-officer'],
  PaymentRunDropped: ['operator', 'authorising-officer'],
  PaymentRunReleased: ['authorising-officer'],
  PaymentFileDownloaded: ['accountant', 'authorising-officer', 'auditor'],
  RunCancellationProposed: ['operator', 'authorising-officer'],
  PaymentCancelled: ['approver'],
  PayeeProposed: ['accountant'],
  PayeeConfirmed: ['accountant'],
  PayeeRefused: ['accountant'],
  PayeeWithdrawn: ['accountant'],
  DemandProposed: ['accountant'],
  DemandTakeBackProposed: ['accountant'],
  RepaymentProposed: ['accountant'],
  RepaymentReceived: ['accountant'],
  RepaymentDemanded: ['accountant'],
  DemandTakenBack: ['accountant'],
  AnswerProposed: ['accountant'],
  AnswerConfirmed: ['accountant'],
  PaymentExecuted: ['accountant'],
  PaymentReturned: ['accountant'],
  PaymentWaiting: ['accountant'],
  PaymentBooked: ['accountant'],
  ReturnBooked: ['accountant'],
  RunBooked: ['accountant'],
  AnswerContradicted: ['accountant'],
  SecondDebitReturned: ['accountant'],
  AccountDifferenceExplained: ['accountant'],
  AccountStatementTaken: ['accountant'],
  RegulationProposed: ['operator'],
  RegulationWithdrawn: ['operator'],
  RegulationPublished: ['approver'],
  RegulationRefused: ['approver'],
  SetAsideDismissed: ['operator'],
  MergeProposed: ['operator'],
  SeparationProposed: ['operator'],
  LookAlikeDismissed: ['operator'],
  MergeWithdrawn: ['operator'],
  PatientsMerged: ['approver'],
  PatientsSeparated: ['approver'],
  MergeRefused: ['approver'],
  ErasureProposed: ['operator'],
  ErasureWithdrawn: ['operator'],
  ErasureConfirmed: ['approver'],
  ErasureRefused: ['approver'],
  CandidateApplied: ['operator'],
  CandidateDecisionProposed: ['operator'],
  CandidateDecisionWithdrawn: ['operator'],
  ApplicationWithdrawn: ['operator'],
  CandidateAccepted: ['approver'],
  CandidateDeclined: ['approver'],
  CandidateDecisionRefused: ['approver'],
  ClosingProposed: ['operator'],
  ClosingWithdrawn: ['operator'],
  ReopeningProposed: ['operator'],
  ClosingConfirmed: ['approver'],
  ReopeningConfirmed: ['approver'],
  ClosingRefused: ['approver'],
  LogLossReported: ['operator'],
  LogLossReportWithdrawn: ['operator'],
  LogLossAcknowledged: ['approver'],
  LogLossReportRefused: ['approver'],
  WebhookSubscribed: ['operator'],
  WebhookSecretRotated: ['operator'],
  WebhookEnabled: ['operator'],
  WebhookRemoved: ['operator'],
  WebhookRedeliveryAsked: ['operator'],
  WebhookDeliverySkipped: ['operator'],
  JobCancelRequested: ['operator', 'authorising-officer'],
};

/**
 * ACT: the person did something that only these roles may do. TOKEN: a token showed the roles, according to the record of accesses.
 * UNKNOWN: acts under a typed name, which prove no role.
 */
export type RoleSource = 'ACT' | 'TOKEN' | 'UNKNOWN';
export const ROLE_SOURCES: readonly RoleSource[] = ['ACT', 'TOKEN', 'UNKNOWN'];

/** A person in a role, from the first to the last evidence. Between them the role is not proved at every moment. */
export interface RoleSeen {
  readonly person: Person;
  /** ACT: one of these; TOKEN: all of these; UNKNOWN: empty. */
  readonly roles: readonly Role[];
  readonly source: RoleSource;
  /** ISO 8601 instants. */
  readonly first: string;
  readonly last: string;
  readonly times: number;
  /** Tokens, or users of the operating system. */
  readonly sessions: number;
}

/** Takes the events of a log, and other evidence of roles. */
export class RolesSeen {
  readonly #read: (readonly [key: string, seen: RoleSeen])[] = [];
  readonly #seen = new Map<string, Omit<RoleSeen, 'sessions'> & { readonly sessions: Set<string> }>();

  add({ type, by, at, session, isCopy }: Pick<DoneEvent, 'type' | 'by' | 'at' | 'session' | 'isCopy'>): void {
    const roles = ROLES_OF[type];
    if (roles === undefined || isCopy) return;
    if (by.assurance === 'verified') this.#take({ person: by, roles, source: 'ACT', at, session });
    else this.#take({ person: by, roles: [], source: 'UNKNOWN', at, session });
  }

  /** Adds a person’s tokens from the record of accesses. What was read at a terminal is there without a role: no token showed any. */
  takeRead({ subject, name, roles, ...seen }: RolesOfPerson): void {
    if (roles.length === 0) return;
    const person: Person = { name, assurance: 'verified', osUser: '', ...(subject === name ? {} : { subject }) };
    const key = JSON.stringify([personKey(person), roles, 'TOKEN']);
    this.#read.push([key, { person, roles, source: 'TOKEN', ...seen }]);
  }

  #take({
    person,
    roles,
    source,
    at,
    session,
  }: Pick<RoleSeen, 'person' | 'roles' | 'source'> & { readonly at: string; readonly session: string }): void {
    const key = JSON.stringify([personKey(person), roles, source]);
    const before = this.#seen.get(key);
    const sessions = before?.sessions ?? new Set<string>();
    if (session !== '') sessions.add(session);
    this.#seen.set(key, {
      person,
      roles,
      source,
      first: before === undefined || at < before.first ? at : before.first,
      last: before === undefined || at > before.last ? at : before.last,
      times: (before?.times ?? 0) + 1,
      sessions,
    });
  }

  /** Each with a key: the person, then the roles. */
  all(): readonly (readonly [key: string, seen: RoleSeen])[] {
    const acts = [...this.#seen].map(([key, one]) => [key, { ...one, sessions: one.sessions.size }] as const);
    return [...acts, ...this.#read];
  }
}
