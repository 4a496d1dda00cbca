/** Start-up credit (crédit d’amorçage) of a team (credits.csv). */
import type { Event } from '#libs/event-store/typed-event.ts';
import { recordedTeam } from '#libs/facts/checked-row.ts';
import { key, optionalColumn, required } from '#libs/facts/column.ts';
import { factKind } from '#libs/facts/fact-kind.ts';

export type StartupCreditGranted = Event<
  'StartupCreditGranted',
  {
    readonly team_id: string;
    readonly due_on: string;
    readonly label: string;
    readonly amount_cents: string;
    readonly known_on: string;
  }
>;

export const CREDITS = factKind<'credits', StartupCreditGranted>({
  name: 'credits',
  event: 'StartupCreditGranted',
  about: 'Start-up credit (crédit d’amorçage) of a team, due on a day; negative: taken back.',
  summary: 'Crédit d’amorçage d’une équipe, dû un jour ; négatif : repris.',
  label: 'crédit d’amorçage',
  stream: { category: 'team', column: 'team_id' },
  effective: 'due_on',
  columns: {
    team_id: key('team'),
    due_on: key('day'),
    label: key('identifier'),
    amount_cents: optionalColumn('cents'),
    known_on: required('day'),
  },
  example: {
    team_id: 'PEPS-01',
    due_on: '2024-03-15',
    label: 'amorçage-1',
    amount_cents: '2500000',
    known_on: '2024-02-01',
  },
  rule: (row, context) => {
    if (row.isSound('amount_cents') && Number(row.text('amount_cents')) === 0)
      row.fault('amount_cents', 'CREDIT_OF_ZERO', {});
    recordedTeam(row, context);
  },
});
