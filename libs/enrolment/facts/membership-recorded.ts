/** Membership of a professional in a team (members.csv). */
import type { Event } from '#libs/event-store/typed-event.ts';
import { endNotBeforeStart, recordedTeam } from '#libs/facts/checked-row.ts';
import { key, optionalColumn, required } from '#libs/facts/column.ts';
import { factKind } from '#libs/facts/fact-kind.ts';

export type MembershipRecorded = Event<
  'MembershipRecorded',
  {
    readonly team_id: string;
    readonly rpps: string;
    readonly profession: string;
    readonly from: string;
    readonly until: string;
    readonly known_on: string;
  }
>;

export const MEMBERS = factKind<'members', MembershipRecorded>({
  name: 'members',
  event: 'MembershipRecorded',
  about: 'Membership of a professional in a team.',
  summary: 'Appartenance d’un professionnel à une équipe.',
  label: 'membre',
  stream: { category: 'team', column: 'team_id' },
  effective: 'from',
  columns: {
    team_id: key('team'),
    rpps: key('rpps'),
    profession: required('profession'),
    from: key('day'),
    until: optionalColumn('day'),
    known_on: required('day'),
  },
  example: {
    team_id: 'PEPS-01',
    rpps: '10000000017',
    profession: 'GP',
    from: '2024-01-01',
    until: '',
    known_on: '2024-01-05',
  },
  rule: (row, context) => {
    endNotBeforeStart(row);
    recordedTeam(row, context);
  },
});
