/** Suivi: how the experiment goes by scheme and period, beside what has been published of it. */
import type { Screen } from '../../frame/screen.ts';
import { STAFF } from '../../session/roles.ts';

export const screen: Screen = {
  path: '/suivi',
  title: 'Suivi de l’expérimentation',
  roles: STAFF,
  reads: ['listMonitoring', 'listPublishedFigures'],
  menu: { group: 'Référence', order: 16, letter: 's' },
  view: () => import('./view.tsx'),
};
