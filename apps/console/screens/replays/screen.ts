/** Rejeux et régularisations: the present calculation of decided periods, the causes of differences, and the decisions on them. */
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
