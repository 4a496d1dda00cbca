/** The versions published, and perhaps one that waits for a second person. */
import type { Person } from '#libs/event-store/author.ts';
import { type Recorded, authorOf } from '#libs/event-store/typed-event.ts';
import { loadRegulation } from '#libs/regulation/load.ts';
import type { RegulationSource } from '#libs/regulation/source.ts';
import type { RegulationEvent, VersionedSource } from '#libs/regulation/publication/events.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';

export interface PublishedRegulation {
  readonly source: RegulationSource;
  readonly regulation: Regulation;
}

export type PublicationState =
  | { readonly status: 'settled'; readonly published: readonly PublishedRegulation[] }
  | {
      readonly status: 'proposed';
      readonly published: readonly PublishedRegulation[];
      readonly proposed: { readonly source: RegulationSource; readonly by: Person };
    };

export function evolve({ published }: PublicationState, event: Recorded<RegulationEvent>): PublicationState {
  switch (event.type) {
    case 'RegulationPublished':
      return { status: 'settled', published: [...published, loaded(event.data)] };
    case 'RegulationProposed': {
      const { parameters, grids } = event.data;
      return { status: 'proposed', published, proposed: { source: { parameters, grids }, by: authorOf(event).by } };
    }
    default: {
      const unhandled: never = event;
      return unhandled;
    }
  }
}

/** Throws FAULTY_REGULATION where the version has a fault. */
export function loaded({ parameters, grids }: VersionedSource): PublishedRegulation {
  const source = { parameters, grids };
  return { source, regulation: loadRegulation(source) };
}
