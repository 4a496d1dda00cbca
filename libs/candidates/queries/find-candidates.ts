/** Candidates, and one of them with the conditions of every scheme held against the facts. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { isEntryCutOff } from '#libs/candidates/accepted-rows.ts';
import { candidatesOf } from '#libs/candidates/candidates.ts';
import { firstPhases } from '#libs/candidates/entry-rows.ts';
import { type SchemeConditions, gatheredConditions, rosterOf } from '#libs/candidates/gathered.ts';
import type { Candidate } from '#libs/candidates/state.ts';
import { codeOf, lastDayOf } from '#libs/commands/proposal.ts';
import type { TeamRoster } from '#libs/enrolment/roster.ts';
import { ROSTERS, TEAM_PREFIX } from '#libs/enrolment/rosters.ts';
import type { Day } from '#libs/kernel/day.ts';
import { compareText } from '#libs/kernel/text.ts';
import { loadRegulation } from '#libs/regulation/load.ts';
import { withProjections } from '#libs/regulation/projections.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export interface ListedCandidate {
  readonly found: Candidate;
  /** Its team is in the facts, with all that it was accepted with. */
  readonly isEntered: boolean;
}

export interface FoundCandidate extends ListedCandidate {
  /** Of the day asked for. */
  readonly on: Day;
  readonly schemes: readonly SchemeConditions[];
  /** With which it may enter the scheme that it wishes. */
  readonly phases: readonly string[];
  /** Of the decision that waits. */
  readonly code: string | undefined;
  readonly confirmBy: Day | undefined;
}

/** By name. */
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

/** Undefined if no candidate has the name. */
export class ReadCandidate extends Query<FoundCandidate | undefined> {
  readonly candidate: string;
  /** Without `on`, the day on which it would enter. */
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
    const regulation = loadRegulation(withProjections((await this.#regulationInForce.current()).source));
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
      code: proposal === undefined ? undefined : codeOf(proposal),
      confirmBy: proposal === undefined ? undefined : lastDayOf(proposal),
    };
  }
}

/** Those that the facts have a team of. */
async function teamsAmong({ projections }: ServedStores, candidates: readonly string[]): Promise<ReadonlySet<string>> {
  const found = await (await projections.documents(ROSTERS)).get(candidates.map((one) => TEAM_PREFIX + one));
  return new Set([...found.keys()].map((key) => key.slice(TEAM_PREFIX.length)));
}

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
