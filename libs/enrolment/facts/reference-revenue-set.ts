/** Former pay of a team for a quarter, against which the forfait is capped (reference_revenue.csv). */
import type { Event } from '#libs/event-store/typed-event.ts';
import { recordedTeam } from '#libs/facts/checked-row.ts';
import { key, optionalColumn, required } from '#libs/facts/column.ts';
import { factKind } from '#libs/facts/fact-kind.ts';

export type ReferenceRevenueSet = Event<
  'ReferenceRevenueSet',
  { readonly team_id: string; readonly quarter: string; readonly amount_cents: string; readonly known_on: string }
>;

export const REFERENCE_REVENUE = factKind<'reference_revenue', ReferenceRevenueSet>({
  name: 'reference_revenue',
  event: 'ReferenceRevenueSet',
  about: 'Former pay of a team for a quarter, against which the forfait is capped.',
  summary: 'Rémunération ancienne d’une équipe pour un trimestre, à laquelle le forfait est plafonné.',
  label: 'revenu de référence',
  stream: { category: 'team', column: 'team_id' },
  effective: 'quarter',
  columns: {
    team_id: key('team'),
    quarter: key('quarter'),
    amount_cents: optionalColumn('cents'),
    known_on: required('day'),
  },
  example: { team_id: 'PEPS-01', quarter: '2024-Q1', amount_cents: '4125000', known_on: '2024-05-02' },
  rule: (row, context) => {
    if (row.isSound('amount_cents') && Number(row.text('amount_cents')) <= 0)
      row.fault('amount_cents', 'REVENUE_NOT_POSITIVE', {});
    recordedTeam(row, context);
  },
});
