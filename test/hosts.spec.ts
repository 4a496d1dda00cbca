/**
 * Several hosts over one of each engine: two run the API, four a worker, each with a separate folder; they share only the engines. A host
 * is cut off, an engine is killed, clocks differ; every sample still gives its files to the byte, and nothing is lost.
 */
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { JobView } from '#apps/api/jobs/job.view.ts';
import { factFiles, form } from '#test/support/client.ts';
import { decompteHere } from '#test/support/command-line.ts';
import { type Engines, Host, NO_NAMESPACES } from '#test/support/hosts.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { KURRENTDB_COMMAND, KurrentDbProcess } from '#test/support/kurrentdb.ts';
import { MongoProcess, NO_MONGODB, NO_MONGODB_OF_OUR_OWN, mongoDatabase, stopMongo } from '#test/support/mongodb.ts';
import { NO_REDIS_OF_OUR_OWN, RedisProcess } from '#test/support/redis.ts';
import { SAMPLES, assertFilesOf, calculationOf } from '#test/support/samples.ts';
import { type Answer, Service, ServiceProcess } from '#test/support/service.ts';
import { describeUnless } from '#test/support/unless.ts';

const LOG_SERVER = process.env['KURRENTDB_TEST_URL'];
const NO_ENGINES =
  NO_REDIS_OF_OUR_OWN ||
  NO_MONGODB ||
  (KURRENTDB_COMMAND === undefined && LOG_SERVER === undefined && 'no KURRENTDB_TEST_COMMAND, no KURRENTDB_TEST_URL');

const CLOCK = pathToFileURL(join(import.meta.dirname, 'support', 'shifted-clock.mjs')).href;
/** Clock shifts of the four workers. The log accepts a time up to a second before its last event. */
const CLOCKS_MS = [0, 400, -400, 0];
/** Lease of a job. On a busy machine a worker may be that long without a turn. */
const LEASE_MS = '5000';
/** Longer than the lease. */
const CUT_MS = 7_000;

