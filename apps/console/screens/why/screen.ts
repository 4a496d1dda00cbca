/** Pourquoi: an amount taken apart, one level at a time, down to the acts, the events and the texts. */
import type { Screen } from '../../frame/screen.ts';
import { STAFF } from '../../session/roles.ts';

export const screen: Screen = {
  path: '/decomptes/:team/:period/pourquoi',
  title: 'Pourquoi',
  roles: [...STAFF, 'team'],
  reads: ['explainStatementSummary'],
  view: () => import('./view.tsx'),
};
