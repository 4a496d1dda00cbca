/** Écarts et approbation: the variance report of a period; its statements are submitted and approved from it. */
import type { Screen } from '../../frame/screen.ts';
import { STAFF } from '../../session/roles.ts';

export const screen: Screen = {
  path: '/ecarts',
  title: 'Écarts et approbation',
  roles: STAFF,
  reads: ['listVariance', 'sumStatements', 'listRegularisations'],
  menu: { group: 'Travail', order: 6, letter: 'v' },
  view: () => import('./view.tsx'),
};
