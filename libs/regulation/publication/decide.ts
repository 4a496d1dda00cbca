/** Publishing a version of the regulation: one person proposes it, another publishes it by the code that was read, or refuses it. */
import type { Aggregate } from '#libs/commands/aggregate.ts';
import {
  type Confirming,
  type Ending,
  type Refusing,
  requireConfirmation,
  requireRefusal,
  requireWithdrawal,
} from '#libs/commands/proposal.ts';
import type { Person } from '#libs/event-store/author.ts';
import { loadRegulation } from '#libs/regulation/load.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import type { RegulationSource } from '#libs/regulation/source.ts';
import { REGULATION_EVENTS, type RegulationEvent } from '#libs/regulation/publication/events.ts';
import { invalid, refused } from '#libs/regulation/publication/refusals.ts';
import { type PublicationState, type PublishedRegulation, evolve } from '#libs/regulation/publication/state.ts';

export type PublicationCommand =
  | { readonly type: 'propose'; readonly by: Person; readonly source: RegulationSource }
  | ({ readonly type: 'publish' } & Confirming)
  | ({ readonly type: 'refuse' } & Refusing)
  | ({ readonly type: 'withdraw' } & Ending);

export const publication: Aggregate<PublicationState, PublicationCommand, RegulationEvent> = {
  events: REGULATION_EVENTS,
  initial: () => ({ status: 'SETTLED', published: [] }),
  evolve,
  decide,
};

/** Throws FAULTY_REGULATION if the version has a fault, NO_VERSION_PROPOSED, and the refusals of libs/commands/proposal.ts. */
function decide(command: PublicationCommand, state: PublicationState): readonly RegulationEvent[] {
  if (command.type === 'propose') {
    const version = publishableVersion(command.source, state.published);
    return [{ type: 'RegulationProposed', effective: version, data: { version, ...command.source } }];
  }
  if (state.status !== 'PROPOSED') throw refused('NO_VERSION_PROPOSED', {});
  const { proposal } = state;
  const { version, parameters, grids } = proposal.content;
  switch (command.type) {
    case 'publish': {
      requireConfirmation(proposal, command);
      publishableVersion({ parameters, grids }, state.published);
      return [{ type: 'RegulationPublished', effective: version, data: { version, parameters, grids } }];
    }
    case 'refuse': {
      const reason = requireRefusal(proposal, command);
      return [{ type: 'RegulationRefused', effective: version, data: { version, reason } }];
    }
    case 'withdraw':
      requireWithdrawal(proposal, command);
      return [{ type: 'RegulationWithdrawn', effective: version, data: { version } }];
  }
}

/** Name of the version. Throws FAULTY_REGULATION, VERSION_PUBLISHED_OTHERWISE, VERSION_IN_FORCE_ALREADY. */
function publishableVersion(source: RegulationSource, published: readonly PublishedRegulation[]): string {
  const regulation = loadRegulation(source);
  const { version, fingerprint } = regulation;
  requireOwnName(
    regulation,
    published.map((one) => one.regulation),
  );
  if (published.at(-1)?.regulation.fingerprint === fingerprint) throw invalid('VERSION_IN_FORCE_ALREADY', { version });
  return version;
}

type NamedVersion = Pick<Regulation, 'version' | 'fingerprint'>;

/** A published name keeps its content. Throws VERSION_PUBLISHED_OTHERWISE. */
export function requireOwnName({ version, fingerprint }: NamedVersion, published: readonly NamedVersion[]): void {
  const same = published.find((one) => one.version === version);
  if (same !== undefined && same.fingerprint !== fingerprint) throw invalid('VERSION_PUBLISHED_OTHERWISE', { version });
}
