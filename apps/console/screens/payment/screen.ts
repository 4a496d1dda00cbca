/** Paiement: one payment by its reference, with the way to its cause. */
import type { Screen } from '../../frame/screen.ts';
import { STAFF } from '../../session/roles.ts';

export const screen: Screen = {
  path: '/paiements/:reference',
  title: 'Paiement',
  roles: STAFF,
  reads: ['readPayment', 'readDecision'],
  view: () => import('./view.tsx'),
};
