/** Campagnes: the runs, the preview of the next one, and the answers of the bank. */
import type { Screen } from '../../frame/screen.ts';
import { STAFF } from '../../session/roles.ts';

export const screen: Screen = {
  path: '/campagnes',
  title: 'Campagnes et paiements',
  roles: STAFF,
  reads: [
    'listPaymentRuns',
    'previewPaymentRun',
    'listEnvelopes',
    'listExceptions',
    'listConfirmations',
    'readTodo',
    'listBankAccounts',
    'listTeams',
  ],
  menu: { group: 'Paiements', order: 8, letter: 'c' },
  view: () => import('./view.tsx'),
};
