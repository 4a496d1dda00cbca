/** Jobs over the log. The log tells which are still to do, so losing the queue loses no job. */
import { hash } from 'node:crypto';
import { canonical } from '#libs/commands/digest.ts';
import { repositoryFor } from '#libs/commands/repository.ts';
import type { CommandMeta } from '#libs/event-store/author.ts';
import type { Commit } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { type JobCommand, type JobOutcome, job } from '#libs/jobs/job/decide.ts';
import type { JobEvent } from '#libs/jobs/job/events.ts';
import { isRequestOfPatient } from '#libs/jobs/job/of-patient.ts';
import type { Job, JobState } from '#libs/jobs/job/state.ts';

function jobStream(id: string): string {
  return `job-${id}`;
}

const jobs = repositoryFor<JobState, JobCommand, JobEvent>({
  streamOf: jobStream,
  aggregateOf: job,
  // Requests and results of some jobs name patients.
  ofPeople: true,
  isSealed: (event) => event.type === 'JobRequested' && isRequestOfPatient(event.data.request),
});

/** The same person and key ask for the same job. */
export function jobIdOf({ by, key }: CommandMeta): string {
  return hash('sha256', canonical([by.name, key]), 'hex').slice(0, 24);
}

/** Asks for a job; a repeated request is recognised. Gives its id. Throws KEY_REUSED if the key belongs to another request. */
export async function requestJob(
  log: EventStore,
  { kind, request }: { readonly kind: string; readonly request: unknown },
  meta: CommandMeta,
  commit: Commit,
): Promise<string> {
  const id = jobIdOf(meta);
  await jobs(log).handle(id, { command: { type: 'request', kind, request }, meta, commit });
  return id;
}

/** Asks its worker to stop. Throws JOB_UNKNOWN, and JOB_ENDED if it has ended. */
export async function cancelJob(log: EventStore, id: string, meta: CommandMeta, commit: Commit): Promise<void> {
  await jobs(log).handle(id, { command: { type: 'cancel' }, meta, commit });
}

/** Records the outcome. A late success replaces a recorded failure or cancellation; otherwise the first outcome stays. */
export async function endJob(
  log: EventStore,
  id: string,
  outcome: JobOutcome,
  meta: CommandMeta,
  commit: Commit,
): Promise<void> {
  await jobs(log).handle(id, { command: outcome, meta, commit });
}

/** Undefined if the job was never requested. */
export async function jobOf(log: EventStore, id: string): Promise<Job | undefined> {
  const { state } = await jobs(log).load(id);
  return state.status === 'NOT_REQUESTED' ? undefined : state;
}
