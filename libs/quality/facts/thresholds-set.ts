/** Intermediate and target values of an indicator for a year (thresholds.csv). */
import { compare, fractionFromText } from '#libs/kernel/fraction.ts';
import type { Event } from '#libs/event-store/typed-event.ts';
import { key, required } from '#libs/facts/column.ts';
import { factKind } from '#libs/facts/fact-kind.ts';

export type ThresholdsSet = Event<
  'ThresholdsSet',
  {
    readonly indicator: string;
    readonly year: string;
    readonly intermediate: string;
    readonly target: string;
    readonly known_on: string;
  }
>;

export const THRESHOLDS = factKind<'thresholds', ThresholdsSet>({
  name: 'thresholds',
  event: 'ThresholdsSet',
  about: 'Intermediate and target values of an indicator for a year, percent.',
  summary: 'Valeurs intermédiaire et cible d’un indicateur pour une année, en pourcent.',
  label: 'seuils d’un indicateur',
  stream: { national: 'thresholds' },
  effective: 'year',
  columns: {
    indicator: key('indicator'),
    year: key('year'),
    intermediate: required('percent'),
    target: required('percent'),
    known_on: required('day'),
  },
  example: { indicator: 'FLU65', year: '2024', intermediate: '55', target: '75', known_on: '2024-01-05' },
  rule: (row, { regulation }) => {
    if (!row.isSound('indicator', 'intermediate', 'target')) return;
    const [indicator, target] = [row.text('indicator'), row.text('target')];
    const higherIsBetter = regulation.indicators.get(indicator)?.direction === 'UP';
    const difference = compare(fractionFromText(row.text('intermediate')), fractionFromText(target));
    if (higherIsBetter ? difference > 0 : difference < 0)
      row.fault('intermediate', 'THRESHOLDS_OUT_OF_ORDER', { indicator, target, higherIsBetter });
  },
});
