/** National reference data as known on a day: thresholds of indicators, poverty rates, mean spending by profile. */
import { type Fraction, fractionFromText } from '#libs/kernel/fraction.ts';
import type { NationalSpending, NationalSpendingVersion, RosterDocuments } from '#libs/enrolment/roster.ts';
import { resultKey } from '#libs/enrolment/teams.ts';
import { type Knowledge, inForce } from '#libs/enrolment/versions.ts';
import { type AgeBand, profileIndex } from '#libs/regulation/profile.ts';

export interface Threshold {
  readonly intermediate: Fraction;
  readonly target: Fraction;
}

export interface ReferenceData {
  /** Keyed by `qualityKey`, percent. */
  readonly thresholds: ReadonlyMap<string, Threshold>;
  /** Keyed by commune: the known rates ascending by year, percent; undefined: secret or unknown. */
  readonly povertyRates: ReadonlyMap<string, readonly { readonly year: number; readonly rate: Fraction | undefined }[]>;
  /** Mean cents by year, then by profile index. */
  readonly nationalSpendingCents: ReadonlyMap<number, ReadonlyMap<number, number>>;
}

export function referenceDataAsKnown(
  { thresholds, communes, nationalSpending }: RosterDocuments,
  known: Knowledge,
  bands: readonly AgeBand[],
): ReferenceData {
  return {
    thresholds: new Map(
      inForce(thresholds, resultKey, known).map((version) => [
        resultKey(version),
        { intermediate: fractionFromText(version.intermediate), target: fractionFromText(version.target) },
      ]),
    ),
    povertyRates: new Map(
      [...communes].map(([commune, rates]) => [
        commune,
        inForce(rates, ({ year }) => year, known)
          .sort((a, b) => a.year - b.year)
          .map(({ year, rate }) => ({ year, rate: rate === '' ? undefined : fractionFromText(rate) })),
      ]),
    ),
    nationalSpendingCents: new Map(
      nationalSpending.map((document) => [document.year, spendingByProfile(document, known, bands)]),
    ),
  };
}

function spendingByProfile(
  { spending }: NationalSpending,
  known: Knowledge,
  bands: readonly AgeBand[],
): ReadonlyMap<number, number> {
  const byProfile = new Map<number, number>();
  for (const version of inForce(spending, spendingKey, known))
    if (version.amountCents !== null) byProfile.set(profileOf(version, bands), version.amountCents);
  return byProfile;
}

/** The key of a mean within its year. */
export function spendingKey({ ageBand, sex, ald, c2s }: NationalSpendingVersion): string {
  return `${ageBand}/${sex}/${ald}/${c2s}`;
}

/** Index of the profile of a mean. Throws RangeError when the regulation does not have its age band. */
export function profileOf({ ageBand, sex, ald, c2s }: NationalSpendingVersion, bands: readonly AgeBand[]): number {
  const band = bands.findIndex(({ label }) => label === ageBand);
  if (band < 0) throw new RangeError(`"${ageBand}" is not an age band of the regulation`);
  return profileIndex(band, sex, ald, c2s);
}
