/** Publishing a version of the regulation: one person proposes it, another publishes it. */
import { type Aggregate, type Decided, madeBy } from '#libs/commands/command-stream.ts';
import { DecisionRefused, type Person, needsAnother } from '#libs/commands/person.ts';
import type { RegulationSource } from '#libs/regulation/load.ts';
import { type PublishedRegulation, checkPublishable, publishedIn } from '#libs/regulation/publication/published.ts';

export interface PublicationState {
  readonly published: readonly PublishedRegulation[];
  readonly proposed: { readonly source: RegulationSource; readonly by: Person } | undefined;
}

export type PublicationCommand =
  | { readonly type: 'propose'; readonly by: Person; readonly source: RegulationSource }
  | { readonly type: 'confirm'; readonly by: Person };

export const publication: Aggregate<PublicationState, PublicationCommand> = {
  initial: () => ({ published: [], proposed: undefined }),
  evolve: (state, event) => {
    switch (event.type) {
      case 'RegulationPublished':
        return { published: [...state.published, ...publishedIn([event])], proposed: undefined };
      case 'RegulationProposed': {
        const { parameters, grids } = JSON.parse(event.data) as RegulationSource;
        const meta = madeBy(event);
        if (meta === undefined) throw new RangeError(`event ${event.position} says not who made it`);
        return { ...state, proposed: { source: { parameters, grids }, by: meta.by } };
      }
      default:
        throw new RangeError(`${event.type} is not an event of the regulation`);
    }
  },
  decide,
};

/** Throws RegulationError where the version cannot be published, DecisionRefused where it takes another person. */
function decide(command: PublicationCommand, { published, proposed }: PublicationState): readonly Decided[] {
  if (command.type === 'propose') {
    const { version } = checkPublishable(command.source, published);
    return [{ type: 'RegulationProposed', content: { version, ...command.source }, effective: version }];
  }
  if (proposed === undefined) throw new DecisionRefused("aucune version n'est proposée ; proposez-en une d'abord");
  needsAnother(command.by, proposed.by, 'a proposé cette version');
  const { version } = checkPublishable(proposed.source, published);
  return [{ type: 'RegulationPublished', content: { version, ...proposed.source }, effective: version }];
}
