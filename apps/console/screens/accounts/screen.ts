/** Comptes: the accounts of teams, which are paid, and of envelopes, which pay. */
import type { Screen } from '../../frame/screen.ts';
import { STAFF } from '../../session/roles.ts';

export const screen: Screen = {
  path: '/comptes',
  title: 'Comptes',
  roles: STAFF,
  reads: ['listAccounts', 'listTeams', 'listEnvelopes', 'listConfirmations', 'readAccountHold'],
  menu: { group: 'Paiements', order: 10, letter: 'b' },
  view: () => import('./view.tsx'),
};
