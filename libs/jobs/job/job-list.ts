/** The projection of jobs for lists: every job without its result, and the order in which they were requested. */
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { Keyed } from '#libs/kernel/page.ts';
import type { Documents } from '#libs/read-store/document-store.ts';
import type { Projection } from '#libs/read-store/projection.ts';
import { JOB_EVENTS } from '#libs/jobs/job/events.ts';
import { type Job, evolve, isOpenJob } from '#libs/jobs/job/state.ts';
import { compareText } from '#libs/kernel/text.ts';

const JOB_PREFIX = 'job/';
/** Only of jobs that have not ended: few, however many there were. */
const OPEN_PREFIX = 'open/';
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

/** `requested`: the position of its request. */
type OpenJob = Job & { readonly requested: number };

export const JOBS: Projection<Job | Requested | OpenJob> = {
  name: 'jobs',
  version: 7,
  categories: ['job'],
  // The requests of some jobs name a patient.
  ofPeople: { scratch: [] },
  documentPerStream: false,
  keys: ({ stream, type, position }) => {
    const id = jobOfStream(stream);
    const own = [JOB_PREFIX + id, OPEN_PREFIX + id];
    return type === 'JobRequested' ? [...own, orderKey('oldest', position), orderKey('newest', position)] : own;
  },
  keeps: (document, key) => !key.startsWith(OPEN_PREFIX) || ('status' in document && isOpenJob(document)),
  evolve: (document, event, key) => {
    const id = jobOfStream(event.stream);
    // A job that has ended may still succeed.
    const isOver = document === undefined && event.type !== 'JobRequested';
    if (key.startsWith(OPEN_PREFIX)) return isOver ? { id } : openJob(document, event);
    if (!key.startsWith(JOB_PREFIX)) return { id };
    const job = evolve((document as Job | undefined) ?? { status: 'NOT_REQUESTED' }, JOB_EVENTS.read(event));
    // A result may be large, and is in the stream of its job: lists do without.
    return job.status === 'SUCCEEDED' ? { ...job, result: undefined } : job;
  },
};

function openJob(document: Job | Requested | OpenJob | undefined, event: RecordedEvent): OpenJob {
  const { requested = event.position, ...before } = (document ?? { status: 'NOT_REQUESTED' }) as Partial<OpenJob>;
  return { ...evolve(before as Job, JOB_EVENTS.read(event)), requested };
}

function orderKey(order: JobOrder, position: number): string {
  const { prefix, number } = ORDERS[order];
  return prefix + String(number(position)).padStart(POSITION_DIGITS, '0');
}

function jobOfStream(stream: string): string {
  return stream.slice('job-'.length);
}

interface Asked {
  readonly after: string;
  readonly order: JobOrder;
}

/** The jobs that have not ended, as `jobsAfter`. */
export async function* openJobsAfter(
  documents: Pick<Documents, 'scan'>,
  { after, order }: Asked,
): AsyncIterable<readonly Keyed<Job>[]> {
  const open: Keyed<Job>[] = [];
  for await (const batch of documents.scan(OPEN_PREFIX))
    for (const [, text] of batch) {
      const { requested, ...job } = JSON.parse(text) as OpenJob;
      open.push([orderKey(order, requested), job]);
    }
  yield open.filter(([key]) => compareText(key, after) > 0).sort(([a], [b]) => compareText(a, b));
}

/** Jobs by when they were requested, each with its key in that order, from the one after a key on. */
export async function* jobsAfter(
  documents: Pick<Documents, 'get' | 'scan'>,
  { after, order }: Asked,
): AsyncIterable<readonly Keyed<Job>[]> {
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
