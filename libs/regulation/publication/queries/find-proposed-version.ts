/** The version of the regulation that waits to be published, with what it changes. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Day } from '#libs/kernel/day.ts';
import { codeOf, lastDayOf } from '#libs/commands/proposal.ts';
import type { Person } from '#libs/event-store/author.ts';
import { type VersionChange, versionDifference } from '#libs/regulation/publication/difference.ts';
import { REGULATION_STREAM, publications } from '#libs/regulation/publication/published.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export interface ProposedVersion {
  readonly version: string;
  /** Of the version in force; undefined where none is. */
  readonly inForce: string | undefined;
  readonly by: Person;
  /** ISO 8601 instant. */
  readonly at: string;
  /** The last day on which it may be published. */
  readonly lastDay: Day;
  /** Names what is shown here: publishing gives it. */
  readonly code: string;
  readonly changes: readonly VersionChange[];
}

/** Undefined where none waits. */
export class FindProposedVersion extends Query<ProposedVersion | undefined> {}

@QueryHandler(FindProposedVersion)
export class FindProposedVersionHandler implements IQueryHandler<FindProposedVersion> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute(): Promise<ProposedVersion | undefined> {
    const { state } = await publications(this.#stores.log).load(REGULATION_STREAM);
    if (state.status !== 'proposed') return undefined;
    const { proposal } = state;
    const { version, ...source } = proposal.content;
    const inForce = state.published.at(-1);
    return {
      version,
      inForce: inForce?.regulation.version,
      by: proposal.by,
      at: proposal.at,
      lastDay: lastDayOf(proposal),
      code: codeOf(proposal),
      changes: versionDifference(inForce?.source ?? { parameters: '{"age_bands":[]}', grids: '' }, source),
    };
  }
}
