/**
 * What takes long, as a stream `job-<id>`: who asked for what, and how it ended. Which jobs are still to do is what the log says, so
 * that no queue that is lost loses any.
 */
import { hash } from 'node:crypto';
import { type Aggregate, type Decided, handle, load, madeBy } from '#libs/commands/command-stream.ts';
import { canonical } from '#libs/commands/digest.ts';
import { type CommandMeta, DecisionRefused, type Person } from '#libs/commands/person.ts';
import type { Commit, RecordedEvent } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { Documents } from '#libs/read-store/document-store.ts';
import type { Projection } from '#libs/read-store/projection.ts';

export type JobState = 'PENDING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';

export interface Job {
  readonly id: string;
  readonly kind: string;
  /** What was asked, as JSON. */
  readonly request: unknown;
  /** Who asked, with which key, when: what the job does is done in this name. */
  readonly meta: CommandMeta;
  readonly state: JobState;
  readonly cancelRequestedBy: Person | undefined;
  /** As JSON, of a job that succeeded. */
  readonly result: unknown;
  /** In French, of a job that failed. */
  readonly error: string | undefined;
  /** ISO 8601 instant. */
  readonly endedAt: string | undefined;
  /** Position of its last event: once it has ended, everything it recorded is before that. */
  readonly position: number;
}

export type JobOutcome =
  | { readonly type: 'succeed'; readonly result: unknown }
  | { readonly type: 'fail'; readonly error: string }
  | { readonly type: 'cancelled' };

type JobCommand =
  | { readonly type: 'request'; readonly kind: string; readonly request: unknown }
  | { readonly type: 'cancel' }
  | JobOutcome;

/** There is no such job. */
export class UnknownJob extends Error {}

export function jobStream(id: string): string {
  return `job-${id}`;
}

/** The same person and key ask for the same job. */
export function jobIdOf({ by, key }: CommandMeta): string {
  return hash('sha256', canonical([by.name, key]), 'hex').slice(0, 24);
}

function aggregate(id: string): Aggregate<Job | undefined, JobCommand> {
  return {
    initial: () => undefined,
    evolve: (job, event) => evolve(id, job, event),
    decide: (command, job) => decide(id, command, job),
  };
}

function evolve(id: string, job: Job | undefined, event: RecordedEvent): Job {
  const meta = madeBy(event);
  if (meta === undefined) throw new RangeError(`event ${event.position} says not who made it`);
  const { position } = event;
  const content = JSON.parse(event.data) as { kind?: string; request?: unknown; result?: unknown; error?: string };
  if (event.type === 'JobRequested')
    return {
      id,
      kind: content.kind ?? '',
      request: content.request,
      meta,
      state: 'PENDING',
      cancelRequestedBy: undefined,
      result: undefined,
      error: undefined,
      endedAt: undefined,
      position,
    };
  if (job === undefined) throw new RangeError(`event ${position} is of a job that nobody requested`);
  const ended = { endedAt: meta.at, position };
  switch (event.type) {
    case 'JobCancelRequested':
      return { ...job, cancelRequestedBy: meta.by, position };
    case 'JobSucceeded':
      return { ...job, state: 'SUCCEEDED', result: content.result, error: undefined, ...ended };
    case 'JobFailed':
      return { ...job, state: 'FAILED', error: content.error, ...ended };
    case 'JobCancelled':
      return { ...job, state: 'CANCELLED', ...ended };
    default:
      throw new RangeError(`${event.type} is not an event of a job`);
  }
}

function decide(id: string, command: JobCommand, job: Job | undefined): readonly Decided[] {
  if (command.type === 'request') {
    if (job !== undefined) throw new DecisionRefused(`le travail ${id} est déjà demandé`);
    const { kind, request } = command;
    return [{ type: 'JobRequested', content: { id, kind, request }, effective: id }];
  }
  if (job === undefined) throw new UnknownJob(`il n'y a pas de travail ${id}`);
  const of = { id };
  if (command.type === 'cancel') return cancel(job, of);
  // Ended before, by another worker that had taken it over: the first outcome stands, unless nothing had come of it and now all has.
  const overtaken = command.type === 'succeed' && job.state !== 'SUCCEEDED';
  if (job.state !== 'PENDING' && !overtaken) return [];
  switch (command.type) {
    case 'succeed':
      return [{ type: 'JobSucceeded', content: { ...of, result: command.result }, effective: id }];
    case 'fail':
      return [{ type: 'JobFailed', content: { ...of, error: command.error }, effective: id }];
    case 'cancelled':
      return [{ type: 'JobCancelled', content: of, effective: id }];
  }
}

