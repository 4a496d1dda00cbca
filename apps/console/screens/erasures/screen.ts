/** Effacements: erased patients, and proposed erasures; two people decide. */
import type { Screen } from '../../frame/screen.ts';

export const screen: Screen = {
  path: '/effacements',
  title: 'Effacement de patients',
  roles: ['operator', 'approver', 'auditor'],
  reads: ['listErasures', 'readErasure', 'listDueErasures'],
  menu: { group: 'Contrôle', order: 16, letter: 'o' },
  view: () => import('./view.tsx'),
};
