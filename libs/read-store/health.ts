/** Whether a projection matches the log: compares the processed events with the stored ones. */
import type { ProjectionStatus } from '#libs/read-store/read-store.ts';

export type Health = 'NEVER_BUILT' | 'UNSOUND' | 'BEHIND' | 'UP_TO_DATE';

/** UNSOUND: it reached the end without having processed all that is stored, or it set events aside. */
export function healthOf({ version, position, end, processed, stored, poison }: ProjectionStatus): Health {
  if (version === 0) return 'NEVER_BUILT';
  if (poison > 0 || processed > stored || (position >= end && processed !== stored)) return 'UNSOUND';
  return processed === stored ? 'UP_TO_DATE' : 'BEHIND';
}
