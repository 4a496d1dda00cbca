/** Reads what is stored: where that fails, the store is damaged. */
import { DomainError } from '#libs/kernel/domain-error.ts';
import { Failure } from '#libs/kernel/failure.ts';
import type { StoreDamaged } from '#libs/kernel/store-unavailable.ts';

/** Throws what `damaged` makes of an error of `read`; refusals and failures of a store stay as they are. */
export function orDamaged<T>(read: () => T, damaged: (cause: unknown) => StoreDamaged): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Failure || error instanceof DomainError) throw error;
    throw damaged(error);
  }
}
