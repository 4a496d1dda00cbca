/** Événement: one event of the log, with its cause and the events recorded with it. */
import type { Screen } from '../../frame/screen.ts';

export const screen: Screen = {
  path: '/journal/:position',
  title: 'Événement',
  roles: ['auditor', 'operator'],
  reads: ['readEvent'],
  view: () => import('./view.tsx'),
};
