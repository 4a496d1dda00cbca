/** Reads the rosters and the national data that a calculation needs from their projection. */
import type { RosterDocuments, TeamRoster } from '#libs/enrolment/roster.ts';
import {
  COMMUNE_PREFIX,
  MERGES_KEY,
  NATIONAL_SPENDING_PREFIX,
  TEAM_PREFIX,
  THRESHOLDS_KEY,
  readRosters,
} from '#libs/enrolment/rosters.ts';
import { readTeam } from '#libs/enrolment/team-document.ts';
import type { Documents } from '#libs/read-store/document-store.ts';
import { Turns } from '#libs/read-store/turns.ts';

/** Teams for each look at the clock. */
const AT_A_LOOK = 16;

/** Reads only the communes of the teams, among 35,000. In turns: there are thousands of teams. */
export async function rosterDocuments(rosters: Documents): Promise<RosterDocuments> {
  const teams: TeamRoster[] = [];
  const turns = new Turns(AT_A_LOOK);
  for await (const batch of rosters.scan(TEAM_PREFIX))
    for (const [, text] of batch) {
      teams.push(readTeam(text));
      if (turns.isOver) await turns.next();
    }
  const communes = new Set(teams.flatMap(({ rows }) => rows.map(({ commune }) => COMMUNE_PREFIX + commune)));
  const others = await rosters.get([THRESHOLDS_KEY, MERGES_KEY, ...communes]);
  for await (const batch of rosters.scan(NATIONAL_SPENDING_PREFIX))
    for (const [key, text] of batch) others.set(key, text);
  return { ...readRosters(others), teams };
}
