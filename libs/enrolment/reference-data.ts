/**
 * National reference data as known on a day: thresholds of indicators, poverty rates, mean spending by profile.
 */
import { type Fraction, fractionFromText } from '#libs/kernel/fraction.ts';
import type { Commune, NationalSpending, Thresholds } from '#libs/enrolment/roster.ts';
import { qualityKey } from '#libs/enrolment/teams.ts';
import { type Horizon, type Knowledge, inForce } from '#libs/enrolment/versions.ts';
import { type AgeBand, type Sex, profileIndex } from '#libs/regulation/profile.ts';

export interface ReferenceDocuments {
  readonly thresholds: Thresholds;
  readonly communes: ReadonlyMap<string, Commune>;
  readonly nationalSpending: readonly NationalSpending[];
}

export interface Threshold {
  readonly intermediate: Fraction;
  readonly target: Fraction;
}

export interface ReferenceData {
  /** By `qualityKey`, percent. */
  readonly thresholds: ReadonlyMap<string, Threshold>;
  /** By commune, the known rates ascending by year, percent; undefined: secret or unknown. */
  readonly povertyRates: ReadonlyMap<string, readonly { readonly year: number; readonly rate: Fraction | undefined }[]>;
  /** Mean cents by year, then by profile index. */
  readonly nationalSpendingCents: ReadonlyMap<number, ReadonlyMap<number, number>>;
}

export function referenceDataAsKnown(
  documents: ReferenceDocuments,
  known: Knowledge,
  bands: readonly AgeBand[],
  horizon?: Horizon,
): ReferenceData {
  const thresholds = inForce(
    documents.thresholds.thresholds,
    ([indicator, year]) => qualityKey(year, indicator),
    known,
    horizon,
  );
  return {
    thresholds: new Map(
      thresholds.map(([indicator, year, intermediate, target]) => [
        qualityKey(year, indicator),
        { intermediate: fractionFromText(intermediate), target: fractionFromText(target) },
      ]),
    ),
    povertyRates: new Map(
      [...documents.communes].map(([commune, { rates }]) => [
        commune,
        inForce(rates, ([year]) => year, known, horizon)
          .sort(([a], [b]) => a - b)
          .map(([year, rate]) => ({ year, rate: rate === '' ? undefined : fractionFromText(rate) })),
      ]),
    ),
    nationalSpendingCents: new Map(
      documents.nationalSpending.map((document) => [document.year, spendingByProfile(document, known, bands, horizon)]),
    ),
  };
}

function spendingByProfile(
  { spending }: NationalSpending,
  known: Knowledge,
  bands: readonly AgeBand[],
  horizon: Horizon | undefined,
): ReadonlyMap<number, number> {
  const byProfile = new Map<number, number>();
  const versions = inForce(spending, ([band, sex, ald, c2s]) => `${band}/${sex}/${ald}/${c2s}`, known, horizon);
  for (const [band, sex, ald, c2s, cents] of versions) {
    const index = bands.findIndex(({ label }) => label === band);
    if (index < 0) throw new RangeError(`"${band}" is not an age band of the regulation`);
    if (cents !== null) byProfile.set(profileIndex(index, sex as Sex, ald === 1, c2s === 1), cents);
  }
  return byProfile;
}
