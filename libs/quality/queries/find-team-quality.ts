/** Finds the results of a team at each indicator of quality, beside the thresholds of the year, as known on a day. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { ROSTERS, TEAM_PREFIX, THRESHOLDS_KEY, readThresholds } from '#libs/enrolment/rosters.ts';
import { readTeam } from '#libs/enrolment/team-document.ts';
import { resultKey, teamsAsKnown } from '#libs/enrolment/teams.ts';
import { inForce } from '#libs/enrolment/versions.ts';
import type { Day } from '#libs/kernel/day.ts';
import { type RatedYears, ratedYears } from '#libs/quality/rated-years.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

/** Undefined when no fact known on that day names the team. */
export class FindTeamQuality extends Query<RatedYears | undefined> {
  readonly team: string;
  readonly knownOn: Day;

  constructor(team: string, knownOn: Day) {
    super();
    this.team = team;
    this.knownOn = knownOn;
  }
}

@QueryHandler(FindTeamQuality)
export class FindTeamQualityHandler implements IQueryHandler<FindTeamQuality> {
  readonly #stores: ServedStores;
  readonly #regulationInForce: RegulationInForce;

  constructor(stores: ServedStores, regulationInForce: RegulationInForce) {
    this.#stores = stores;
    this.#regulationInForce = regulationInForce;
  }

  async execute({ team: id, knownOn: day }: FindTeamQuality): Promise<RatedYears | undefined> {
    const key = TEAM_PREFIX + id;
    const rosters = await this.#stores.projections.documents(ROSTERS);
    const { position } = await rosters.checkpoint();
    const found = await rosters.get([key, THRESHOLDS_KEY]);
    const [roster, thresholds] = [found.get(key), found.get(THRESHOLDS_KEY)];
    if (roster === undefined) return undefined;
    const { regulation } = await this.#regulationInForce.current();
    const known = { day, position };
    const team = teamsAsKnown([readTeam(roster)], known, regulation).byId.get(id);
    const versions = thresholds === undefined ? [] : readThresholds(thresholds);
    return team === undefined ? undefined : ratedYears(team, inForce(versions, resultKey, known), regulation);
  }
}
