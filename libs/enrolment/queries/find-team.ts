/** Finds one team, as known on a day. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Day, dayText } from '#libs/kernel/day.ts';
import type { TeamRoster } from '#libs/enrolment/roster.ts';
import { ROSTERS, TEAM_PREFIX } from '#libs/enrolment/rosters.ts';
import { readTeam } from '#libs/enrolment/team-document.ts';
import { type TeamState, teamState } from '#libs/history/of-facts.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

/** A team on a day, from the facts known on that day. */
export interface FoundTeam {
  readonly team: string;
  readonly name: string;
  readonly scheme: string;
  readonly option: string;
  readonly scope: string;
  readonly commune: string;
  /** Null before the first phase. */
  readonly phase: string | null;
  /** Number of active professionals. */
  readonly activeMembers: number;
  readonly state: TeamState;
}

/** Undefined when no fact known on that day names the team. */
export class FindTeam extends Query<FoundTeam | undefined> {
  readonly team: string;
  readonly knownOn: Day;

  constructor(team: string, knownOn: Day) {
    super();
    this.team = team;
    this.knownOn = knownOn;
  }
}

@QueryHandler(FindTeam)
export class FindTeamHandler implements IQueryHandler<FindTeam> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute({ team, knownOn }: FindTeam): Promise<FoundTeam | undefined> {
    const key = TEAM_PREFIX + team;
    const text = (await (await this.#stores.projections.documents(ROSTERS)).get([key])).get(key);
    return text === undefined ? undefined : teamAsKnown(readTeam(text), knownOn);
  }
}

export function teamAsKnown(roster: TeamRoster, knownOn: Day): FoundTeam | undefined {
  const state = teamState(roster, { knownOn });
  const on = dayText(knownOn);
  const row = state.rows.findLast(({ from }) => from <= on) ?? state.rows[0];
  if (row === undefined) return undefined;
  const { name, scheme, option, scope, commune } = row;
  return {
    team: roster.team,
    name,
    scheme,
    option,
    scope,
    commune,
    phase: state.phases.findLast(({ from }) => from <= on)?.phase ?? null,
    activeMembers: state.members.filter(({ active }) => active).length,
    state,
  };
}
