/**
 * Finds every indicator of a team by year, with its trend, its distance to the next rating and the value of that rating, as known on a day.
 */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { resultKey, teamsAsKnown } from '#libs/enrolment/teams.ts';
import { inForce } from '#libs/enrolment/versions.ts';
import type { Day } from '#libs/kernel/day.ts';
import { ratedYears } from '#libs/quality/rated-years.ts';
import { traitsOf } from '#libs/regulation/families.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import { foldedFacts } from '#libs/statements/calculation/folded-facts.ts';
import { sumsOfTeam } from '#libs/statements/calculation/sums-of-team.ts';
import { type FollowedIndicator, followedIndicators } from '#libs/statements/indicators/followed.ts';
import { nothingFrom, rangeOfScores } from '#libs/statements/indicators/range-of-scores.ts';
import { frameOf } from '#libs/statements/rules/frame.ts';
import { CURRENT_RULES } from '#libs/statements/rules/versions.ts';

/** Undefined when no fact known on that day names the team. */
export class FindFollowedIndicators extends Query<readonly FollowedIndicator[] | undefined> {
  readonly team: string;
  readonly knownOn: Day;

  constructor(team: string, knownOn: Day) {
    super();
    this.team = team;
    this.knownOn = knownOn;
  }
}

@QueryHandler(FindFollowedIndicators)
export class FindFollowedIndicatorsHandler implements IQueryHandler<FindFollowedIndicators> {
  readonly #stores: ServedStores;
  readonly #regulationInForce: RegulationInForce;

  constructor(stores: ServedStores, regulationInForce: RegulationInForce) {
    this.#stores = stores;
    this.#regulationInForce = regulationInForce;
  }

  async execute({ team: id, knownOn }: FindFollowedIndicators): Promise<readonly FollowedIndicator[] | undefined> {
    const facts = await foldedFacts(this.#stores, knownOn);
    const { rosters, known } = facts;
    const { regulation } = await this.#regulationInForce.current();
    const team = teamsAsKnown(rosters.teams, known, regulation).byId.get(id);
    if (team === undefined) return undefined;
    const rated = ratedYears(team, inForce(rosters.thresholds, resultKey, known), regulation);
    const range = rangeOfScores([[team, rated]], knownOn);
    const whole = frameOf(rosters, known, regulation, range, CURRENT_RULES);
    // A year needs no quarters, and a quarter no years.
    const isYearly = traitsOf(team.scheme).period === 'YEAR';
    const frame = isYearly ? { ...whole, quarters: nothingFrom(range) } : { ...whole, years: [] };
    return followedIndicators(rated, {
      team,
      frame,
      sums: await sumsOfTeam(this.#stores, facts, team, frame),
    });
  }
}
