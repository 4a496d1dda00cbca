/**
 * An envelope funds schemes up to an amount, from a day on: one person proposes its terms, another confirms them. A scheme has one envelope
 * on a day. An amount below the used amount needs an exception.
 */
import { type Day, dayOfInstant } from '#libs/kernel/day.ts';
import { type EnvelopeSpending, envelopeSpending } from '#libs/payments/ledger/balances.ts';
import type { LedgerChange } from '#libs/payments/ledger/change.ts';
import type { EnvelopeConfirmed, EnvelopeProposed, EnvelopeTerms } from '#libs/payments/ledger/proposal-events.ts';
import { permittedCents } from '#libs/payments/ledger/exceptions.ts';
import { refused } from '#libs/payments/ledger/refusals.ts';
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';
import { doubleFunding, termsOn, withTerms } from '#libs/payments/ledger/terms.ts';

export interface TermsAsked {
  readonly envelope: string;
  readonly amountCents: bigint;
  /** Empty for an envelope that funds no new decision from that day on. */
  readonly schemes: readonly string[];
  /** Undefined: the terms in force are changed; the first terms hold from the beginning. */
  readonly from?: Day | undefined;
  /** Permits an amount below the used one. */
  readonly exception?: string | undefined;
}

/** Throws ENVELOPE_AMOUNT_NOT_POSITIVE, ENVELOPE_WITHOUT_SCHEME, SCHEME_ALREADY_FUNDED, ENVELOPE_BELOW_USE, EXCEPTION_NOT_USABLE. */
export function proposeTerms(ledger: PaymentLedger, asked: TermsAsked, at: string): readonly EnvelopeProposed[] {
  const { envelope, amountCents, schemes, exception = null } = asked;
  if (exception !== null && !ledger.exceptions.has(exception)) throw refused('EXCEPTION_NOT_USABLE', { exception });
  if (amountCents <= 0n) throw refused('ENVELOPE_AMOUNT_NOT_POSITIVE', {});
  const confirmed = ledger.envelopes.get(envelope)?.terms ?? [];
  if (schemes.length === 0 && confirmed.length === 0) throw refused('ENVELOPE_WITHOUT_SCHEME', {});
  const from = asked.from ?? termsOn({ terms: confirmed }, dayOfInstant(at))?.from ?? null;
  const terms = { from, amountCents, schemes };
  refuseTerms(ledger, { envelope, terms, exception });
  return [{ type: 'EnvelopeProposed', effective: envelope, data: { envelope, terms, exception } }];
}

/** Throws SCHEME_ALREADY_FUNDED, ENVELOPE_BELOW_USE, EXCEPTION_NOT_USABLE: much may have happened since the proposal. */
export function confirmTerms(
  ledger: PaymentLedger,
  { envelope, terms, exception }: Extract<LedgerChange, { readonly kind: 'ENVELOPE' }>,
): readonly EnvelopeConfirmed[] {
  const isNeeded = refuseTerms(ledger, { envelope, terms, exception });
  const data = { envelope, terms, exception: isNeeded ? exception : null };
  return [{ type: 'EnvelopeConfirmed', effective: envelope, data }];
}

/** Gives whether the terms need their exception. */
function refuseTerms(
  ledger: PaymentLedger,
  { envelope: name, terms, exception }: { envelope: string; terms: EnvelopeTerms; exception: string | null },
): boolean {
  const envelope = ledger.envelopes.get(name);
  const double = doubleFunding(ledger, name, withTerms(envelope?.terms ?? [], terms));
  if (double !== undefined) throw refused('SCHEME_ALREADY_FUNDED', double);
  const usedCents = envelope === undefined ? 0n : usedOf(envelopeSpending(envelope));
  const missingCents = usedCents - terms.amountCents;
  if (missingCents <= 0n) return false;
  if (missingCents > permittedCents(ledger, name, exception === null ? [] : [exception]))
    throw refused('ENVELOPE_BELOW_USE', { envelope: name, amountCents: terms.amountCents, usedCents });
  return true;
}

/** The larger of two amounts: sent, paid or owed to others; and decided. */
function usedOf({ usedCents, committedCents }: EnvelopeSpending): bigint {
  return usedCents > committedCents ? usedCents : committedCents;
}
