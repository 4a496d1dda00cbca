/** Mes décomptes: the decisions and payments for the person's own team. */
import type { Screen } from '../../frame/screen.ts';

export const screen: Screen = {
  path: '/mes-decomptes',
  title: 'Mes décomptes',
  roles: ['team'],
  reads: ['listStatements', 'listPayments'],
  menu: { group: 'Travail', order: 14, letter: 'm' },
  view: () => import('./view.tsx'),
};
