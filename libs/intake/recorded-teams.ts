/** The teams recorded so far, from all sources of an import. */
import { TEAMS } from '#libs/enrolment/facts/team-described.ts';
import { columnIndex } from '#libs/facts/fact-kind.ts';
import type { TeamRoster } from '#libs/enrolment/roster.ts';
import { ROSTERS, TEAM_PREFIX } from '#libs/enrolment/rosters.ts';
import { readTeam } from '#libs/enrolment/team-document.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { ReadStore } from '#libs/read-store/read-store.ts';

const TEAM = columnIndex(TEAMS, 'team_id');
const SCHEME = columnIndex(TEAMS, 'scheme');

export interface Source {
  readonly log: EventStore;
  readonly readStore: ReadStore;
}

/** Every version of every team, from all sources together. */
export async function recordedTeams(sources: readonly Source[]): Promise<TeamRoster[]> {
  const teams = new Map<string, TeamRoster>();
  for (const { log, readStore } of sources) {
    const documents = await readStore.upToDate(ROSTERS, log);
    for await (const batch of documents.scan(TEAM_PREFIX))
      for (const [key, text] of batch) teams.set(key, merged(teams.get(key), readTeam(text)));
  }
  return [...teams.values()];
}

function merged(team: TeamRoster | undefined, other: TeamRoster): TeamRoster {
  if (team === undefined) return other;
  return {
    team: team.team,
    rows: [...team.rows, ...other.rows],
    phases: [...team.phases, ...other.phases],
    members: [...team.members, ...other.members],
    quality: [...team.quality, ...other.quality],
    revenue: [...team.revenue, ...other.revenue],
    credits: [...team.credits, ...other.credits],
  };
}

/** The scheme of each team recorded so far: the one of its first row. */
export async function schemesOfTeams(sources: readonly Source[]): Promise<Map<string, string>> {
  const schemes = new Map<string, string>();
  for (const { team, rows } of await recordedTeams(sources)) {
    const scheme = rows[0]?.scheme;
    if (scheme !== undefined) schemes.set(team, scheme);
  }
  return schemes;
}

/** The rows of a team are checked against the scheme of its first good row. */
export function addTeam(fields: readonly string[], schemes: Map<string, string>): void {
  const team = fields[TEAM] ?? '';
  if (!schemes.has(team)) schemes.set(team, fields[SCHEME] ?? '');
}
