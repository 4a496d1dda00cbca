/** Décomptes: the list, with filters and totals. */
import type { Screen } from '../../frame/screen.ts';
import { STAFF } from '../../session/roles.ts';

export const screen: Screen = {
  path: '/decomptes',
  title: 'Décomptes',
  roles: STAFF,
  reads: ['listStatements', 'sumStatements'],
  menu: { group: 'Travail', order: 3, letter: 'd' },
  view: () => import('./view.tsx'),
};
