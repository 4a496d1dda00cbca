/** Teams that left the experiments, as the teams are known now. */
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import { phaseOn, teamsAsKnown } from '#libs/enrolment/teams.ts';
import type { Day } from '#libs/kernel/day.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import { rosterDocuments } from '#libs/statements/calculation/roster-documents.ts';

/** A team that is unknown, or in no phase of an experiment on the day. */
export async function teamHasLeft(
  { projections }: Pick<QueryStores, 'projections'>,
  id: string,
  day: Day,
  regulation: Regulation,
): Promise<boolean> {
  const rosters = await projections.documents(ROSTERS);
  const { position } = await rosters.checkpoint();
  const teams = teamsAsKnown((await rosterDocuments(rosters)).teams, { day, position }, regulation);
  const team = teams.byId.get(id);
  return team === undefined || phaseOn(team, day) === undefined;
}
