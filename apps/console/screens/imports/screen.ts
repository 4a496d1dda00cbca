/** Imports: files of facts are sent, and rows set aside are mended and sent again. */
import type { Screen } from '../../frame/screen.ts';

export const screen: Screen = {
  path: '/imports',
  title: 'Imports',
  roles: ['operator', 'auditor'],
  reads: ['listImports', 'listSetAsideRows', 'summariseSetAside', 'getJob', 'getJobResult'],
  menu: { group: 'Travail', order: 2, letter: 'i' },
  view: () => import('./view.tsx'),
};