describeUnless(NO_ENGINES)('hosts that share engines alone', () => {
  let redis: RedisProcess;
  let kurrentdb: KurrentDbProcess | undefined;
  let mongodb: MongoProcess | undefined;
  let hosts: Host[] = [];
  let services: Service[] = [];
  let workers: ServiceProcess[] = [];
  let direct: Engines = {};

  beforeAll(async () => {
    if (NO_NAMESPACES !== false)
      process.stderr.write(`hosts are folders and connections of their own: ${NO_NAMESPACES}\n`);
    if (KURRENTDB_COMMAND !== undefined) kurrentdb = await KurrentDbProcess.start(KURRENTDB_COMMAND);
    if (NO_MONGODB_OF_OUR_OWN === false) mongodb = await MongoProcess.start();
  });

  afterAll(async () => {
    await kurrentdb?.close();
    await mongodb?.close();
    await stopMongo();
  });

  beforeEach(async () => {
    redis = await RedisProcess.start();
    const log = kurrentdb?.url ?? LOG_SERVER ?? '';
    const database = async (name: string): Promise<string> =>
      mongodb === undefined ? await mongoDatabase() : `${mongodb.url}/${name}-${randomUUID()}`;
    const engines = {
      JOBS_URL: redis.url,
      EVENT_STORE_URL: `${log}${log.includes('?') ? '&' : '?'}log=hosts-${randomUUID()}`,
      READ_STORE_URL: await database('hosts'),
      KEY_STORE_URL: await database('keys'),
    };
    for (let number = 1; number <= 2 + CLOCKS_MS.length; number++) hosts.push(await Host.start(number, engines));
    // Every host has a copy of it.
    const wrapping = join(temporaryFolder(), 'patients.key');
    writeFileSync(wrapping, randomBytes(32).toString('base64'), { mode: 0o600 });
    const key = { PATIENT_KEY_FILE: wrapping };
    direct = { ...engines, ...key };
    const [first, second, ...others] = hosts;
    for (const host of [first, second]) {
      assert.ok(host);
      const { env, prefix } = host;
      services.push(await Service.start({ workers: 0, env: { ...env, ...key, JOB_LEASE_MS: LEASE_MS }, prefix }));
    }
    workers = others.map(({ env, prefix }, i) => {
      const shift = { CLOCK_SHIFT_MS: String(CLOCKS_MS[i]), NODE_OPTIONS: `--import=${CLOCK}` };
      return new ServiceProcess(
        'worker',
        { ...env, ...key, ...shift, ACCESS: 'development', NODE_ENV: 'test', JOB_LEASE_MS: LEASE_MS },
        prefix,
      );
    });
    for (const worker of workers) await worker.said('working');
  });

  afterEach(async () => {
    for (const host of hosts) host.join();
    await Promise.all(workers.map((worker) => worker.end()));
    for (const service of services) await service.close();
    for (const host of hosts) await host.close();
    await redis.stop();
    [hosts, services, workers] = [[], [], []];
  });

  function hostOf(number: number): Host {
    const host = hosts[number - 1];
    assert.ok(host);
    return host;
  }

  function serviceOf(number: number): Service {
    const service = services[number - 1];
    assert.ok(service);
    return service;
  }

  /** The answer of a host, asked again while an engine is unavailable. A command is repeated with its key. */
  async function answered<Body>(ask: () => Promise<Answer<Body>>): Promise<Body> {
    for (let tries = 0; ; tries++) {
      const { status, body } = await ask();
      if (status < 300) return body;
      assert.ok(status >= 500 && tries < 200, `${status}: ${JSON.stringify(body)}`);
      await setTimeout(200);
    }
  }

  async function read<Body>(number: number, path: string): Promise<Body> {
    const service = serviceOf(number);
    const token = await service.token('operator');
    return answered(() => service.get<Body>(path, { token }));
  }

  /** The id of a job that a host was asked for. */
  async function begun(number: number, path: string, body: () => unknown): Promise<string> {
    const service = serviceOf(number);
    const [token, key] = [await service.token('operator'), randomUUID()];
    return (await answered(() => service.post<JobView>(path, body(), { token, key }))).id;
  }

  /** The end as a host reports it: SUCCEEDED, or the reason of the failure. */
  async function endOf(number: number, job: string): Promise<string> {
    for (;;) {
      const { state, error } = await read<JobView>(number, `/jobs/${job}`);
      if (state !== 'PENDING') return error ?? state;
      await setTimeout(100);
    }
  }

  /** Cuts hosts off, one after the other, and kills engines, until the work has ended. */
  async function harmedWhile<T>(going: Promise<T>, cut: readonly number[]): Promise<T> {
    const ended = new AbortController();
    const outcome = going.finally(() => {
      ended.abort();
    });
    const harms = [
      ...cut.map((number) => async () => {
        hostOf(number).cut();
        await setTimeout(CUT_MS);
        hostOf(number).join();
      }),
      async () => {
        await redis.stop();
        await redis.startAgain();
      },
      ...[kurrentdb, mongodb].map((server) => async () => {
        await server?.kill();
        await server?.startAgain();
      }),
    ];
    for (const harm of harms) {
      if (ended.signal.aborted) break;
      await harm();
    }
    return outcome;
  }

  for (const sample of ['tiny', 'corrections'])
    test(`${sample} gives its files to the byte on every host, with hosts cut off, engines killed and clocks apart`, async () => {
      const asked = calculationOf(sample);
      const files = factFiles(join(SAMPLES, sample, asked.facts));
      // The host that took the files is cut off while another imports them.
      const imported = await begun(1, '/imports', () => form(files));
      expect(await harmedWhile(endOf(2, imported), [1, 3])).toBe('SUCCEEDED');
      const { from, to, known_on: knownOn } = asked;
      const calculated = await begun(2, '/calculations', () => ({ from, to, knownOn }));
      expect(await harmedWhile(endOf(1, calculated), [4, 5, 6])).toBe('SUCCEEDED');
      // Both APIs, and a host that has seen nothing yet, give the same answer.
      const lists = [
        await read<{ items: readonly unknown[] }>(1, '/statements'),
        await read<{ items: readonly unknown[] }>(2, '/statements'),
      ];
      expect(lists[0]?.items).toStrictEqual(lists[1]?.items);
      expect(lists[0]?.items.length).toBeGreaterThan(0);
      const empty = join(hostOf(1).folder, 'new');
      mkdirSync(empty);
      const env = { ...direct, DATA: empty };
      for (const args of [
        ['export', '--out', join(empty, 'out')],
        ['audit', 'verify'],
      ]) {
        const { status, stderr } = await decompteHere(args, { env });
        assert.equal(status, 0, stderr);
      }
      assertFilesOf(sample, join(empty, 'out'));
      // Uploads are removed from every host and from MongoDB when the workers next look; their disks have nothing else.
      for (const { folder } of hosts)
        for (const name of readdirSync(folder))
          expect(['kurrentdb-copy.db', 'uploads', 'new']).toContain(name.replace(/-(wal|shm)$/, ''));
    });
});
