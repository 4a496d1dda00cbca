/** Reads the rosters and the national data that a calculation needs from their projection. */
import type { RosterDocuments } from '#libs/enrolment/roster.ts';
import {
  COMMUNE_PREFIX,
  NATIONAL_SPENDING_PREFIX,
  TEAM_PREFIX,
  THRESHOLDS_KEY,
  readNationalSpending,
  readPovertyRates,
  readTeam,
  readThresholds,
} from '#libs/enrolment/rosters.ts';
import type { Documents } from '#libs/read-store/document-store.ts';

/** Reads only the communes of the teams, among 35,000. */
export async function rosterDocuments(rosters: Documents): Promise<RosterDocuments> {
  const teams = await all(rosters, TEAM_PREFIX, readTeam);
  const communes = new Set(teams.flatMap(({ rows }) => rows.map(({ commune }) => COMMUNE_PREFIX + commune)));
  const thresholds = (await rosters.get([THRESHOLDS_KEY])).get(THRESHOLDS_KEY);
  const rates = await rosters.get(communes);
  return {
    teams,
    nationalSpending: await all(rosters, NATIONAL_SPENDING_PREFIX, readNationalSpending),
    thresholds: thresholds === undefined ? [] : readThresholds(thresholds),
    communes: new Map([...rates].map(([key, text]) => [key.slice(COMMUNE_PREFIX.length), readPovertyRates(text)])),
  };
}

async function all<T>(documents: Documents, prefix: string, read: (document: string) => T): Promise<T[]> {
  const found: T[] = [];
  for await (const batch of documents.scan(prefix)) for (const [, text] of batch) found.push(read(text));
  return found;
}
