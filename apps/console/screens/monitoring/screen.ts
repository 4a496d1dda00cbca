/** Suivi: the experiment by scheme and period, beside its published figures, and the indicators of every team. */
import type { Screen } from '../../frame/screen.ts';
import { STAFF } from '../../session/roles.ts';

export const screen: Screen = {
  path: '/suivi',
  title: 'Suivi de l’expérimentation',
  roles: STAFF,
  reads: ['listMonitoring', 'listPublishedFigures', 'listIndicators'],
  menu: { group: 'Référence', order: 16, letter: 's' },
  view: () => import('./view.tsx'),
};