function cancel(job: Job, of: object): readonly Decided[] {
  if (job.state !== 'PENDING')
    throw new DecisionRefused(`le travail ${job.id} est déjà terminé (${job.state}) ; il n'y a rien à arrêter`);
  return job.cancelRequestedBy === undefined ? [{ type: 'JobCancelRequested', content: of, effective: job.id }] : [];
}

/**
 * Asks for a job; the same asked again is known. Gives its id. Throws KeyReused where the same key asked for something else.
 */
export async function requestJob(
  log: EventStore,
  { kind, request }: { readonly kind: string; readonly request: unknown },
  meta: CommandMeta,
  commit: Commit,
): Promise<string> {
  const id = jobIdOf(meta);
  await handle(log, jobStream(id), aggregate(id), { type: 'request', kind, request }, meta, commit);
  return id;
}

/** Asks whoever runs it to stop. Throws UnknownJob, and DecisionRefused where it has ended. */
export async function cancelJob(log: EventStore, id: string, meta: CommandMeta, commit: Commit): Promise<void> {
  await handle(log, jobStream(id), aggregate(id), { type: 'cancel' }, meta, commit);
}

/** Records how it ended; one that has ended before stays as it was, unless it has now succeeded after all. */
export async function endJob(
  log: EventStore,
  id: string,
  outcome: JobOutcome,
  meta: CommandMeta,
  commit: Commit,
): Promise<void> {
  await handle(log, jobStream(id), aggregate(id), outcome, meta, commit);
}

/** Undefined where nobody asked for it. */
export async function jobOf(log: EventStore, id: string): Promise<Job | undefined> {
  return (await load(log, jobStream(id), aggregate(id))).state;
}

const JOB_PREFIX = 'job/';
const ORDER_PREFIX = 'requested/';
const POSITION_DIGITS = 16;

/** What was requested, in the order of the log: whatever comes later is after all that is there. */
interface Requested {
  readonly id: string;
}

/** Every job, without its result, and the order in which they were recorded. */
export const JOBS: Projection<Job | Requested> = {
  name: 'jobs',
  version: 4,
  categories: ['job'],
  documentPerStream: false,
  keys: ({ stream, type, position }) => {
    const job = JOB_PREFIX + idOf(stream);
    if (type !== 'JobRequested') return [job];
    return [job, ORDER_PREFIX + String(position).padStart(POSITION_DIGITS, '0')];
  },
  evolve: (document, event, key) => {
    const id = idOf(event.stream);
    if (key.startsWith(ORDER_PREFIX)) return { id };
    // What it gave may be large, and is in its stream: lists do without.
    return { ...evolve(id, document as Job | undefined, event), result: undefined };
  },
};

function idOf(stream: string): string {
  return stream.slice('job-'.length);
}

/** Jobs in the order in which they were recorded, each with its key in it, from the one after a key on. */
export async function* jobsAfter(
  documents: Pick<Documents, 'get' | 'scan'>,
  after: string,
): AsyncIterable<readonly (readonly [key: string, job: Job])[]> {
  for await (const batch of documents.scan(ORDER_PREFIX, { after })) {
    const requested = batch.map(([key, text]) => [key, JOB_PREFIX + (JSON.parse(text) as Requested).id] as const);
    const jobs = await documents.get(requested.map(([, job]) => job));
    yield requested.map(([key, job]) => {
      const text = jobs.get(job);
      if (text === undefined) throw new RangeError(`${job} was requested and has no document`);
      return [key, JSON.parse(text) as Job];
    });
  }
}
