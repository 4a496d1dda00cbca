/**
 * Monetary-unit sampling: every cent has the same chance, so the chance of an entry grows with its amount, and an entry as large as the
 * interval is always drawn. The seed gives the first cent, the interval the others; only whole numbers, so that anybody can draw the same
 * again (apps/audit-verifier/sample.mjs).
 * Source: AICPA Audit Guide, Audit Sampling, chapter on monetary unit sampling: fixed interval with a random start.
 */
import { hash } from 'node:crypto';
import { type Refusal, errorsOf } from '#libs/kernel/domain-error.ts';
import type { AuditEntry } from '#libs/audit/tools/entries.ts';
import { type Extract, type AuditEntrySum, sumOfEntries } from '#libs/audit/tools/extract.ts';

/** The size of the sample: an interval in cents, or a number of drawn cents, which gives the interval. */
export type SampleSize = { readonly intervalCents: bigint } | { readonly size: number };

interface Hit {
  /** The drawn cent, from 1, when all amounts are laid end to end. */
  readonly cent: bigint;
  /** The cents of its entry: after `fromCents`, up to and including `toCents`. */
  readonly fromCents: bigint;
  readonly toCents: bigint;
  readonly entry: AuditEntry;
}

export interface Sample {
  readonly seed: string;
  readonly intervalCents: bigint;
  /** The first cent drawn: the seed’s SHA-256 as a number, modulo the interval, plus 1. */
  readonly startCents: bigint;
  /** The sample is drawn from entries with an amount above 0. */
  readonly population: AuditEntrySum;
  /** Entries without an amount, or below 0: no cent of them can be drawn, look at them by themselves. */
  readonly apart: AuditEntrySum;
  /** One for each drawn cent: a large entry may have several. */
  readonly hits: readonly Hit[];
}

export const MAX_HITS = 10_000;

export type SampleRefusal =
  | Refusal<'NOTHING_TO_SAMPLE'>
  /** `most`: the maximum number of drawn cents. */
  | Refusal<'SAMPLE_TOO_LARGE', { readonly hits: string; readonly most: number }>;
const refused = errorsOf<SampleRefusal>('refused');

/** Throws NOTHING_TO_SAMPLE, SAMPLE_TOO_LARGE. */
export function sample({ entries }: Pick<Extract, 'entries'>, seed: string, drawn: SampleSize): Sample {
  const positive = entries.filter(({ amountCents }) => amountCents > 0n);
  const population = sumOfEntries(positive);
  if (population.sumCents === 0n) throw refused('NOTHING_TO_SAMPLE', {});
  const intervalCents = 'intervalCents' in drawn ? drawn.intervalCents : intervalOf(population.sumCents, drawn.size);
  if (population.sumCents / intervalCents > BigInt(MAX_HITS))
    throw refused('SAMPLE_TOO_LARGE', { hits: String(population.sumCents / intervalCents), most: MAX_HITS });
  const startCents = (BigInt(`0x${hash('sha256', seed, 'hex')}`) % intervalCents) + 1n;
  return {
    seed,
    intervalCents,
    startCents,
    population,
    apart: sumOfEntries(entries.filter(({ amountCents }) => amountCents <= 0n)),
    hits: hitsOf(positive, intervalCents, startCents),
  };
}

/** At least as many cents are drawn as requested. */
function intervalOf(totalCents: bigint, size: number): bigint {
  const intervalCents = totalCents / BigInt(size);
  return intervalCents === 0n ? 1n : intervalCents;
}

function hitsOf(entries: readonly AuditEntry[], intervalCents: bigint, startCents: bigint): readonly Hit[] {
  const hits: Hit[] = [];
  let [cent, fromCents] = [startCents, 0n];
  for (const entry of entries) {
    const toCents = fromCents + entry.amountCents;
    for (; cent <= toCents; cent += intervalCents) hits.push({ cent, fromCents, toCents, entry });
    fromCents = toCents;
  }
  return hits;
}
