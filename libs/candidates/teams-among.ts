/** The candidates that are a team by now. */
import { ROSTERS, TEAM_PREFIX } from '#libs/enrolment/rosters.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';

/** The candidates whose team is in the facts. */
export async function teamsAmong(
  { projections }: QueryStores,
  candidates: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = await (await projections.documents(ROSTERS)).get(candidates.map((one) => TEAM_PREFIX + one));
  return new Set([...found.keys()].map((key) => key.slice(TEAM_PREFIX.length)));
}
