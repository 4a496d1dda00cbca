/** The state of the erasure of a patient. */
import type { Proposal } from '#libs/commands/proposal.ts';
import type { CommandMeta } from '#libs/event-store/author.ts';
import { type Recorded, commandMetaOf } from '#libs/event-store/typed-event.ts';
import type { ErasureContent, ErasureEvent } from '#libs/erasure/events.ts';

type ErasureProposal = Proposal<ErasureContent>;

interface Confirmed {
  readonly proposal: ErasureProposal;
  readonly content: ErasureContent;
  /** The person who confirmed, and the instant. */
  readonly confirmed: CommandMeta;
}

/** Refused and withdrawn erasures may be proposed again. A confirmed one cannot be stopped: the remaining steps are retried until all are done. */
export type ErasureState =
  | { readonly status: 'none' }
  | { readonly status: 'proposed'; readonly proposal: ErasureProposal }
  | {
      readonly status: 'refused';
      readonly proposal: ErasureProposal;
      readonly ended: CommandMeta;
      readonly reason: string;
    }
  | { readonly status: 'withdrawn'; readonly proposal: ErasureProposal; readonly ended: CommandMeta }
  | ({ readonly status: 'confirmed' } & Confirmed)
  /** The kept part is recorded. `references`: those of the keys to destroy. */
  | ({ readonly status: 'begun'; readonly references: readonly string[] } & Confirmed)
  /** `again`: references of keys to destroy since then, because their content named the patient later. */
  | ({
      readonly status: 'completed';
      readonly completedAt: string;
      readonly keys: number;
      readonly again: readonly string[];
    } & Confirmed);

/** The status in lists: there an erasure that is begun is still a confirmed one. */
export const ERASURE_STATUSES = [
  'proposed',
  'refused',
  'withdrawn',
  'confirmed',
  'completed',
] as const satisfies readonly ErasureState['status'][];
export type ErasureStatus = (typeof ERASURE_STATUSES)[number];

/** A confirmed erasure, whether or not it is begun or completed. */
export type ConfirmedErasure = Extract<ErasureState, Confirmed>;

export function isConfirmed(state: ErasureState): state is ConfirmedErasure {
  return state.status === 'confirmed' || state.status === 'begun' || state.status === 'completed';
}

/** Whether the data of the patient are gone, and nothing that came later waits to be. */
export function isFinished(state: ConfirmedErasure): boolean {
  return state.status === 'completed' && state.again.length === 0;
}

export function evolve(state: ErasureState, event: Recorded<ErasureEvent>): ErasureState {
  if (event.type === 'ErasureBegun') {
    const { references } = event.data;
    if (state.status === 'completed') return { ...state, again: references };
    if (!isConfirmed(state)) throw new RangeError('an erasure is begun after it is confirmed');
    const { proposal, content, confirmed } = state;
    return { status: 'begun', proposal, content, confirmed, references };
  }
  const author = commandMetaOf(event);
  switch (event.type) {
    case 'ErasureProposed': {
      const { by, at } = author;
      return {
        status: 'proposed',
        proposal: { step: 'PROPOSED_ERASURE', subject: erasureIdOf(event.data.reference), content: event.data, by, at },
      };
    }
    case 'ErasureConfirmed':
      return { status: 'confirmed', proposal: proposalOf(state), content: event.data, confirmed: author };
    case 'ErasureRefused':
      return { status: 'refused', proposal: proposalOf(state), ended: author, reason: event.data.reason };
    case 'ErasureWithdrawn':
      return { status: 'withdrawn', proposal: proposalOf(state), ended: author };
    case 'ErasureCompleted': {
      const { keys } = event.data;
      if (state.status === 'completed') return { ...state, keys: state.keys + keys, again: [] };
      if (!isConfirmed(state)) throw new RangeError('an erasure is completed after it is confirmed');
      const { proposal, content, confirmed } = state;
      return { status: 'completed', proposal, content, confirmed, completedAt: author.at, keys, again: [] };
    }
    default: {
      const unhandled: never = event;
      return unhandled;
    }
  }
}

function proposalOf(state: ErasureState): ErasureProposal {
  if (state.status !== 'proposed') throw new RangeError('an erasure is decided on after it is proposed');
  return state.proposal;
}

const ID_LENGTH = 16;

/** The id of an erasure, by the reference of its patient. */
export function erasureIdOf(reference: string): string {
  return reference.slice(0, ID_LENGTH);
}
