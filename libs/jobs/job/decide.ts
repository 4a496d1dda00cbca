/** Decisions on a job: requested once, asked to stop while it is open, ended once. */
import type { Aggregate } from '#libs/commands/aggregate.ts';
import { JOB_EVENTS, type JobEvent } from '#libs/jobs/job/events.ts';
import { refused, unknown } from '#libs/jobs/job/refusals.ts';
import { type Job, type JobState, evolve, isOpenJob } from '#libs/jobs/job/state.ts';

/** How an attempt ends a job. */
export type JobOutcome =
  | { readonly type: 'succeed'; readonly result: unknown }
  | { readonly type: 'fail'; readonly error: string }
  | { readonly type: 'cancelled' };

export type JobCommand =
  | { readonly type: 'request'; readonly kind: string; readonly request: unknown }
  | { readonly type: 'cancel' }
  | JobOutcome;

export function job(id: string): Aggregate<JobState, JobCommand, JobEvent> {
  return {
    events: JOB_EVENTS,
    initial: () => ({ status: 'NOT_REQUESTED' }),
    evolve,
    decide: (command, state) => decide(id, command, state),
  };
}

/** Throws JOB_ALREADY_REQUESTED, JOB_UNKNOWN, JOB_ENDED. */
function decide(id: string, command: JobCommand, state: JobState): readonly JobEvent[] {
  if (command.type === 'request') {
    if (state.status !== 'NOT_REQUESTED') throw refused('JOB_ALREADY_REQUESTED', { id });
    const { kind, request } = command;
    return [{ type: 'JobRequested', effective: id, data: { id, kind, request } }];
  }
  if (state.status === 'NOT_REQUESTED') throw unknown('JOB_UNKNOWN', { id });
  return command.type === 'cancel' ? cancel(state) : end(command, state);
}

function cancel(state: Job): readonly JobEvent[] {
  const { id, status } = state;
  if (!isOpenJob(state)) throw refused('JOB_ENDED', { id, status });
  return status === 'CANCEL_REQUESTED' ? [] : [{ type: 'JobCancelRequested', effective: id, data: { id } }];
}

/**
 * A job that another worker ended keeps its first outcome. A late success replaces it: the work is done, even if a failure was recorded
 * while its worker was considered lost.
 */
function end(outcome: JobOutcome, state: Job): readonly JobEvent[] {
  const { id } = state;
  const lateSuccess = outcome.type === 'succeed' && state.status !== 'SUCCEEDED';
  if (!isOpenJob(state) && !lateSuccess) return [];
  switch (outcome.type) {
    case 'succeed':
      return [{ type: 'JobSucceeded', effective: id, data: { id, result: outcome.result } }];
    case 'fail':
      return [{ type: 'JobFailed', effective: id, data: { id, error: outcome.error } }];
    case 'cancelled':
      return [{ type: 'JobCancelled', effective: id, data: { id } }];
  }
}
