/**
 * The jobs of the workers, live. One stream of server-sent events serves all windows, because a browser has few connections to a service.
 * The window that holds the lock reads the stream and informs the others; when it is closed, another window resumes after the last event.
 */
import type { components } from '#libs/client/contract.d.ts';
import { streamOf } from '../api/client.ts';
import { queries } from '../api/queries.ts';
import { rememberWritten } from '../api/written.ts';
import { sharedValue } from '../parts/shared-value.ts';
import { takeEvents } from './event-stream.ts';

export type Job = components['schemas']['JobView'];

/** The name of the lock and of the channel between windows. */
const NAME = 'decompte-jobs';
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
/** The service sends something every 15 s, so a stream that is silent for longer is dead even if nobody closed it. */
const SILENT_MS = 45_000;

/** Keyed by id: open jobs, and jobs that were seen to end. */
const live = sharedValue<ReadonlyMap<string, Job>>(new Map());
/** Whether some window reads the stream; if not, jobs are polled. */
const connected = sharedValue(false);
/** The id of the last event; the next reader resumes after it. */
let last: string | undefined;

type Told =
  | { readonly kind: 'hello' }
  | { readonly kind: 'jobs'; readonly jobs: readonly Job[]; readonly last: string | undefined }
  | { readonly kind: 'connected'; readonly isConnected: boolean };

export function useLiveJobs(): ReadonlyMap<string, Job> {
  return live.useValue();
}

export function isConnected(): boolean {
  return connected.get();
}

/** Follows the jobs until the returned function is called. */
export function followJobs(): () => void {
  const stop = new AbortController();
  const tabs = new BroadcastChannel(NAME);
  let leads = false;
  const tell = (told: Told): void => tabs.postMessage(told);
  tabs.addEventListener('message', ({ data: told }: MessageEvent<Told>) => {
    if (told.kind === 'jobs') take(told.jobs, told.last);
    else if (told.kind === 'connected') setConnected(told.isConnected);
    else if (leads) {
      tell({ kind: 'jobs', jobs: [...live.get().values()], last });
      tell({ kind: 'connected', isConnected: isConnected() });
    }
  });
  tell({ kind: 'hello' });
  const lead = async (): Promise<void> => {
    leads = true;
    await readOn(stop.signal, tell);
  };
  // Without TLS a browser has no locks: each window then reads its own stream.
  const led = 'locks' in navigator ? navigator.locks.request(NAME, { signal: stop.signal }, lead) : lead();
  led.catch((error: unknown) => {
    if (!stop.signal.aborted) throw error;
  });
  return () => {
    stop.abort();
    tabs.close();
    live.set(new Map());
    connected.set(false);
    last = undefined;
  };
}

/** Comes back after the last event when the stream ends, later and later while it cannot be read. */
async function readOn(signal: AbortSignal, tell: (told: Told) => void): Promise<void> {
  const say = (now: boolean): void => {
    setConnected(now);
    if (!signal.aborted) tell({ kind: 'connected', isConnected: now });
  };
  let waitMs = FIRST_WAIT_MS;
  while (!signal.aborted) {
    const response = await streamOf('/jobs', last, signal).catch(() => undefined);
    // The session has ended, or the role may not read jobs: do not reconnect.
    if (response?.status === 401 || response?.status === 403) return;
    if (response?.ok === true && response.body !== null) {
      waitMs = FIRST_WAIT_MS;
      say(true);
      await readStream(response.body, tell).catch(() => undefined);
      say(false);
    } else waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS);
    await wait(waitMs, signal);
  }
}

async function readStream(body: ReadableStream<Uint8Array>, tell: (told: Told) => void): Promise<void> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let text = '';
  for (;;) {
    const dead = setTimeout(() => void reader.cancel(), SILENT_MS);
    const { done, value } = await reader.read().finally(() => clearTimeout(dead));
    if (done) return;
    const { events, rest } = takeEvents(text + decoder.decode(value, { stream: true }));
    text = rest;
    const jobs = events.flatMap(({ data }) => (data === undefined ? [] : [JSON.parse(data) as Job]));
    const id = events.findLast((event) => event.id !== undefined)?.id ?? last;
    take(jobs, id);
    if (jobs.length > 0 || id !== undefined) tell({ kind: 'jobs', jobs, last: id });
  }
}

/** A list that was read before the stream began may have a job as under way that ended in between: the stream never names it. */
function setConnected(isConnected: boolean): void {
  const begins = isConnected && !connected.get();
  connected.set(isConnected);
  if (begins) void queries.invalidateQueries({ predicate: ({ queryKey: [of] }) => of === 'job' || of === 'jobs' });
}

/** Reads everything again once a job of any person has ended: it may have changed the data shown. */
function take(jobs: readonly Job[], id: string | undefined): void {
  last = id ?? last;
  if (jobs.length === 0) return;
  const before = live.get();
  live.set(new Map([...before, ...jobs.map((job) => [job.id, job] as const)]));
  const ended = jobs.filter((job) => job.state !== 'PENDING' && before.get(job.id)?.state !== job.state);
  if (ended.length === 0) return;
  // The stream reads the log directly, while the reads use projections, which follow the log with a delay.
  for (const job of ended) rememberWritten(job);
  void queries.invalidateQueries();
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
