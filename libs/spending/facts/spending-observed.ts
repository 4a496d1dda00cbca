/** All the spending of the insurance for a patient in a year (spending.csv). */
import type { Event } from '#libs/event-store/typed-event.ts';
import { notNegative } from '#libs/facts/checked-row.ts';
import { key, optionalColumn, required } from '#libs/facts/column.ts';
import { factKind } from '#libs/facts/fact-kind.ts';

export type SpendingObserved = Event<
  'SpendingObserved',
  { readonly patient_id: string; readonly year: string; readonly amount_cents: string; readonly known_on: string }
>;

export const SPENDING = factKind<'spending', SpendingObserved>({
  name: 'spending',
  event: 'SpendingObserved',
  about: 'All the spending of the insurance for a patient in a year.',
  summary: 'Toute la dépense de l’assurance pour un patient dans une année.',
  label: 'dépense',
  stream: { category: 'patient', column: 'patient_id' },
  effective: 'year',
  columns: {
    patient_id: key('patient'),
    year: key('year'),
    amount_cents: optionalColumn('cents'),
    known_on: required('day'),
  },
  example: { patient_id: 'a1b2c3d4e5f60718', year: '2024', amount_cents: '312450', known_on: '2025-06-01' },
  rule: (row) => {
    notNegative(row, 'amount_cents');
  },
});
