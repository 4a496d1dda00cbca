/** One statement as a team reads it: what is decided, in plain words, and how it is paid. */
import type { Screen } from '../../frame/screen.ts';

export const screen: Screen = {
  path: '/mes-decomptes/:period',
  title: 'Mon décompte',
  roles: ['team'],
  reads: ['readDecisions', 'readDecision'],
  view: () => import('./view.tsx'),
};
