/** Finds the candidates. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { isEntryCutOff } from '#libs/candidates/accepted-rows.ts';
import { candidatesOf } from '#libs/candidates/candidates.ts';
import type { Candidate } from '#libs/candidates/state.ts';
import { teamsAmong } from '#libs/candidates/teams-among.ts';
import { compareText } from '#libs/kernel/text.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export interface ListedCandidate {
  readonly found: Candidate;
  /** Whether its team is in the facts, with all rows of its acceptance. */
  readonly isEntered: boolean;
}

/** Ordered by name. */
export class FindCandidates extends Query<readonly ListedCandidate[]> {}

@QueryHandler(FindCandidates)
export class FindCandidatesHandler implements IQueryHandler<FindCandidates> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute(): Promise<readonly ListedCandidate[]> {
    const all = [...(await candidatesOf(this.#stores.log))].sort(([a], [b]) => compareText(a, b));
    const teams = await teamsAmong(
      this.#stores,
      all.map(([candidate]) => candidate),
    );
    return Promise.all(
      all.map(async ([candidate, found]) => ({
        found,
        isEntered: teams.has(candidate) && !(await isEntryCutOff(this.#stores.log, candidate, found)),
      })),
    );
  }
}
