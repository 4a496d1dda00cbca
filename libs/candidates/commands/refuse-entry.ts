/** Refuses to accept a candidate whose rows could not become facts. */
import type { Application, CandidateDecision } from '#libs/candidates/events.ts';
import { entryRows } from '#libs/candidates/entry-rows.ts';
import { refuseOtherTeam } from '#libs/candidates/commands/enter-candidate.ts';
import { applicationFaults } from '#libs/candidates/queries/check-application.ts';
import { invalid } from '#libs/candidates/refusals.ts';
import type { Day } from '#libs/kernel/day.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import type { Stores } from '#libs/runtime/stores.module.ts';

interface InForce {
  readonly regulation: Regulation;
  readonly today: Day;
}

/** Throws APPLICATION_FAULTY, CANDIDATE_IS_TEAM. */
export async function refuseEntry(
  stores: Stores,
  application: Application,
  { decision, phase }: Pick<CandidateDecision, 'decision' | 'phase'>,
  { regulation, today }: InForce,
): Promise<void> {
  if (decision === 'DECLINE' || phase === null) return;
  const faults = applicationFaults(application, regulation, today, phase);
  if (faults.length > 0) throw invalid('APPLICATION_FAULTY', { faults });
  await refuseOtherTeam(stores, application.candidate, entryRows(application, phase, today));
}
