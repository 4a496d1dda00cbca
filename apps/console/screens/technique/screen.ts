/** Technique: whether what is read follows the log, and how far it is behind. */
import type { Screen } from '../../frame/screen.ts';

export const screen: Screen = {
  path: '/technique',
  title: 'Technique',
  roles: ['operator', 'auditor'],
  reads: ['listProjections'],
  menu: { group: 'Contrôle', order: 15, letter: 'e' },
  view: () => import('./view.tsx'),
};
