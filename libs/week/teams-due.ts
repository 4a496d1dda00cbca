/** The teams of a day, and the periods for which each has a statement. */
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import { hasStatement, periodsCalculable } from '#libs/enrolment/statement-periods.ts';
import { type Teams, teamsAsKnown } from '#libs/enrolment/teams.ts';
import type { Day } from '#libs/kernel/day.ts';
import { periodFromText, periodText } from '#libs/kernel/period.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import type { TeamPeriod } from '#libs/statements/calculated-statement.ts';
import { rosterDocuments } from '#libs/statements/calculation/roster-documents.ts';

/** The teams that have a statement for a period, calculated or not, each with its scheme. */
export type TeamsDue = ReadonlyMap<string, string>;

/** The teams as known on a day, from all that is recorded. */
export async function teamsNow({ projections }: QueryStores, asOf: Day, regulation: Regulation): Promise<Teams> {
  const rosters = await projections.documents(ROSTERS);
  const { position } = await rosters.checkpoint();
  return teamsAsKnown((await rosterDocuments(rosters)).teams, { day: asOf, position }, regulation);
}

/** According to all that is recorded. */
export async function teamsDueFor(stores: QueryStores, period: string, regulation: Regulation): Promise<TeamsDue> {
  const { byId } = await teamsNow(stores, Infinity, regulation);
  const due = [...byId.values()].filter((team) => hasStatement(team, periodFromText(period)));
  return new Map(due.map(({ id, scheme }) => [id, scheme.name]));
}

/** Periods for which a statement can be calculated by a day. */
export function periodsDue({ byId }: Teams, asOf: Day): readonly TeamPeriod[] {
  return [...byId.values()].flatMap((team) =>
    periodsCalculable(team, asOf).map((period) => ({ team: team.id, period: periodText(period) })),
  );
}
