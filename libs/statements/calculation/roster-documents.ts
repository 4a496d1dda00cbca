/** Reads the rosters and the national data that a calculation needs from their projection. */
import {
  COMMUNE_PREFIX,
  type Commune,
  NATIONAL_SPENDING_PREFIX,
  type NationalSpending,
  TEAM_PREFIX,
  THRESHOLDS_KEY,
  type TeamRoster,
  type Thresholds,
} from '#libs/enrolment/roster.ts';
import type { Documents } from '#libs/read-store/document-store.ts';
import type { RosterDocuments } from '#libs/statements/rules/frame.ts';

/** Only the communes where a team is: there are 35,000. */
export async function rosterDocuments(rosters: Documents): Promise<RosterDocuments> {
  const teams = await all<TeamRoster>(rosters, TEAM_PREFIX);
  const nationalSpending = await all<NationalSpending>(rosters, NATIONAL_SPENDING_PREFIX);
  const communes = new Set(teams.flatMap(({ rows }) => rows.map((row) => COMMUNE_PREFIX + row[7])));
  const thresholds = (await rosters.get([THRESHOLDS_KEY])).get(THRESHOLDS_KEY);
  const rates = await rosters.get(communes);
  return {
    teams,
    nationalSpending,
    thresholds: thresholds === undefined ? { thresholds: [] } : (JSON.parse(thresholds) as Thresholds),
    communes: new Map([...rates].map(([key, text]) => [key.slice(COMMUNE_PREFIX.length), JSON.parse(text) as Commune])),
  };
}

async function all<T>(documents: Documents, prefix: string): Promise<T[]> {
  const found: T[] = [];
  for await (const batch of documents.scan(prefix)) for (const [, text] of batch) found.push(JSON.parse(text) as T);
  return found;
}
