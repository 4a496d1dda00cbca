/** Result of a team for a quality indicator and a year (quality.csv). */
import type { Event } from '#libs/event-store/typed-event.ts';
import { notNegative, recordedTeam } from '#libs/facts/checked-row.ts';
import { key, required } from '#libs/facts/column.ts';
import { factKind } from '#libs/facts/fact-kind.ts';

export type QualityMeasured = Event<
  'QualityMeasured',
  {
    readonly team_id: string;
    readonly year: string;
    readonly indicator: string;
    readonly numerator: string;
    readonly denominator: string;
    readonly known_on: string;
  }
>;

export const QUALITY = factKind<'quality', QualityMeasured>({
  name: 'quality',
  event: 'QualityMeasured',
  about: 'Result of a team for a quality indicator and a year.',
  summary: 'Résultat d’une équipe à un indicateur de qualité, pour une année.',
  label: 'qualité',
  stream: { category: 'team', column: 'team_id' },
  effective: 'year',
  columns: {
    team_id: key('team'),
    year: key('year'),
    indicator: key('indicator'),
    numerator: required('integer'),
    denominator: required('integer'),
    known_on: required('day'),
  },
  example: {
    team_id: 'PEPS-01',
    year: '2024',
    indicator: 'FLU65',
    numerator: '412',
    denominator: '600',
    known_on: '2025-03-01',
  },
  rule: (row, context) => {
    notNegative(row, 'numerator');
    notNegative(row, 'denominator');
    const [numerator, denominator] = [row.text('numerator'), row.text('denominator')];
    if (row.isSound('numerator', 'denominator') && Number(numerator) > Number(denominator))
      row.fault('numerator', 'NUMERATOR_TOO_GREAT', { denominator });
    recordedTeam(row, context);
  },
});
