/** A candidate, with the conditions of every scheme compared with the facts. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { isEntryCutOff } from '#libs/candidates/accepted-rows.ts';
import { candidatesOf } from '#libs/candidates/candidates.ts';
import { firstPhases } from '#libs/candidates/entry-rows.ts';
import { type SchemeConditions, gatheredConditions } from '#libs/candidates/gathered.ts';
import type { ListedCandidate } from '#libs/candidates/queries/find-candidates.ts';
import type { CandidateProposal } from '#libs/candidates/state.ts';
import { teamsAmong } from '#libs/candidates/teams-among.ts';
import { codeOf, lastDayToConfirm } from '#libs/commands/proposal.ts';
import type { Day } from '#libs/kernel/day.ts';
import { loadRegulation } from '#libs/regulation/load.ts';
import { withProspectiveSchemes } from '#libs/regulation/prospective-schemes.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export interface FoundCandidate extends ListedCandidate {
  /** The requested day. */
  readonly on: Day;
  readonly schemes: readonly SchemeConditions[];
  /** The phases with which it may enter the scheme that it wishes. */
  readonly phases: readonly string[];
  /** The decision that waits for a second person, with its code and the last day to confirm it. */
  readonly waiting:
    | { readonly proposal: CandidateProposal; readonly code: string; readonly confirmBy: Day }
    | undefined;
}

/** Undefined if no candidate has the name. */
export class ReadCandidate extends Query<FoundCandidate | undefined> {
  readonly candidate: string;
  /** By default `on` is the day on which it would enter. */
  readonly days: { readonly on?: Day; readonly knownOn: Day };

  constructor(candidate: string, days: ReadCandidate['days']) {
    super();
    this.candidate = candidate;
    this.days = days;
  }
}

@QueryHandler(ReadCandidate)
export class ReadCandidateHandler implements IQueryHandler<ReadCandidate> {
  readonly #stores: ServedStores;
  readonly #regulationInForce: RegulationInForce;

  constructor(stores: ServedStores, regulationInForce: RegulationInForce) {
    this.#stores = stores;
    this.#regulationInForce = regulationInForce;
  }

  async execute({ candidate, days }: ReadCandidate): Promise<FoundCandidate | undefined> {
    const found = (await candidatesOf(this.#stores.log)).get(candidate);
    if (found === undefined) return undefined;
    const { application } = found;
    const regulation = loadRegulation(withProspectiveSchemes((await this.#regulationInForce.current()).source));
    const { on = application.entersOn, knownOn } = days;
    const asked = { application, regulation, schemes: [...regulation.schemes.values()] };
    const wished = regulation.schemes.get(application.scheme);
    const schemes = await gatheredConditions(this.#stores, asked, { on, knownOn });
    const proposal = found.status === 'DECISION_PROPOSED' ? found.proposal : undefined;
    const isTeam = (await teamsAmong(this.#stores, [candidate])).has(candidate);
    return {
      found,
      isEntered: isTeam && !(await isEntryCutOff(this.#stores.log, candidate, found)),
      on,
      schemes,
      phases: wished === undefined ? [] : firstPhases(wished),
      waiting: proposal && { proposal, code: codeOf(proposal), confirmBy: lastDayToConfirm(proposal) },
    };
  }
}
