/** Quality results of teams, as requests give them. */
import { QUALITY, type QualityMeasured } from '#libs/quality/facts/quality-measured.ts';
import { ColumnOf, type FactRow, RowOf } from '#apps/api/intake/facts/fact-row.ts';

@RowOf(QUALITY)
export class QualityFact implements FactRow<QualityMeasured> {
  @ColumnOf(QUALITY) team_id!: string;
  @ColumnOf(QUALITY) year!: string;
  @ColumnOf(QUALITY) indicator!: string;
  @ColumnOf(QUALITY) numerator!: string;
  @ColumnOf(QUALITY) denominator!: string;
  @ColumnOf(QUALITY) known_on!: string;
}
