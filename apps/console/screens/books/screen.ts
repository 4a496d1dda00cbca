/** Comptabilité: the entries of the general ledger, and the open amounts of a year at its end. */
import type { Screen } from '../../frame/screen.ts';

export const screen: Screen = {
  path: '/comptabilite',
  title: 'Comptabilité',
  roles: ['authorising-officer', 'accountant', 'auditor'],
  reads: ['listGeneralLedger', 'readAccruals'],
  menu: { group: 'Paiements', order: 13, letter: 'l' },
  view: () => import('./view.tsx'),
};
