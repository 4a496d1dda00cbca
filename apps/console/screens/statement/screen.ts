/** Décompte: one statement, how it came to be decided, and what may be done with it. */
import type { Screen } from '../../frame/screen.ts';
import { STAFF } from '../../session/roles.ts';

export const screen: Screen = {
  path: '/decomptes/:team/:period',
  title: 'Décompte',
  roles: STAFF,
  reads: ['readStatement', 'readDecisions', 'readDecision', 'listStatements'],
  view: () => import('./view.tsx'),
};
