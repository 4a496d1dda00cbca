/** Refuses a candidate whose rows could not become facts. */
import type { Application, CandidateDecision } from '#libs/candidates/events.ts';
import { type EntryRow, entryRows, recordedRows } from '#libs/candidates/entry-rows.ts';
import { applicationFaults } from '#libs/candidates/queries/check-application.ts';
import { invalid, refused } from '#libs/candidates/refusals.ts';
import { ROSTERS, TEAM_PREFIX } from '#libs/enrolment/rosters.ts';
import type { Day } from '#libs/kernel/day.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';

interface InForce {
  readonly regulation: Regulation;
  readonly today: Day;
}

/** Throws APPLICATION_FAULTY, CANDIDATE_IS_TEAM. */
export async function refuseEntry(
  stores: QueryStores,
  application: Application,
  { decision, phase }: Pick<CandidateDecision, 'decision' | 'phase'>,
  { regulation, today }: InForce,
): Promise<void> {
  if (decision === 'DECLINE' || phase === null) return;
  const faults = applicationFaults(application, regulation, today, phase);
  if (faults.length > 0) throw invalid('APPLICATION_FAULTY', { faults });
  await refuseOtherTeam(stores, application.candidate, entryRows(application, phase, today));
}

/** Refuses to change a team of that name that came in by other facts. Throws CANDIDATE_IS_TEAM. */
export async function refuseOtherTeam(
  { log, projections }: QueryStores,
  candidate: string,
  rows: readonly EntryRow[],
): Promise<void> {
  const key = TEAM_PREFIX + candidate;
  if (!(await (await projections.documents(ROSTERS)).get([key])).has(key)) return;
  if (!(await recordedRows(log, rows)).includes(true)) throw refused('CANDIDATE_IS_TEAM', { candidate });
}
