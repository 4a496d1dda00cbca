/** Spending of patients, as requests give it. */
import { SPENDING, type SpendingObserved } from '#libs/spending/facts/spending-observed.ts';
import { ColumnOf, type FactRow, RowOf } from '#apps/api/intake/facts/fact-row.ts';

@RowOf(SPENDING)
export class SpendingFact implements FactRow<SpendingObserved> {
  @ColumnOf(SPENDING) patient_id!: string;
  @ColumnOf(SPENDING) year!: string;
  @ColumnOf(SPENDING) amount_cents!: string | undefined;
  @ColumnOf(SPENDING) known_on!: string;
}
