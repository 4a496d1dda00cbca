/** The changes of the ledger that take two people: the effect of each, the id of its proposal, and who decides. */
import type { Day } from '#libs/kernel/day.ts';
import type { Proposal } from '#libs/commands/proposal.ts';
import type { ProposalStep } from '#libs/commands/refusals.ts';
import type { Role } from '#libs/commands/segregation.ts';
import type { AnswerProposed } from '#libs/payments/ledger/answer-events.ts';
import type { ExceptionTerms } from '#libs/payments/ledger/exception-terms.ts';
import type { EnvelopeTerms } from '#libs/payments/ledger/proposal-events.ts';

/** The debts of a team to an envelope. */
export interface Debtor {
  readonly envelope: string;
  readonly team: string;
}

export type LedgerChange =
  | {
      readonly kind: 'ENVELOPE';
      readonly envelope: string;
      readonly terms: EnvelopeTerms;
      /** Permits an amount below the used one. */
      readonly exception: string | null;
    }
  | { readonly kind: 'EXCEPTION'; readonly exception: string; readonly terms: ExceptionTerms; readonly reason: string }
  | { readonly kind: 'HOLD'; readonly days: number; readonly reason: string }
  | ({ readonly kind: 'DEMAND' } & Debtor)
  | ({ readonly kind: 'REPAYMENT' } & Debtor & Repayment)
  | ({ readonly kind: 'TAKE_BACK'; readonly reason: string } & Debtor)
  /** Cancels a released run that was not sent. */
  | { readonly kind: 'CANCELLATION'; readonly run: string; readonly reason: string }
  /** Undoes a posting that former logs made twice. */
  | { readonly kind: 'UNDOING'; readonly decision: string; readonly reason: string }
  | ({ readonly kind: 'ANSWER' } & AnswerProposed['data']);

export interface Repayment {
  readonly amountCents: bigint;
  /** Day of the bank. */
  readonly receivedOn: Day;
  /** The reference that the bank gives. */
  readonly reference: string;
}

export interface LedgerProposal extends Proposal<LedgerChange> {
  /** Only one proposal with an id waits at a time. */
  readonly id: string;
}

/** The changes, by the key that begins the id of their proposals. */
export const CHANGE_KINDS = {
  envelope: 'ENVELOPE',
  exception: 'EXCEPTION',
  hold: 'HOLD',
  demand: 'DEMAND',
  repayment: 'REPAYMENT',
  'take-back': 'TAKE_BACK',
  cancellation: 'CANCELLATION',
  undoing: 'UNDOING',
  answer: 'ANSWER',
} as const satisfies Readonly<Record<string, LedgerChange['kind']>>;

export type ProposalKey = keyof typeof CHANGE_KINDS;

/** The fields of a change that its proposal is named by. */
type ChangeName =
  | { readonly kind: 'ENVELOPE'; readonly envelope: string }
  | { readonly kind: 'EXCEPTION'; readonly exception: string }
  | { readonly kind: 'HOLD' }
  | ({ readonly kind: 'DEMAND' | 'REPAYMENT' | 'TAKE_BACK' } & Debtor)
  | { readonly kind: 'CANCELLATION'; readonly run: string }
  | { readonly kind: 'UNDOING'; readonly decision: string }
  | { readonly kind: 'ANSWER'; readonly answer: string };

/** The id of a proposal; confirming, refusing and withdrawing it use the id. */
export function proposalId(change: ChangeName): ProposalKey | `${ProposalKey}:${string}` {
  switch (change.kind) {
    case 'ENVELOPE':
      return `envelope:${change.envelope}`;
    case 'EXCEPTION':
      return `exception:${change.exception}`;
    case 'HOLD':
      return 'hold';
    case 'DEMAND':
      return `demand:${change.envelope}:${change.team}`;
    case 'REPAYMENT':
      return `repayment:${change.envelope}:${change.team}`;
    case 'TAKE_BACK':
      return `take-back:${change.envelope}:${change.team}`;
    case 'CANCELLATION':
      return `cancellation:${change.run}`;
    case 'UNDOING':
      return `undoing:${change.decision}`;
    case 'ANSWER':
      return `answer:${change.answer}`;
  }
}

const STEPS: Readonly<Record<LedgerChange['kind'], ProposalStep>> = {
  ENVELOPE: 'PROPOSED_ENVELOPE',
  EXCEPTION: 'PROPOSED_EXCEPTION',
  HOLD: 'PROPOSED_HOLD',
  DEMAND: 'PROPOSED_DEMAND',
  REPAYMENT: 'PROPOSED_REPAYMENT',
  TAKE_BACK: 'PROPOSED_TAKE_BACK',
  CANCELLATION: 'PROPOSED_CANCELLATION',
  UNDOING: 'PROPOSED_UNDOING',
  ANSWER: 'PROPOSED_ANSWER',
};

const DECIDES: Readonly<Record<LedgerChange['kind'], Role>> = {
  ENVELOPE: 'approver',
  EXCEPTION: 'approver',
  HOLD: 'approver',
  DEMAND: 'accountant',
  REPAYMENT: 'accountant',
  TAKE_BACK: 'accountant',
  CANCELLATION: 'approver',
  UNDOING: 'approver',
  ANSWER: 'accountant',
};

/** The role that confirms or refuses a change. */
export function decidingRole({ kind }: Pick<LedgerChange, 'kind'>): Role {
  return DECIDES[kind];
}

/** The role that confirms or refuses the proposal with this id, whether it waits or not. */
export function decidingRoleOf(id: string): Role {
  const [key = ''] = id.split(':');
  if (!isProposalKey(key)) throw new RangeError(`no proposal of the ledger begins with ${key}`);
  return DECIDES[CHANGE_KINDS[key]];
}

function isProposalKey(key: string): key is ProposalKey {
  return Object.hasOwn(CHANGE_KINDS, key);
}

/** The proposal of a change, by a person at an instant. */
export function proposalOf(change: LedgerChange, { by, at }: Pick<Proposal, 'by' | 'at'>): LedgerProposal {
  return { id: proposalId(change), step: STEPS[change.kind], subject: changedThing(change), content: change, by, at };
}

function changedThing(change: LedgerChange): string {
  switch (change.kind) {
    case 'ENVELOPE':
      return change.envelope;
    case 'EXCEPTION':
      return change.exception;
    case 'HOLD':
      return '';
    case 'DEMAND':
    case 'REPAYMENT':
    case 'TAKE_BACK':
      return change.team;
    case 'CANCELLATION':
      return change.run;
    case 'UNDOING':
      return change.decision;
    case 'ANSWER':
      return change.answer;
  }
}
