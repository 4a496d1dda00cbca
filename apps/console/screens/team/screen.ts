/** Équipe: its identity, its list by quarter, its quality over the years, its statements and its leakage. */
import type { Screen } from '../../frame/screen.ts';
import { STAFF } from '../../session/roles.ts';

export const screen: Screen = {
  path: '/equipes/:team',
  title: 'Équipe',
  roles: STAFF,
  reads: [
    'readTeam',
    'readTeamQuality',
    'listTeamIndicators',
    'listStatements',
    'listActLedger',
    'compareSchemes',
    'readCloseOut',
    'listConfirmations',
  ],
  view: () => import('./view.tsx'),
};
