/** À faire: the tasks, by role, with amounts. */
import type { Screen } from '../../frame/screen.ts';
import { STAFF } from '../../session/roles.ts';

export const screen: Screen = {
  path: '/a-faire',
  title: 'À faire',
  roles: STAFF,
  reads: ['readTodo', 'readLosses'],
  menu: { group: 'Travail', order: 1, letter: 'f', badge: () => import('./badge.tsx') },
  view: () => import('./view.tsx'),
};
