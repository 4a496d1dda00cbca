/** Enveloppes: the amount of each, committed, released, paid and remaining amounts, and the exceptions. */
import type { Screen } from '../../frame/screen.ts';
import { STAFF } from '../../session/roles.ts';

export const screen: Screen = {
  path: '/enveloppes',
  title: 'Enveloppes',
  roles: STAFF,
  reads: ['listEnvelopes', 'listExceptions', 'listConfirmations'],
  menu: { group: 'Paiements', order: 9, letter: 'n' },
  view: () => import('./view.tsx'),
};
