/**
 * An envelope funds schemes up to an amount, from a day on: one person proposes its terms, another confirms them. A scheme has one
 * envelope on a day.
 */
import { type Day, dayOfInstant } from '#libs/kernel/day.ts';
import { requireDifferentPerson } from '#libs/commands/refusals.ts';
import type { Person } from '#libs/event-store/author.ts';
import type { EnvelopeConfirmed, EnvelopeProposed, EnvelopeTerms } from '#libs/payments/ledger/events.ts';
import { refused } from '#libs/payments/ledger/refusals.ts';
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';
import { doubleFunding, termsOn, withTerms } from '#libs/payments/ledger/terms.ts';

export interface TermsAsked {
  readonly envelope: string;
  readonly amountCents: bigint;
  /** Empty for an envelope that funds no new decision from then on. */
  readonly schemes: readonly string[];
  /** Undefined: the terms in force are changed; the first terms hold from the beginning. */
  readonly from?: Day | undefined;
  /** ISO 8601 instant. */
  readonly at: string;
}

/** Throws ENVELOPE_AMOUNT_NOT_POSITIVE, ENVELOPE_WITHOUT_SCHEME, SCHEME_ALREADY_FUNDED. */
export function proposeTerms(ledger: PaymentLedger, asked: TermsAsked): readonly EnvelopeProposed[] {
  const { envelope, amountCents, schemes, at } = asked;
  if (amountCents <= 0n) throw refused('ENVELOPE_AMOUNT_NOT_POSITIVE', {});
  const confirmed = ledger.envelopes.get(envelope)?.terms ?? [];
  if (schemes.length === 0 && confirmed.length === 0) throw refused('ENVELOPE_WITHOUT_SCHEME', {});
  const from = asked.from ?? termsOn({ terms: confirmed }, dayOfInstant(at))?.from ?? null;
  const terms = { from, amountCents, schemes };
  refuseFundedTwice(ledger, envelope, terms);
  return [{ type: 'EnvelopeProposed', effective: envelope, data: { envelope, terms } }];
}

/** Throws NO_TERMS_PROPOSED, SECOND_PERSON_REQUIRED, SCHEME_ALREADY_FUNDED. */
export function confirmTerms(
  ledger: PaymentLedger,
  { envelope, by }: { readonly envelope: string; readonly by: Person },
): readonly EnvelopeConfirmed[] {
  const proposal = ledger.envelopes.get(envelope)?.proposed;
  if (proposal === undefined) throw refused('NO_TERMS_PROPOSED', { envelope });
  requireDifferentPerson(by, proposal.by, 'PROPOSED_ENVELOPE', envelope);
  const { terms } = proposal;
  // Others may have been confirmed since the proposal.
  refuseFundedTwice(ledger, envelope, terms);
  return [{ type: 'EnvelopeConfirmed', effective: envelope, data: { envelope, terms } }];
}

function refuseFundedTwice(ledger: PaymentLedger, name: string, added: EnvelopeTerms): void {
  const double = doubleFunding(ledger, name, withTerms(ledger.envelopes.get(name)?.terms ?? [], added));
  if (double !== undefined) throw refused('SCHEME_ALREADY_FUNDED', double);
}
