/** The terms of an envelope on a day, and the envelope that funds a scheme on a day. */
import type { Day } from '#libs/kernel/day.ts';
import type { EnvelopeTerms } from '#libs/payments/ledger/proposal-events.ts';
import { refused } from '#libs/payments/ledger/refusals.ts';
import type { Envelope, PaymentLedger } from '#libs/payments/ledger/state.ts';

/** A day before all others. */
const BEGINNING = -Infinity;

function begins({ from }: EnvelopeTerms): number {
  return from ?? BEGINNING;
}

/** The terms ordered by their first day; the added terms replace those that begin on the same day. */
export function withTerms(terms: readonly EnvelopeTerms[], added: EnvelopeTerms): readonly EnvelopeTerms[] {
  return [...terms.filter(({ from }) => from !== added.from), added].sort((a, b) => begins(a) - begins(b));
}

/** The latest terms that have begun; undefined if no terms have begun. */
export function termsOn({ terms }: Pick<Envelope, 'terms'>, day: Day): EnvelopeTerms | undefined {
  return terms.findLast((one) => begins(one) <= day);
}

/** The envelope that funds a scheme on a day; undefined if none does. Throws SCHEME_FUNDED_TWICE, which only former logs can have. */
export function fundingEnvelope(
  { envelopes }: PaymentLedger,
  scheme: string | undefined,
  day: Day,
): Envelope | undefined {
  const [envelope, other] = fundingEnvelopes({ envelopes }, scheme, day);
  if (scheme !== undefined && envelope !== undefined && other !== undefined)
    throw refused('SCHEME_FUNDED_TWICE', { scheme, day, envelopes: [envelope.name, other.name] });
  return envelope;
}

/** The envelopes that fund a scheme on a day: at most one, except in former logs. */
export function fundingEnvelopes(
  { envelopes }: Pick<PaymentLedger, 'envelopes'>,
  scheme: string | undefined,
  day: Day,
): readonly Envelope[] {
  if (scheme === undefined) return [];
  return [...envelopes.values()].filter((one) => termsOn(one, day)?.schemes.includes(scheme));
}

interface DoubleFunding {
  readonly scheme: string;
  /** The other envelope that funds it. */
  readonly envelope: string;
  /** The first day of double funding; null: from the beginning. */
  readonly from: Day | null;
}

/** The first scheme that an envelope with these terms would fund on the same day as another envelope. */
export function doubleFunding(
  { envelopes }: Pick<PaymentLedger, 'envelopes'>,
  name: string,
  terms: readonly EnvelopeTerms[],
): DoubleFunding | undefined {
  for (const other of envelopes.values()) {
    if (other.name === name) continue;
    // Funding changes only on a day on which terms begin.
    const days = [...terms, ...other.terms].map(begins).sort((a, b) => a - b);
    for (const day of days) {
      const own = termsOn({ terms }, day)?.schemes ?? [];
      const scheme = termsOn(other, day)?.schemes.find((one) => own.includes(one));
      if (scheme !== undefined) return { scheme, envelope: other.name, from: day === BEGINNING ? null : day };
    }
  }
  return undefined;
}

export interface FundedTwice extends DoubleFunding {
  readonly alsoBy: string;
}

/** The schemes that two envelopes fund on the same day; only former logs have any. */
export function fundedTwice({ envelopes }: Pick<PaymentLedger, 'envelopes'>): readonly FundedTwice[] {
  const seen = new Map<string, Envelope>();
  return [...envelopes.values()].flatMap((envelope) => {
    const double = doubleFunding({ envelopes: seen }, envelope.name, envelope.terms);
    seen.set(envelope.name, envelope);
    return double === undefined ? [] : [{ ...double, alsoBy: envelope.name }];
  });
}
