/** Rejeux et régularisations: what decided periods would be now, why, and the differences that are decided in their turn. */
import type { Screen } from '../../frame/screen.ts';
import { STAFF } from '../../session/roles.ts';

export const screen: Screen = {
  path: '/rejeux',
  title: 'Rejeux et régularisations',
  roles: STAFF,
  reads: ['listJobs', 'getJobResult', 'listReplays', 'compareReplays', 'listRegularisations', 'readTodo'],
  menu: { group: 'Travail', order: 7, letter: 'r' },
  view: () => import('./view.tsx'),
};
