/**
 * Decisions on the erasure of a patient: one person proposes it, another confirms it by the code that was read, or refuses it; its author
 * may withdraw it.
 */
import type { Aggregate } from '#libs/commands/aggregate.ts';
import {
  type Confirming,
  type Ending,
  type Refusing,
  requireConfirmation,
  requireRefusal,
  requireWithdrawal,
} from '#libs/commands/proposal.ts';
import { requireReason } from '#libs/commands/refusals.ts';
import type { Person } from '#libs/event-store/author.ts';
import { ERASURE_EVENTS, type ErasureContent, type ErasureEffects, type ErasureEvent } from '#libs/erasure/events.ts';
import { refused } from '#libs/erasure/refusals.ts';
import { type ConfirmedErasure, type ErasureState, evolve, isConfirmed, isFinished } from '#libs/erasure/state.ts';

/** `effects`: the present effects, which may differ from those at the proposal. */
export type ErasureCommand =
  | { readonly type: 'propose'; readonly by: Person; readonly content: ErasureContent }
  | ({ readonly type: 'confirm'; readonly effects: ErasureEffects } & Confirming)
  /** `effects`: undefined without a code, which covers them. */
  | ({ readonly type: 'refuse'; readonly effects?: ErasureEffects | undefined } & Refusing)
  | ({ readonly type: 'withdraw'; readonly effects?: ErasureEffects | undefined } & Ending)
  /** The kept part is recorded, and next the keys of these references are destroyed; also once more after the completion. */
  | { readonly type: 'begin'; readonly references: readonly string[] }
  /** The patient's data are gone; `keys`: the number of destroyed keys. */
  | { readonly type: 'complete'; readonly keys: number };

export function erasure(id: string): Aggregate<ErasureState, ErasureCommand, ErasureEvent> {
  return {
    events: ERASURE_EVENTS,
    initial: () => ({ status: 'none' }),
    evolve,
    decide: (command, state) => decide(id, command, state),
  };
}

/** Throws ALREADY_ERASED, NO_ERASURE_PROPOSED, and the refusals of libs/commands/proposal.ts. */
function decide(id: string, command: ErasureCommand, state: ErasureState): readonly ErasureEvent[] {
  if (command.type === 'complete') return completed(id, command.keys, state);
  if (command.type === 'begin') {
    const { reference } = requireConfirmed(id, state).content;
    return [{ type: 'ErasureBegun', effective: id, data: { reference, references: command.references } }];
  }
  if (isConfirmed(state)) throw refused('ALREADY_ERASED', { erasure: id, isFinished: isFinished(state) });
  if (command.type === 'propose') {
    requireReason(command.content.reason);
    return [{ type: 'ErasureProposed', effective: id, data: command.content }];
  }
  if (state.status !== 'proposed') throw refused('NO_ERASURE_PROPOSED', { erasure: id });
  const { proposal } = state;
  const { reference, ground, reason } = proposal.content;
  switch (command.type) {
    case 'confirm': {
      const { effects } = command;
      requireConfirmation(proposal, command, effects);
      return [{ type: 'ErasureConfirmed', effective: id, data: { reference, ground, reason, ...effects } }];
    }
    case 'refuse':
      return [
        {
          type: 'ErasureRefused',
          effective: id,
          data: { reference, reason: requireRefusal(proposal, command, command.effects) },
        },
      ];
    case 'withdraw':
      requireWithdrawal(proposal, command, command.effects);
      return [{ type: 'ErasureWithdrawn', effective: id, data: { reference } }];
  }
}

/** Records the completion once for each start; a repetition changes nothing. */
function completed(id: string, keys: number, state: ErasureState): readonly ErasureEvent[] {
  const confirmed = requireConfirmed(id, state);
  if (isFinished(confirmed)) return [];
  const { reference } = confirmed.content;
  return [{ type: 'ErasureCompleted', effective: id, data: { reference, keys } }];
}

function requireConfirmed(id: string, state: ErasureState): ConfirmedErasure {
  if (!isConfirmed(state)) throw refused('NO_ERASURE_PROPOSED', { erasure: id });
  return state;
}
