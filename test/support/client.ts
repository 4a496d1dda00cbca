/** Helpers for the typed client: keys, expected answers, and jobs until their end. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { components } from '#libs/client/contract.d.ts';
import type { DecompteClient } from '#libs/client/client.ts';

type Schemas = components['schemas'];
export type Job = Schemas['JobView'];

const END_MS = 120_000;
/** Between two questions about the state of a job, at least. */
const POLL_MS = 20;

/** The result of a client: data or an error. */
export interface ClientAnswer<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/** The headers of a command, with a new key by default. */
export function keyed(key: string = randomUUID()): { readonly header: { readonly 'Idempotency-Key': string } } {
  return { header: { 'Idempotency-Key': key } };
}

/** The answer. Throws AssertionError if it is a refusal. */
export function given<Data>({ data, error, response: { status, url } }: ClientAnswer<Data>): Data {
  assert.ok(data !== undefined, `${url}: ${status} ${JSON.stringify(error)}`);
  return data;
}

/** Matches a command of the command line or one of its options. */
const OF_A_TERMINAL = /\bdecompte [a-z]|\s--[a-z]/;

/** The reason of the refusal. Throws AssertionError if there is none, or with another status. */
export function refused(
  answer: ClientAnswer<unknown> & { readonly error?: unknown },
  status: number,
): Schemas['ProblemDetails'] {
  const { data, error, response } = answer;
  assert.equal(response.status, status, `${response.url}: ${JSON.stringify(data ?? error)}`);
  assert.ok(isProblem(error), `${response.url}: ${JSON.stringify(error)}`);
  assert.doesNotMatch(JSON.stringify(error), OF_A_TERMINAL, 'what to do is said in words that hold over HTTP too');
  return error;
}

function isProblem(error: unknown): error is Schemas['ProblemDetails'] {
  return typeof error === 'object' && error !== null && 'type' in error && 'detail' in error;
}

/** A form with files, as `curl -F` sends it. */
export function form(files: Readonly<Record<string, Blob>>): FormData {
  const data = new FormData();
  for (const [name, file] of Object.entries(files)) data.append(name, file, name);
  return data;
}

/** The facts files of a folder, by name. */
export function factFiles(folder: string): Readonly<Record<string, Blob>> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.csv'));
  return Object.fromEntries(names.map((name) => [name, new Blob([readFileSync(join(folder, name))])]));
}

/** Sends text unchanged, not as JSON. */
export function asText(body: unknown): string {
  return String(body);
}

/** The job of a command, which names its own address. */
export async function accepted(answer: Promise<ClientAnswer<Job>>): Promise<Job> {
  const { response, ...rest } = await answer;
  const job = given({ ...rest, response });
  assert.deepEqual([response.status, response.headers.get('location')], [202, `/jobs/${job.id}`]);
  return job;
}

export function upload(client: DecompteClient, body: ReturnType<typeof factFiles>): Promise<Job> {
  return accepted(client.POST('/imports', { params: keyed(), body, bodySerializer: form }));
}

/** Polls a job until it has the expected state. The pauses depend on how long it has been waited for. */
export async function jobWhen(
  client: DecompteClient,
  { id }: Job,
  holds: (job: Job) => boolean,
  pauseMs: (waitedMs: number) => number = () => POLL_MS,
): Promise<Job> {
  const begun = performance.now();
  for (let waitedMs = 0; waitedMs < END_MS; waitedMs = performance.now() - begun) {
    const job = given(await client.GET('/jobs/{id}', { params: { path: { id } } }));
    if (holds(job)) return job;
    await setTimeout(pauseMs(waitedMs));
  }
  throw new assert.AssertionError({ message: `job ${id} did not come to be so in ${END_MS} ms` });
}

/** Waits for the end of a job. A long one is asked about less often: answers take processor time from its work. */
export function endOf(client: DecompteClient, job: Job): Promise<Job> {
  const isEnded = ({ state }: Job): boolean => state !== 'PENDING';
  return jobWhen(client, job, isEnded, (waitedMs) => Math.max(POLL_MS, waitedMs / 5));
}

/** The result of a job, which must succeed. */
export async function successOf(client: DecompteClient, job: Job) {
  const { state, error } = await endOf(client, job);
  assert.equal(state, 'SUCCEEDED', String(error));
  return given(await client.GET('/jobs/{id}/result', { params: { path: { id: job.id } } }));
}

/** Waits until the projections have every event. */
export async function folded(client: DecompteClient): Promise<void> {
  const until = performance.now() + END_MS;
  while (performance.now() < until) {
    const { items } = given(await client.GET('/projections'));
    // The recorder keeps this projection up to date itself.
    const served = items.filter(({ name }) => name !== 'known-acts');
    if (served.every(({ health }) => health === 'UP_TO_DATE')) return;
    await setTimeout(100);
  }
  throw new assert.AssertionError({ message: `not everything is folded in ${END_MS} ms` });
}

/** The sum of amounts in cents as text. */
export function sumOf(items: readonly { readonly amountCents: string }[]): string {
  return String(items.reduce((sum, { amountCents }) => sum + BigInt(amountCents), 0n));
}
