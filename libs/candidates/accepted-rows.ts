/** The facts with which an accepted team enters. */
import { type EntryRow, entryRows, recordedRows } from '#libs/candidates/entry-rows.ts';
import { refused } from '#libs/candidates/refusals.ts';
import type { Candidate } from '#libs/candidates/state.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { dayOfInstant } from '#libs/kernel/day.ts';

/**
 * As known on the day of the decision, so that the rows are the same whenever they are recorded. Throws CANDIDATE_NOT_ACCEPTED,
 * DECISION_WITHOUT_PHASE.
 */
export function rowsOfAccepted(candidate: string, found: Candidate): readonly EntryRow[] {
  if (found.status !== 'ACCEPTED') throw refused('CANDIDATE_NOT_ACCEPTED', { candidate, status: found.status });
  const { phase } = found.decision;
  if (phase === null) throw refused('DECISION_WITHOUT_PHASE', { candidate });
  return entryRows(found.application, phase, dayOfInstant(found.decidedAt));
}

/** Whether some of its rows are not in the log: the command was interrupted after the confirmation. */
export async function isEntryCutOff(log: EventStore, candidate: string, found: Candidate): Promise<boolean> {
  if (found.status !== 'ACCEPTED' || found.decision.phase === null) return false;
  return (await recordedRows(log, rowsOfAccepted(candidate, found))).includes(false);
}
