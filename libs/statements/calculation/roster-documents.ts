/** Reads the rosters and the national data that a calculation needs from their projection. */
import type { RosterDocuments } from '#libs/enrolment/roster.ts';
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

/** Reads only the communes of the teams, among 35,000. */
export async function rosterDocuments(rosters: Documents): Promise<RosterDocuments> {
  const teams = await under(rosters, TEAM_PREFIX);
  const communes = new Set(
    teams.flatMap(([, text]) => readTeam(text).rows.map(({ commune }) => COMMUNE_PREFIX + commune)),
  );
  const others = await rosters.get([THRESHOLDS_KEY, MERGES_KEY, ...communes]);
  return readRosters(new Map([...teams, ...(await under(rosters, NATIONAL_SPENDING_PREFIX)), ...others]));
}

async function under(documents: Documents, prefix: string): Promise<(readonly [string, string])[]> {
  const found: (readonly [string, string])[] = [];
  for await (const batch of documents.scan(prefix)) found.push(...batch);
  return found;
}
