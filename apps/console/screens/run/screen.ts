/** Campagne: one run, to read and to release by its code, with its files, payments and answers. */
import type { Screen } from '../../frame/screen.ts';
import { STAFF } from '../../session/roles.ts';

export const screen: Screen = {
  path: '/campagnes/:run',
  title: 'Campagne',
  roles: STAFF,
  reads: ['readPaymentRun', 'listConfirmations'],
  view: () => import('./view.tsx'),
};
