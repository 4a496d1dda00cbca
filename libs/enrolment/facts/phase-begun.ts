/** Phase of a team in its experiment from a day on (phases.csv). */
import { dayFromText, dayText, firstDayOf, quarterOf, yearOf } from '#libs/kernel/day.ts';
import type { Event } from '#libs/event-store/typed-event.ts';
import { type CheckedRow, recordedTeam } from '#libs/facts/checked-row.ts';
import { key, optionalColumn, required } from '#libs/facts/column.ts';
import { factKind } from '#libs/facts/fact-kind.ts';
import type { Scheme } from '#libs/regulation/regulation.ts';

export type PhaseBegun = Event<
  'PhaseBegun',
  { readonly team_id: string; readonly phase: string; readonly from: string; readonly known_on: string }
>;

export const PHASES = factKind<'phases', PhaseBegun>({
  name: 'phases',
  event: 'PhaseBegun',
  about: 'Phase of a team in its experiment from a day on; an empty phase withdraws one entered in error.',
  summary:
    'Phase d’une équipe dans son expérimentation à partir d’un jour ; vide, elle retire une phase saisie par erreur.',
  label: 'phase',
  stream: { category: 'team', column: 'team_id' },
  effective: 'from',
  columns: {
    team_id: key('team'),
    phase: optionalColumn('phase'),
    from: key('day'),
    known_on: required('day'),
  },
  example: { team_id: 'PEPS-01', phase: 'FORFAIT', from: '2024-01-01', known_on: '2024-01-05' },
  rule: (row, context) => {
    const scheme = context.regulation.schemes.get(context.schemes.get(row.text('team_id')) ?? '');
    if (scheme !== undefined && row.isSound('phase') && !scheme.phases.includes(row.text('phase')))
      row.fault('phase', 'PHASE_NOT_OF_SCHEME', { scheme: scheme.name, phases: scheme.phases });
    phaseStart(row, scheme);
    recordedTeam(row, context);
  },
});

/** A phase starts on the first day of a quarter (ACTIVE: of a year), not before the first text of its scheme. */
function phaseStart(row: CheckedRow<'phase' | 'from'>, scheme: Scheme | undefined): void {
  if (!row.isSound('from')) return;
  const from = dayFromText(row.text('from'));
  if (firstDayOf(quarterOf(from)) !== from) row.fault('from', 'PHASE_WITHIN_QUARTER', {});
  else if (row.text('phase') === 'ACTIVE' && !row.text('from').endsWith('-01-01'))
    row.fault('from', 'ACTIVE_WITHIN_YEAR', { nextYear: yearOf(from) + 1 });
  const first = scheme?.texts[0];
  if (first !== undefined && from < first.from)
    row.fault('from', 'PHASE_BEFORE_TEXT', { scheme: first.scheme, text: first.id, from: dayText(first.from) });
}
