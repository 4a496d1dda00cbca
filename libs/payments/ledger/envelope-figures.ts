/** An envelope as people see it: its terms, the proposed terms that wait for a second person, and its figures. */
import type { Day } from '#libs/kernel/day.ts';
import { lastDayToConfirm } from '#libs/commands/proposal.ts';
import type { Person } from '#libs/event-store/author.ts';
import { type EnvelopeUse, type OwedToEnvelope, envelopeUse, owedToEnvelopes } from '#libs/payments/ledger/balances.ts';
import { codeOfProposal } from '#libs/payments/ledger/beside-proposal.ts';
import { proposalId } from '#libs/payments/ledger/change.ts';
import type { EnvelopeTerms } from '#libs/payments/ledger/proposal-events.ts';
import type { Envelope, PaymentLedger } from '#libs/payments/ledger/state.ts';
import { termsOn } from '#libs/payments/ledger/terms.ts';

/** Terms that wait for a second person, with the code that confirms them. */
export interface ProposedTerms {
  readonly terms: EnvelopeTerms;
  readonly exception: string | null;
  readonly by: Person;
  /** ISO 8601 instant. */
  readonly at: string;
  readonly code: string;
  /** The last day on which the terms may be confirmed. */
  readonly confirmBy: Day;
}

/** The terms and figures of an envelope. */
export interface EnvelopeFigures {
  readonly envelope: string;
  /** The terms in force on the day; undefined until a second person has confirmed the first terms. */
  readonly terms: EnvelopeTerms | undefined;
  /** All confirmed terms, ordered by the day on which they begin. */
  readonly termsByDay: readonly EnvelopeTerms[];
  readonly proposed: ProposedTerms | undefined;
  readonly use: EnvelopeUse;
  readonly between: readonly OwedToEnvelope[];
}

/** The figures of an envelope, and the terms that hold on a day. */
export function envelopeFigures(ledger: PaymentLedger, envelope: Envelope, day: Day): EnvelopeFigures {
  return {
    envelope: envelope.name,
    terms: termsOn(envelope, day),
    termsByDay: envelope.terms,
    proposed: proposedTerms(ledger, envelope.name),
    use: envelopeUse(envelope, day),
    between: owedToEnvelopes(envelope),
  };
}

function proposedTerms(ledger: PaymentLedger, envelope: string): ProposedTerms | undefined {
  const proposal = ledger.proposals.get(proposalId({ kind: 'ENVELOPE', envelope }));
  if (proposal?.content.kind !== 'ENVELOPE') return undefined;
  const { by, at, content } = proposal;
  const { terms, exception } = content;
  return { terms, exception, by, at, code: codeOfProposal(ledger, proposal), confirmBy: lastDayToConfirm(proposal) };
}
