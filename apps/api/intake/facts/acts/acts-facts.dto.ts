/** Acts, as requests give them. */
import { ACTS, type ActRecorded } from '#libs/acts/facts/act-recorded.ts';
import { ColumnOf, type FactRow, RowOf } from '#apps/api/intake/facts/fact-row.ts';

@RowOf(ACTS)
export class ActsFact implements FactRow<ActRecorded> {
  @ColumnOf(ACTS) act_id!: string;
  @ColumnOf(ACTS) patient_id!: string;
  @ColumnOf(ACTS) executant_rpps!: string;
  @ColumnOf(ACTS) profession!: string;
  @ColumnOf(ACTS) act_code!: string;
  @ColumnOf(ACTS) quantity!: string;
  @ColumnOf(ACTS) care_on!: string;
  @ColumnOf(ACTS) base_cents!: string;
  @ColumnOf(ACTS) paid_cents!: string;
  @ColumnOf(ACTS) qualifier!: string | undefined;
  @ColumnOf(ACTS) reverses!: string | undefined;
  @ColumnOf(ACTS) known_on!: string;
}
