/** National mean spending of a year by profile (national_spending.csv). */
import type { Event } from '#libs/event-store/typed-event.ts';
import { notNegative } from '#libs/facts/checked-row.ts';
import { key, optionalColumn, required } from '#libs/facts/column.ts';
import { factKind } from '#libs/facts/fact-kind.ts';

export type NationalSpendingPublished = Event<
  'NationalSpendingPublished',
  {
    readonly year: string;
    readonly age_band: string;
    readonly sex: string;
    readonly ald: string;
    readonly c2s: string;
    readonly amount_cents: string;
    readonly known_on: string;
  }
>;

export const NATIONAL_SPENDING = factKind<'national_spending', NationalSpendingPublished>({
  name: 'national_spending',
  event: 'NationalSpendingPublished',
  about: 'National mean spending of a year by profile.',
  summary: 'Dépense nationale moyenne d’une année, par profil.',
  label: 'dépense nationale',
  stream: { national: 'spending' },
  effective: 'year',
  columns: {
    year: key('year'),
    age_band: key('ageBand'),
    sex: key('sex'),
    ald: key('flag'),
    c2s: key('flag'),
    amount_cents: optionalColumn('cents'),
    known_on: required('day'),
  },
  example: {
    year: '2024',
    age_band: '60-69',
    sex: 'F',
    ald: '1',
    c2s: '0',
    amount_cents: '812000',
    known_on: '2025-06-01',
  },
  rule: (row) => {
    notNegative(row, 'amount_cents');
  },
});
