/** Events of a job, stream `job-<id>`: the request and its author, and the end. */
import { json, record, text, typedJson } from '#libs/kernel/field.ts';
import { type Event, eventCodec, eventSchema } from '#libs/event-store/typed-event.ts';

type JobRequested = Event<
  'JobRequested',
  {
    readonly id: string;
    readonly kind: string;
    /** The request, as JSON. */
    readonly request: unknown;
  }
>;
type JobCancelRequested = Event<'JobCancelRequested', { readonly id: string }>;
/** `result`: as JSON. */
type JobSucceeded = Event<'JobSucceeded', { readonly id: string; readonly result: unknown }>;
/** `error`: a sentence in French. */
type JobFailed = Event<'JobFailed', { readonly id: string; readonly error: string }>;
type JobCancelled = Event<'JobCancelled', { readonly id: string }>;

export type JobEvent = JobRequested | JobCancelRequested | JobSucceeded | JobFailed | JobCancelled;

export const JOB_EVENTS = eventCodec<JobEvent>({
  JobRequested: eventSchema(1, record({ id: text, kind: text, request: typedJson })),
  JobCancelRequested: eventSchema(1, record({ id: text })),
  JobSucceeded: eventSchema(1, record({ id: text, result: json })),
  JobFailed: eventSchema(1, record({ id: text, error: text })),
  JobCancelled: eventSchema(1, record({ id: text })),
});
