/** The published versions, and the version that waits for a second person, if any. */
import type { Proposal } from '#libs/commands/proposal.ts';
import { type Recorded, commandMetaOf } from '#libs/event-store/typed-event.ts';
import { storedRegulation } from '#libs/regulation/load.ts';
import type { RegulationSource } from '#libs/regulation/source.ts';
import type { RegulationEvent, VersionedSource } from '#libs/regulation/publication/events.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';

export interface PublishedRegulation {
  readonly source: RegulationSource;
  readonly regulation: Regulation;
}

/** The subject is the empty text: there is one regulation. */
export type VersionProposal = Proposal<VersionedSource>;

export type PublicationState =
  | { readonly status: 'SETTLED'; readonly published: readonly PublishedRegulation[] }
  | {
      readonly status: 'PROPOSED';
      readonly published: readonly PublishedRegulation[];
      readonly proposal: VersionProposal;
    };

export function evolve({ published }: PublicationState, event: Recorded<RegulationEvent>): PublicationState {
  switch (event.type) {
    case 'RegulationPublished':
      return { status: 'SETTLED', published: [...published, loaded(event.data)] };
    case 'RegulationProposed': {
      const { by, at } = commandMetaOf(event);
      const proposal = { step: 'PROPOSED_VERSION', subject: '', content: event.data, by, at } as const;
      return { status: 'PROPOSED', published, proposal };
    }
    case 'RegulationRefused':
    case 'RegulationWithdrawn':
      return { status: 'SETTLED', published };
    default: {
      const unhandled: never = event;
      return unhandled;
    }
  }
}

/** Throws FAULTY_REGULATION if the version has a fault. */
export function loaded({ parameters, grids }: VersionedSource): PublishedRegulation {
  const source = { parameters, grids };
  return { source, regulation: storedRegulation(source) };
}
