/** An envelope funds schemes up to an amount: one person proposes its terms, another confirms them. */
import { requireDifferentPerson } from '#libs/commands/refusals.ts';
import type { Person } from '#libs/event-store/author.ts';
import type { EnvelopeConfirmed, EnvelopeProposed, EnvelopeTerms } from '#libs/payments/ledger/events.ts';
import { refused } from '#libs/payments/ledger/refusals.ts';
import { type PaymentLedger, proposedTerms } from '#libs/payments/ledger/state.ts';

/** Throws ENVELOPE_AMOUNT_NOT_POSITIVE, ENVELOPE_WITHOUT_SCHEME. */
export function proposeTerms({ envelope }: PaymentLedger, terms: EnvelopeTerms): readonly EnvelopeProposed[] {
  if (terms.amountCents <= 0n) throw refused('ENVELOPE_AMOUNT_NOT_POSITIVE', {});
  if (terms.schemes.length === 0) throw refused('ENVELOPE_WITHOUT_SCHEME', {});
  return [{ type: 'EnvelopeProposed', effective: envelope, data: { terms } }];
}

/** Throws NO_TERMS_PROPOSED, SECOND_PERSON_REQUIRED. */
export function confirmTerms(ledger: PaymentLedger, by: Person): readonly EnvelopeConfirmed[] {
  const { envelope } = ledger;
  const proposal = proposedTerms(ledger);
  if (proposal === undefined) throw refused('NO_TERMS_PROPOSED', { envelope });
  requireDifferentPerson(by, proposal.by, 'PROPOSED_ENVELOPE', envelope);
  return [{ type: 'EnvelopeConfirmed', effective: envelope, data: { terms: proposal.terms } }];
}
