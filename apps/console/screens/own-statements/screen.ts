/** Mes décomptes: what is decided and paid for the team of the person. */
import type { Screen } from '../../frame/screen.ts';

export const screen: Screen = {
  path: '/mes-decomptes',
  title: 'Mes décomptes',
  roles: ['team'],
  reads: ['listStatements', 'listPayments'],
  menu: { group: 'Travail', order: 14, letter: 'm' },
  view: () => import('./view.tsx'),
};
