/** Journal et preuve: the recorded events, who did what, and how to prove it. */
import type { Screen } from '../../frame/screen.ts';

export const screen: Screen = {
  path: '/journal',
  title: 'Journal et preuve',
  roles: ['auditor', 'operator'],
  reads: ['listStreamEvents'],
  menu: { group: 'Contrôle', order: 12, letter: 'j' },
  view: () => import('./view.tsx'),
};
