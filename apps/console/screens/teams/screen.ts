/** Équipes: every team, with its phase and its professionals on a day. */
import type { Screen } from '../../frame/screen.ts';
import { STAFF } from '../../session/roles.ts';

export const screen: Screen = {
  path: '/equipes',
  title: 'Équipes',
  roles: STAFF,
  reads: [
    'listTeams',
    'listCandidates',
    'readCandidate',
    'compareSchemesForCandidate',
    'listCloseOuts',
    'readCloseOut',
    'listConfirmations',
  ],
  menu: { group: 'Référence', order: 10, letter: 'q' },
  view: () => import('./view.tsx'),
};
