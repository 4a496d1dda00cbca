/** Enveloppes: what each is worth, has committed, released and paid, what is left, and the exceptions given. */
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
