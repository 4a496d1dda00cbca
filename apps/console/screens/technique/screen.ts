/** Technique: whether the projections follow the log, how far they are behind, and the deliveries of webhooks. */
import type { Screen } from '../../frame/screen.ts';

export const screen: Screen = {
  path: '/technique',
  title: 'Technique',
  roles: ['operator', 'auditor'],
  reads: ['readLosses', 'listProjections', 'listWebhooks', 'readWebhook', 'listWebhookDeliveries'],
  menu: { group: 'Contrôle', order: 15, letter: 'e' },
  view: () => import('./view.tsx'),
};
