import { DomainError } from '#libs/kernel/domain-error.ts';
import { Failure } from '#libs/kernel/failure.ts';
import { StoreDamaged } from '#libs/kernel/store-unavailable.ts';

/**
 * Folds one event into a state. Throws StoreDamaged with the position of an event that cannot follow those before it; refusals and failures
 * of a store stay as they are.
 */
export function folded<State>({ position }: { readonly position: number }, fold: () => State): State {
  try {
    return fold();
  } catch (error) {
    if (error instanceof Failure || error instanceof DomainError) throw error;
    throw new StoreDamaged({ code: 'EVENT_IMPOSSIBLE', data: { position } }, { cause: error });
  }
}
