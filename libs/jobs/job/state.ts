/** The state of a job: requested, asked to stop, or ended in one of three ways. */
import type { CommandMeta, Person } from '#libs/event-store/author.ts';
import { type Recorded, commandMetaOf } from '#libs/event-store/typed-event.ts';
import type { JobEvent } from '#libs/jobs/job/events.ts';

interface RequestedJob {
  readonly id: string;
  readonly kind: string;
  /** The request, as JSON. */
  readonly request: unknown;
  /** The requester, the key and the instant: the job acts in this name. */
  readonly meta: CommandMeta;
  /** Position of its last event: once it has ended, everything it recorded is before that. */
  readonly position: number;
}

interface EndedJob extends RequestedJob {
  /** The person who had asked to stop it; undefined if it ended by itself. */
  readonly cancelRequestedBy: Person | undefined;
  /** ISO 8601 instant. */
  readonly endedAt: string;
}

export type Job =
  | (RequestedJob & { readonly status: 'PENDING' })
  | (RequestedJob & { readonly status: 'CANCEL_REQUESTED'; readonly cancelRequestedBy: Person })
  | (EndedJob & {
      readonly status: 'SUCCEEDED';
      /** As JSON. */
      readonly result: unknown;
    })
  | (EndedJob & {
      readonly status: 'FAILED';
      /** A sentence in French. */
      readonly error: string;
    })
  | (EndedJob & { readonly status: 'CANCELLED' });

/** A job, or NOT_REQUESTED. */
export type JobState = Job | { readonly status: 'NOT_REQUESTED' };

/** Whether the job still has to run, or is running. */
export function isOpenJob(job: JobState): job is Extract<Job, { readonly status: 'PENDING' | 'CANCEL_REQUESTED' }> {
  return job.status === 'PENDING' || job.status === 'CANCEL_REQUESTED';
}

/** The person who asked to stop it; undefined if nobody did. */
export function cancelRequestedBy(job: Job): Person | undefined {
  return job.status === 'PENDING' ? undefined : job.cancelRequestedBy;
}

export function evolve(state: JobState, event: Recorded<JobEvent>): Job {
  const { position } = event.meta;
  if (event.type === 'JobRequested') return { ...event.data, meta: commandMetaOf(event), status: 'PENDING', position };
  if (state.status === 'NOT_REQUESTED') throw new RangeError(`event ${position} is of a job that nobody requested`);
  const { id, kind, request, meta } = state;
  const requested = { id, kind, request, meta, position };
  const ended = { ...requested, cancelRequestedBy: cancelRequestedBy(state), endedAt: commandMetaOf(event).at };
  switch (event.type) {
    case 'JobCancelRequested':
      return { ...requested, status: 'CANCEL_REQUESTED', cancelRequestedBy: commandMetaOf(event).by };
    case 'JobSucceeded':
      return { ...ended, status: 'SUCCEEDED', result: event.data.result };
    case 'JobFailed':
      return { ...ended, status: 'FAILED', error: event.data.error };
    case 'JobCancelled':
      return { ...ended, status: 'CANCELLED' };
    default: {
      const unhandled: never = event;
      return unhandled;
    }
  }
}
