/** Doublons: ids of patients that may belong to one person, and ids that two people have merged. */
import type { Screen } from '../../frame/screen.ts';

export const screen: Screen = {
  path: '/doublons',
  title: 'Doublons de patients',
  roles: ['operator', 'approver', 'auditor'],
  reads: ['listLookAlikes', 'listPatientMerges', 'readPatientMergeEffect'],
  menu: { group: 'Travail', order: 4, letter: 'k' },
  view: () => import('./view.tsx'),
};
