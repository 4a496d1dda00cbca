/** The recorded facts about a team, with their corrections, and the team's state as known then. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type FactHistory, type TeamState, teamHistory } from '#libs/history/of-facts.ts';
import type { HistoryView } from '#libs/history/recorded.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export class FindTeamHistory extends Query<FactHistory<TeamState>> {
  readonly team: string;
  /** Restricts the history to a day known or a position; everything if empty. */
  readonly view: HistoryView;

  constructor(team: string, view: HistoryView) {
    super();
    this.team = team;
    this.view = view;
  }
}

@QueryHandler(FindTeamHistory)
export class FindTeamHistoryHandler implements IQueryHandler<FindTeamHistory> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  /** Throws TEAM_WITHOUT_FACTS. */
  execute({ team, view }: FindTeamHistory): Promise<FactHistory<TeamState>> {
    return teamHistory(this.#stores.log, team, view);
  }
}
