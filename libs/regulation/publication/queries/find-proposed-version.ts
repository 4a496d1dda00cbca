/** The version of the regulation that waits for publication, with its changes. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Day } from '#libs/kernel/day.ts';
import { codeOf, lastDayToConfirm } from '#libs/commands/proposal.ts';
import type { Person } from '#libs/event-store/author.ts';
import { type VersionChange, droppedSchemes, versionDifference } from '#libs/regulation/publication/difference.ts';
import { REGULATION_STREAM, publications } from '#libs/regulation/publication/published.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export interface ProposedVersion {
  readonly version: string;
  readonly by: Person;
  /** ISO 8601 instant. */
  readonly at: string;
  /** The last day on which it may be published. */
  readonly lastDay: Day;
  /** The code of the shown state; publishing must give it. */
  readonly code: string;
  readonly changes: readonly VersionChange[];
  /** Schemes of the version in force that it no longer has. */
  readonly dropped: readonly string[];
}

interface FoundProposal {
  /** Name of the version in force; undefined if there is none. */
  readonly inForce: string | undefined;
  /** Undefined if none waits. */
  readonly proposed: ProposedVersion | undefined;
}

export class FindProposedVersion extends Query<FoundProposal> {}

@QueryHandler(FindProposedVersion)
export class FindProposedVersionHandler implements IQueryHandler<FindProposedVersion> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute(): Promise<FoundProposal> {
    const { state } = await publications(this.#stores.log).load(REGULATION_STREAM);
    const published = state.published.at(-1);
    const inForce = published?.regulation.version;
    if (state.status !== 'PROPOSED') return { inForce, proposed: undefined };
    const { proposal } = state;
    const { version, ...source } = proposal.content;
    const { by, at } = proposal;
    return {
      inForce,
      proposed: {
        version,
        by,
        at,
        lastDay: lastDayToConfirm(proposal),
        code: codeOf(proposal),
        changes: versionDifference(published?.source, source),
        dropped: droppedSchemes(published?.source, source),
      },
    };
  }
}
