/** Décompte: one statement, its decisions, and the possible actions. */
import type { Screen } from '../../frame/screen.ts';
import { STAFF } from '../../session/roles.ts';

export const screen: Screen = {
  path: '/decomptes/:team/:period',
  title: 'Décompte',
  roles: STAFF,
  reads: ['readStatement', 'readDecisions', 'readDecision', 'listStatements'],
  view: () => import('./view.tsx'),
};
