/** The health of a projection in French. */
import { type Health, healthOf } from '#libs/read-store/health.ts';
import type { ProjectionStatus } from '#libs/read-store/read-store.ts';

const TEXTS: Readonly<Record<Health, (status: ProjectionStatus) => string>> = {
  NEVER_BUILT: () => 'jamais construite',
  UNSOUND: () => 'à reconstruire',
  BEHIND: ({ stored, processed }) => `${stored - processed} en attente`,
  UP_TO_DATE: () => 'à jour',
};

export function healthText(status: ProjectionStatus): string {
  return TEXTS[healthOf(status)](status);
}
