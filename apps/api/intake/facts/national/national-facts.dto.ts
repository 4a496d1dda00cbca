/** National figures, as requests give them: thresholds of the indicators, poverty rates, mean spending. */
import { COMMUNES, type PovertyRatePublished } from '#libs/enrolment/facts/poverty-rate-published.ts';
import { THRESHOLDS, type ThresholdsSet } from '#libs/quality/facts/thresholds-set.ts';
import { NATIONAL_SPENDING, type NationalSpendingPublished } from '#libs/spending/facts/national-spending-published.ts';
import { ColumnOf, type FactRow, RowOf } from '#apps/api/intake/facts/fact-row.ts';

@RowOf(THRESHOLDS)
export class ThresholdsFact implements FactRow<ThresholdsSet> {
  @ColumnOf(THRESHOLDS) indicator!: string;
  @ColumnOf(THRESHOLDS) year!: string;
  @ColumnOf(THRESHOLDS) intermediate!: string;
  @ColumnOf(THRESHOLDS) target!: string;
  @ColumnOf(THRESHOLDS) known_on!: string;
}

@RowOf(COMMUNES)
export class CommunesFact implements FactRow<PovertyRatePublished> {
  @ColumnOf(COMMUNES) commune!: string;
  @ColumnOf(COMMUNES) name!: string;
  @ColumnOf(COMMUNES) year!: string;
  @ColumnOf(COMMUNES) poverty_rate!: string | undefined;
  @ColumnOf(COMMUNES) known_on!: string;
}

@RowOf(NATIONAL_SPENDING)
export class NationalSpendingFact implements FactRow<NationalSpendingPublished> {
  @ColumnOf(NATIONAL_SPENDING) year!: string;
  @ColumnOf(NATIONAL_SPENDING) age_band!: string;
  @ColumnOf(NATIONAL_SPENDING) sex!: string;
  @ColumnOf(NATIONAL_SPENDING) ald!: string;
  @ColumnOf(NATIONAL_SPENDING) c2s!: string;
  @ColumnOf(NATIONAL_SPENDING) amount_cents!: string | undefined;
  @ColumnOf(NATIONAL_SPENDING) known_on!: string;
}
