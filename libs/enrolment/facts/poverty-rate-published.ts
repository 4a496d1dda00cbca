/** Poverty rate of a commune for a year (communes.csv). */
import type { Event } from '#libs/event-store/typed-event.ts';
import { key, optionalColumn, required } from '#libs/facts/column.ts';
import { factKind } from '#libs/facts/fact-kind.ts';

export type PovertyRatePublished = Event<
  'PovertyRatePublished',
  {
    readonly commune: string;
    readonly name: string;
    readonly year: string;
    readonly poverty_rate: string;
    readonly known_on: string;
  }
>;

export const COMMUNES = factKind<'communes', PovertyRatePublished>({
  name: 'communes',
  event: 'PovertyRatePublished',
  about: 'Poverty rate of a commune for a year, percent; empty: secret or unknown.',
  summary: 'Taux de pauvreté d’une commune pour une année, en pourcent ; vide : secret ou inconnu.',
  label: 'taux de pauvreté',
  stream: { national: 'communes' },
  effective: 'year',
  columns: {
    commune: key('commune'),
    name: required('text'),
    year: key('year'),
    poverty_rate: optionalColumn('percent'),
    known_on: required('day'),
  },
  example: { commune: '38185', name: 'Grenoble', year: '2021', poverty_rate: '19.2', known_on: '2024-01-05' },
});
