/** Whether what a projection holds is what the log has: by the count of what it processed against what is stored. */
import type { ProjectionStatus } from '#libs/read-store/read-store.ts';

export type Health = 'NEVER_BUILT' | 'UNSOUND' | 'BEHIND' | 'UP_TO_DATE';

/** UNSOUND: it has caught up and has not processed what is stored, or has set events aside. */
export function healthOf({ version, position, end, processed, stored, poison }: ProjectionStatus): Health {
  if (version === 0) return 'NEVER_BUILT';
  if (poison > 0 || processed > stored || (position >= end && processed !== stored)) return 'UNSOUND';
  return processed === stored ? 'UP_TO_DATE' : 'BEHIND';
}

/** The same in French. */
export function healthText(status: ProjectionStatus): string {
  const { stored, processed } = status;
  const texts: Readonly<Record<Health, string>> = {
    NEVER_BUILT: 'jamais construite',
    UNSOUND: 'à reconstruire',
    BEHIND: `${stored - processed} en attente`,
    UP_TO_DATE: 'à jour',
  };
  return texts[healthOf(status)];
}
