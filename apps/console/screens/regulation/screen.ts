/** Réglementation: values by date, the changes of a version, the proposed version, and what-ifs. */
import type { Screen } from '../../frame/screen.ts';
import { STAFF } from '../../session/roles.ts';

export const screen: Screen = {
  path: '/reglementation',
  title: 'Réglementation',
  roles: STAFF,
  reads: [
    'listRegulationVersions',
    'readRegulationVersion',
    'compareRegulationVersions',
    'readProposedRegulation',
    'listSimulations',
    'listSimulationEffects',
  ],
  menu: { group: 'Référence', order: 11, letter: 't' },
  view: () => import('./view.tsx'),
};
