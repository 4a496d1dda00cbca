/** Identity of a team from a day on (teams.csv). */
import type { Event } from '#libs/event-store/typed-event.ts';
import type { CheckedRow } from '#libs/facts/checked-row.ts';
import { key, optionalColumn, required } from '#libs/facts/column.ts';
import { factKind } from '#libs/facts/fact-kind.ts';

export type TeamDescribed = Event<
  'TeamDescribed',
  {
    readonly team_id: string;
    readonly from: string;
    readonly name: string;
    readonly scheme: string;
    readonly option: string;
    readonly scope: string;
    readonly structure: string;
    readonly finess: string;
    readonly commune: string;
    readonly known_on: string;
  }
>;

export const TEAMS = factKind<'teams', TeamDescribed>({
  name: 'teams',
  event: 'TeamDescribed',
  about: 'Identity of a team from a day on: scheme, option, scope, structure, commune.',
  summary: 'Identité d’une équipe à partir d’un jour : expérimentation, option, périmètre, structure, commune.',
  label: 'équipe décrite',
  stream: { category: 'team', column: 'team_id' },
  effective: 'from',
  columns: {
    team_id: key('team'),
    from: key('day'),
    name: required('text'),
    scheme: required('scheme'),
    option: optionalColumn('option'),
    scope: optionalColumn('scope'),
    structure: required('structure'),
    finess: required('finess'),
    commune: required('commune'),
    known_on: required('day'),
  },
  example: {
    team_id: 'PEPS-01',
    from: '2024-01-01',
    name: 'Maison de santé des Tilleuls',
    scheme: 'PEPS',
    option: 'ALL',
    scope: 'GP',
    structure: 'MSP',
    finess: '010000024',
    commune: '38185',
    known_on: '2024-01-05',
  },
  rule: (row, { regulation, schemes }) => {
    const scheme = row.isSound('scheme') ? regulation.schemes.get(row.text('scheme')) : undefined;
    if (scheme === undefined) return;
    oneOfScheme(row, 'option', scheme.options, scheme.name);
    oneOfScheme(row, 'scope', scheme.scopes, scheme.name);
    const team = row.text('team_id');
    const other = schemes.get(team);
    if (other !== undefined && other !== scheme.name)
      row.fault('scheme', 'SCHEME_OF_TEAM_CHANGED', { team, scheme: other });
  },
});

/** The option or scope does not exist in the scheme, or is empty although the scheme has some. */
function oneOfScheme(
  row: CheckedRow<'option' | 'scope'>,
  column: 'option' | 'scope',
  allowed: readonly string[],
  scheme: string,
): void {
  const field = row.text(column);
  if (field === '' ? allowed.length === 0 : !row.isSound(column) || allowed.includes(field)) return;
  row.fault(column, 'NOT_OF_SCHEME', { scheme, allowed });
}
