/** Which terms of an envelope hold on a day, and which envelope funds a scheme on a day. */
import type { Day } from '#libs/kernel/day.ts';
import type { EnvelopeTerms } from '#libs/payments/ledger/events.ts';
import type { Envelope, PaymentLedger } from '#libs/payments/ledger/state.ts';

/** Before every day. */
const BEGINNING = -Infinity;

function begins({ from }: EnvelopeTerms): number {
  return from ?? BEGINNING;
}

/** Terms with those that begin on the same day replaced, in the order in which they begin. */
export function withTerms(terms: readonly EnvelopeTerms[], added: EnvelopeTerms): readonly EnvelopeTerms[] {
  return [...terms.filter(({ from }) => from !== added.from), added].sort((a, b) => begins(a) - begins(b));
}

/** The latest terms that have begun; undefined where none have. */
export function termsOn({ terms }: Pick<Envelope, 'terms'>, day: Day): EnvelopeTerms | undefined {
  return terms.findLast((one) => begins(one) <= day);
}

/** The envelope that funds a scheme on a day; undefined where none does. */
export function fundingEnvelope(
  { envelopes }: PaymentLedger,
  scheme: string | undefined,
  day: Day,
): Envelope | undefined {
  if (scheme === undefined) return undefined;
  return [...envelopes.values()].find((envelope) => termsOn(envelope, day)?.schemes.includes(scheme));
}

export interface DoubleFunding {
  readonly scheme: string;
  /** The other envelope that funds it. */
  readonly envelope: string;
  /** The first day of it; null: from the beginning. */
  readonly from: Day | null;
}

/** The first scheme that an envelope with these terms would fund on the same day as another envelope. */
export function doubleFunding(
  { envelopes }: PaymentLedger,
  name: string,
  terms: readonly EnvelopeTerms[],
): DoubleFunding | undefined {
  for (const other of envelopes.values()) {
    if (other.name === name) continue;
    // What is funded changes only on a day on which terms begin.
    const days = [...terms, ...other.terms].map(begins).sort((a, b) => a - b);
    for (const day of days) {
      const own = termsOn({ terms }, day)?.schemes ?? [];
      const scheme = termsOn(other, day)?.schemes.find((one) => own.includes(one));
      if (scheme !== undefined) return { scheme, envelope: other.name, from: day === BEGINNING ? null : day };
    }
  }
  return undefined;
}
