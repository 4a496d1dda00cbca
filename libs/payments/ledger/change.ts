/** The changes of the ledger that take two people: what each would change, and how a proposal of it is named. */
import type { Day } from '#libs/kernel/day.ts';
import { type Proposal, codeOf } from '#libs/commands/proposal.ts';
import type { ProposalStep } from '#libs/commands/refusals.ts';
import type { Role } from '#libs/commands/segregation.ts';
import type { AnswerProposed } from '#libs/payments/ledger/answer-events.ts';
import type { ExceptionTerms } from '#libs/payments/ledger/exception-terms.ts';
import type { EnvelopeTerms } from '#libs/payments/ledger/proposal-events.ts';
import { type Undone, droppedCents, undoneBy } from '#libs/payments/ledger/rules/undo-posting.ts';
import { type PaymentLedger, demandedOf, openContradictions, owedOf } from '#libs/payments/ledger/state.ts';

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
      /** Permits an amount below what is used. */
      readonly exception: string | null;
    }
  | { readonly kind: 'EXCEPTION'; readonly exception: string; readonly terms: ExceptionTerms; readonly reason: string }
  | { readonly kind: 'HOLD'; readonly days: number; readonly reason: string }
  | ({ readonly kind: 'DEMAND' } & Debtor)
  | ({ readonly kind: 'REPAYMENT' } & Debtor & Repayment)
  | ({ readonly kind: 'TAKE_BACK'; readonly reason: string } & Debtor)
  /** Of a released run that was not sent. */
  | { readonly kind: 'CANCELLATION'; readonly run: string; readonly reason: string }
  /** Of a posting that former logs made twice. */
  | { readonly kind: 'UNDOING'; readonly decision: string; readonly reason: string }
  | ({ readonly kind: 'ANSWER' } & AnswerProposed['data']);

export interface Repayment {
  readonly amountCents: bigint;
  /** Day of the bank. */
  readonly receivedOn: Day;
  /** As the bank gives it. */
  readonly reference: string;
}

export interface LedgerProposal extends Proposal<LedgerChange> {
  /** One waits at a time for each. */
  readonly id: string;
}

/** The name of a proposal, by which it is confirmed, refused or withdrawn. */
export function proposalId(change: LedgerChange): string {
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

/** The proposal of a change, by a person at an instant. */
export function proposalOf(change: LedgerChange, { by, at }: Pick<Proposal, 'by' | 'at'>): LedgerProposal {
  return { id: proposalId(change), step: STEPS[change.kind], subject: subjectOf(change), content: change, by, at };
}

function subjectOf(change: LedgerChange): string {
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

/** What is shown with a proposal, and would make it another one: what is in force, or the debts it is about. */
export function besideOf(ledger: PaymentLedger, { content }: LedgerProposal): object {
  switch (content.kind) {
    case 'ENVELOPE':
      return { terms: ledger.envelopes.get(content.envelope)?.terms ?? [] };
    case 'EXCEPTION':
      return {};
    case 'HOLD':
      return { days: ledger.holdDays };
    case 'DEMAND':
      return { debts: owedOf(ledger, content).map(({ id, leftCents }) => [id, leftCents]) };
    case 'REPAYMENT':
    case 'TAKE_BACK':
      return { debts: demandedOf(ledger, content).map(({ id, leftCents }) => [id, leftCents]) };
    // Whether its file was handed out, and to whom.
    case 'CANCELLATION':
      return { downloads: ledger.runs.get(content.run)?.downloads ?? [] };
    case 'UNDOING':
      return undoing(ledger, content.decision);
    case 'ANSWER':
      return {
        payments: content.entries.map(({ endToEndId }) => ledger.payments.get(endToEndId)?.status),
        contradicted: openContradictions(ledger, content.entries).map(({ id }) => id),
      };
  }
}

/** What undoing the posting of a decision does, as it stands now, in cents. */
export function undoing(
  ledger: PaymentLedger,
  id: string,
): Omit<Undone, 'taken'> & { readonly fromDueCents: bigint; readonly fromDebtCents: bigint } {
  const decision = ledger.decisions.get(id);
  if (decision === undefined) return { debtCents: 0n, dueCents: 0n, fromDueCents: 0n, fromDebtCents: 0n };
  const { taken, ...cents } = undoneBy(ledger, decision);
  return { ...cents, ...droppedCents({ taken, ...cents }) };
}

/** The code by which it is confirmed. */
export function codeOfProposal(ledger: PaymentLedger, proposal: LedgerProposal): string {
  return codeOf(proposal, besideOf(ledger, proposal));
}
