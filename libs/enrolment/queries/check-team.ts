/** Checks whether a name that a request gives is a team's. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type TeamCheck, teamCheck } from '#libs/enrolment/is-team.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export class CheckTeam extends Query<TeamCheck> {
  readonly team: string;

  constructor(team: string) {
    super();
    this.team = team;
  }
}

@QueryHandler(CheckTeam)
export class CheckTeamHandler implements IQueryHandler<CheckTeam> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  /** Reads the log, because a projection may be behind. */
  execute({ team }: CheckTeam): Promise<TeamCheck> {
    return teamCheck(this.#stores.log, team);
  }
}
