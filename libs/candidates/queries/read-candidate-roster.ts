/** The roster that a candidate would have as a team. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { candidatesOf } from '#libs/candidates/candidates.ts';
import { rosterOf } from '#libs/candidates/gathered.ts';
import type { TeamRoster } from '#libs/enrolment/roster.ts';
import type { Day } from '#libs/kernel/day.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

/** The roster that a comparison of schemes takes; undefined if no candidate has the name. */
export class ReadCandidateRoster extends Query<TeamRoster | undefined> {
  readonly candidate: string;
  readonly knownOn: Day;

  constructor(candidate: string, knownOn: Day) {
    super();
    this.candidate = candidate;
    this.knownOn = knownOn;
  }
}

@QueryHandler(ReadCandidateRoster)
export class ReadCandidateRosterHandler implements IQueryHandler<ReadCandidateRoster> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute({ candidate, knownOn }: ReadCandidateRoster): Promise<TeamRoster | undefined> {
    const found = (await candidatesOf(this.#stores.log)).get(candidate);
    return found === undefined ? undefined : rosterOf(found.application, knownOn, found.application.entersOn);
  }
}
