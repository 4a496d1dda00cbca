/** Événement: one event of the log, with what caused it and what came with it. */
import type { Screen } from '../../frame/screen.ts';

export const screen: Screen = {
  path: '/journal/:position',
  title: 'Événement',
  roles: ['auditor', 'operator'],
  reads: ['readEvent'],
  view: () => import('./view.tsx'),
};
