/** One statement as a team reads it: the decision in plain words, and its payments. */
import type { Screen } from '../../frame/screen.ts';

export const screen: Screen = {
  path: '/mes-decomptes/:period',
  title: 'Mon décompte',
  roles: ['team'],
  reads: ['readDecisions', 'readDecision'],
  view: () => import('./view.tsx'),
};
