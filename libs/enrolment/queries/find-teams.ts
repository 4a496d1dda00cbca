/** Finds teams by identifier, as known on a day. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Day } from '#libs/kernel/day.ts';
import { type Keyed, type Page, type PageRequest, pageAfter } from '#libs/kernel/page.ts';
import { type FoundTeam, teamAsKnown } from '#libs/enrolment/queries/find-team.ts';
import { ROSTERS, TEAM_PREFIX } from '#libs/enrolment/rosters.ts';
import { readTeam } from '#libs/enrolment/team-document.ts';
import type { DocumentStore } from '#libs/read-store/document-store.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

/** Selects teams by their state on the day. An undefined field selects all. */
interface TeamFilter {
  readonly team: string | undefined;
  readonly scheme: string | undefined;
  readonly phase: string | undefined;
  readonly commune: string | undefined;
}

export class FindTeams extends Query<Page<FoundTeam>> {
  readonly knownOn: Day;
  readonly filter: TeamFilter;
  readonly page: PageRequest;

  constructor(knownOn: Day, filter: TeamFilter, page: PageRequest) {
    super();
    this.knownOn = knownOn;
    this.filter = filter;
    this.page = page;
  }
}

@QueryHandler(FindTeams)
export class FindTeamsHandler implements IQueryHandler<FindTeams> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute({ knownOn, filter, page }: FindTeams): Promise<Page<FoundTeam>> {
    const documents = await this.#stores.projections.documents(ROSTERS);
    return pageAfter(page, teamsAfter(documents, page.after, knownOn, filter));
  }
}

async function* teamsAfter(
  documents: Pick<DocumentStore, 'scan'>,
  after: string,
  knownOn: Day,
  filter: TeamFilter,
): AsyncIterable<readonly Keyed<FoundTeam>[]> {
  for await (const batch of documents.scan(TEAM_PREFIX, { after: TEAM_PREFIX + after }))
    for (const [key, text] of batch) {
      // One at a time: a page parses only the teams that it shows.
      const team = teamAsKnown(readTeam(text), knownOn);
      if (team !== undefined && isAsked(team, filter)) yield [[key.slice(TEAM_PREFIX.length), team]];
    }
}

function isAsked(found: FoundTeam, { team, scheme, phase, commune }: TeamFilter): boolean {
  return (
    (team ?? found.team) === found.team &&
    (scheme ?? found.scheme) === found.scheme &&
    (phase ?? found.phase) === found.phase &&
    (commune ?? found.commune) === found.commune
  );
}
