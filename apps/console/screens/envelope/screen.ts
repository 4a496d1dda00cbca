/** Enveloppe: one envelope over its years and teams, its terms, its account, and the debts of teams. */
import type { Screen } from '../../frame/screen.ts';
import { STAFF } from '../../session/roles.ts';

export const screen: Screen = {
  path: '/enveloppes/:envelope',
  title: 'Enveloppe',
  roles: STAFF,
  reads: ['readEnvelope', 'listConfirmations'],
  view: () => import('./view.tsx'),
};
