/**
 * A worker killed during a job, at any place of its work: another one finishes it with the result of an undisturbed run. A cancelled job
 * stops between two batches, and a new request can finish its work.
 */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type OpenStores, openStoresAt, storePaths } from '#libs/runtime/stores.ts';
import { latestStatements } from '#libs/statements/calculation/latest.ts';
import type { DecompteClient } from '#libs/client/client.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { jobOf } from '#libs/jobs/job/jobs.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import { DEMO, writeExperiment } from '#libs/synthetic/experiment.ts';
import {
  type Job,
  accepted,
  endOf,
  factFiles,
  given,
  jobWhen,
  keyed,
  refused,
  successOf,
  upload,
} from '#test/support/client.ts';
import { killedAtCommit } from '#test/support/killed-at-commit.ts';
import { Product } from '#test/support/product.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { Service } from '#test/support/service.ts';
import { systemClock } from '#test/support/system-clock.ts';

/** Few patients with many acts: the acts still take two batches of an import. */
const SCALE = { ...DEMO, patientsFactor: 0.07, actsPerPatientYear: 6.5, years: 4 };
const RANGE = { from: '2022-Q1', to: '2025-Q4', knownOn: '2026-09-30' };
const CATEGORIES = ['patient', 'team', 'national', 'import'];
/** The time after which the job of a killed worker is taken over. */
const ENV = { JOB_LEASE_MS: '1000' };

const folder = temporaryFolder();
const facts = join(folder, 'facts');
const clean = new Product();
let service: Service;
let alice: DecompteClient;

beforeAll(async () => {
  await writeExperiment(facts, { seed: 7, scale: SCALE });
  await clean.import(facts);
  await clean.calculate(RANGE);
  service = await Service.start({ workers: 0, env: ENV });
  alice = await service.client('operator', 'Alice');
});
afterAll(async () => {
  await service.close();
  await clean.close();
  rmSync(folder, { recursive: true, force: true });
});

async function within<T>(work: (stores: OpenStores) => Promise<T>): Promise<T> {
  const stores = await openStoresAt(storePaths(service.folder, {}), systemClock);
  try {
    return await work(stores);
  } finally {
    await stores.close();
  }
}

async function counts({ log }: { log: EventStore }): Promise<readonly number[]> {
  return Promise.all(CATEGORIES.map((category) => log.count([category])));
}

/** Starts a worker that is killed at the first commit after which the log has this many events, and waits for its end. */
async function killedWorker(events: number, when: 'BEFORE' | 'AFTER'): Promise<void> {
  const worker = await service.startWorker(killedAtCommit(events, when));
  expect(await worker.endedByItself()).toBe('SIGKILL');
}

test('an import whose workers are killed records each fact once', async () => {
  const job = await upload(alice, factFiles(facts));
  const all = await clean.log.count(['patient']);
  for (const share of [0.15, 0.4]) {
    await killedWorker(share * all, 'AFTER');
    const recorded = await within(({ log }) => log.count(['patient']));
    assert.ok(recorded > 0 && recorded < all, `killed with ${recorded} of ${all}`);
  }
  const worker = await service.startWorker();
  await successOf(alice, job);
  expect(await within(counts)).toStrictEqual(await counts(clean));
  await worker.end();
});

test('a calculation whose workers are killed gives the same statements, each once', async () => {
  const job = await accepted(alice.POST('/calculations', { params: keyed(), body: RANGE }));
  const statementsIn = () => within(({ log }) => log.count(['statement']));
  const end = await within(({ log }) => log.end());
  for (const when of ['BEFORE', 'AFTER'] as const) {
    await killedWorker(end + 1, when);
    expect((await within(async ({ log }) => jobOf(log, job.id)))?.status).toBe('PENDING');
    expect((await statementsIn()) > 0).toBe(when === 'AFTER');
  }
  const worker = await service.startWorker();
  await successOf(alice, job);
  const digests = async (stores: QueryStores): Promise<readonly string[]> =>
    (await latestStatements(stores)).statements.map(({ team, period, digest }) => `${team} ${period} ${digest}`).sort();
  expect(await within(digests)).toStrictEqual(await digests(clean));
  expect(await statementsIn()).toBe(await clean.log.count(['statement']));
  await worker.end();
});

function cancel(client: DecompteClient, { id }: Job) {
  return client.POST('/jobs/{id}/cancel', { params: { path: { id }, ...keyed() } });
}

test('a cancelled import stops, and a request under a new key finishes it', async () => {
  const other = await Service.start({ workers: 1, env: ENV });
  try {
    const client = await other.client('operator', 'Alice');
    const job = await upload(client, factFiles(facts));
    await jobWhen(client, job, ({ progress }) => progress?.stage === 'acts.csv');
    expect(given(await cancel(client, job)).cancelRequestedBy).toBe('Alice');
    expect((await endOf(client, job)).state).toBe('CANCELLED');
    const { detail } = refused(await client.GET('/jobs/{id}/result', { params: { path: { id: job.id } } }), 422);
    expect(detail).toMatch(/a été arrêté.*reste enregistré/);
    refused(await cancel(client, job), 422);
    const stores = await openStoresAt(storePaths(other.folder, {}), systemClock);
    const [before] = await counts(stores);
    assert.ok((before ?? 0) > 0 && (before ?? 0) < (await clean.log.count(['patient'])), `cancelled with ${before}`);
    await successOf(client, await upload(client, factFiles(facts)));
    expect(await counts(stores)).toStrictEqual(await counts(clean));
    await stores.close();
  } finally {
    await other.close();
  }
});

test('a waiting job is cancelled before it begins', async () => {
  const body = { from: '2022-Q1', to: '2022-Q1' };
  const waiting = await accepted(alice.POST('/calculations', { params: keyed(), body }));
  expect([waiting.state, waiting.progress?.state]).toStrictEqual(['PENDING', 'waiting']);
  given(await cancel(alice, waiting));
  const worker = await service.startWorker();
  expect((await endOf(alice, waiting)).state).toBe('CANCELLED');
  await worker.end();
});

test('a stopping worker leaves its job to another', async () => {
  const toRebuild = { path: { name: 'dossiers' }, ...keyed() };
  const job = await accepted(alice.POST('/projections/{name}/rebuild', { params: toRebuild }));
  const worker = await service.startWorker({ JOB_GRACE_MS: '0' });
  await jobWhen(alice, job, ({ progress, state }) => state !== 'PENDING' || progress?.state === 'running');
  expect(await worker.end('SIGTERM')).toBe(0);
  const other = await service.startWorker();
  const rebuilt = await successOf(alice, job);
  expect('stored' in rebuilt && rebuilt.processed === rebuilt.stored).toBe(true);
  await other.end();
});
