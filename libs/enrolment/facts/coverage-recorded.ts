/** Long-term condition (ALD) or complementary health cover (C2S) of a patient (coverage.csv). */
import type { Event } from '#libs/event-store/typed-event.ts';
import { endNotBeforeStart } from '#libs/facts/checked-row.ts';
import { key, optionalColumn, optionalKey, required } from '#libs/facts/column.ts';
import { factKind } from '#libs/facts/fact-kind.ts';

export type CoverageRecorded = Event<
  'CoverageRecorded',
  {
    readonly patient_id: string;
    readonly kind: string;
    readonly ald_number: string;
    readonly from: string;
    readonly until: string;
    readonly known_on: string;
  }
>;

const LAST_ALD = 32;

export const COVERAGE = factKind<'coverage', CoverageRecorded>({
  name: 'coverage',
  event: 'CoverageRecorded',
  about: 'Long-term condition (ALD) or complementary health cover (C2S) of a patient.',
  summary: 'Affection de longue durée (ALD) ou complémentaire santé solidaire (C2S) d’un patient.',
  label: 'couverture',
  stream: { category: 'patient', column: 'patient_id' },
  effective: 'from',
  columns: {
    patient_id: key('patient'),
    kind: key('coverageKind'),
    ald_number: optionalKey('integer'),
    from: key('day'),
    until: optionalColumn('day'),
    known_on: required('day'),
  },
  example: {
    patient_id: 'a1b2c3d4e5f60718',
    kind: 'ALD',
    ald_number: '8',
    from: '2022-04-01',
    until: '',
    known_on: '2024-01-05',
  },
  rule: (row) => {
    const number = row.text('ald_number');
    const isAld = row.text('kind') === 'ALD';
    if (isAld && number === '') row.fault('ald_number', 'MISSING', {});
    if (isAld && row.isSound('ald_number') && (Number(number) < 1 || Number(number) > LAST_ALD))
      row.fault('ald_number', 'NOT_AN_ALD_NUMBER', { last: LAST_ALD });
    if (row.text('kind') === 'C2S' && number !== '') row.fault('ald_number', 'ALD_NUMBER_OF_C2S', {});
    endNotBeforeStart(row);
  },
});
