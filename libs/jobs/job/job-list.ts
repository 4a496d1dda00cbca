/** The projection of jobs for lists: every job without its result, and the order in which they were requested. */
import type { Documents } from '#libs/read-store/document-store.ts';
import type { Projection } from '#libs/read-store/projection.ts';
import { JOB_EVENTS } from '#libs/jobs/job/events.ts';
import { type Job, evolve } from '#libs/jobs/job/state.ts';

const JOB_PREFIX = 'job/';
/** Keys in each order: the job that comes first has the smaller key. */
const ORDERS = {
  oldest: { prefix: 'requested/', number: (position: number) => position },
  newest: { prefix: 'newest/', number: (position: number) => Number.MAX_SAFE_INTEGER - position },
} as const;
const POSITION_DIGITS = 16;

/** The order of a list of jobs. */
export type JobOrder = keyof typeof ORDERS;
export const JOB_ORDERS: readonly JobOrder[] = ['newest', 'oldest'];

/** In the order of the log: a later request comes last. */
interface Requested {
  readonly id: string;
}

export const JOBS: Projection<Job | Requested> = {
  name: 'jobs',
  version: 6,
  categories: ['job'],
  // The requests of some jobs name a patient.
  ofPeople: { scratch: [] },
  documentPerStream: false,
  keys: ({ stream, type, position }) => {
    const job = JOB_PREFIX + jobOfStream(stream);
    if (type !== 'JobRequested') return [job];
    return [job, orderKey('oldest', position), orderKey('newest', position)];
  },
  evolve: (document, event, key) => {
    if (!key.startsWith(JOB_PREFIX)) return { id: jobOfStream(event.stream) };
    const job = evolve((document as Job | undefined) ?? { status: 'NOT_REQUESTED' }, JOB_EVENTS.read(event));
    // A result may be large, and is in the stream of its job: lists do without.
    return job.status === 'SUCCEEDED' ? { ...job, result: undefined } : job;
  },
};

function orderKey(order: JobOrder, position: number): string {
  const { prefix, number } = ORDERS[order];
  return prefix + String(number(position)).padStart(POSITION_DIGITS, '0');
}

function jobOfStream(stream: string): string {
  return stream.slice('job-'.length);
}

/** Jobs by when they were requested, each with its key in that order, from the one after a key on. */
export async function* jobsAfter(
  documents: Pick<Documents, 'get' | 'scan'>,
  { after, order }: { readonly after: string; readonly order: JobOrder },
): AsyncIterable<readonly (readonly [key: string, job: Job])[]> {
  for await (const batch of documents.scan(ORDERS[order].prefix, { after })) {
    const requested = batch.map(([key, text]) => [key, JOB_PREFIX + (JSON.parse(text) as Requested).id] as const);
    const jobs = await documents.get(requested.map(([, job]) => job));
    yield requested.map(([key, job]) => {
      const text = jobs.get(job);
      if (text === undefined) throw new RangeError(`${job} was requested and has no document`);
      return [key, JSON.parse(text) as Job];
    });
  }
}
