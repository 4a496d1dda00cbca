/**
 * The samples through the service and its workers, with jobs on Redis and, if such servers exist, the log on KurrentDB and the read store
 * on MongoDB: every output file matches to the byte.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DecompteClient } from '#libs/client/client.ts';
import { accepted, endOf, factFiles, keyed, successOf, upload } from '#test/support/client.ts';
import { decompteHere } from '#test/support/command-line.ts';
import { NO_MONGODB, dropDatabase, mongoDatabase, stopMongo } from '#test/support/mongodb.ts';
import { walked } from '#test/support/pages.ts';
import { NO_REDIS_OF_OUR_OWN, RedisProcess, everythingIn } from '#test/support/redis.ts';
import { SAMPLES, type SampleCalculation, assertFilesOf, calculationOf } from '#test/support/samples.ts';
import { Service } from '#test/support/service.ts';
import { describeUnless } from '#test/support/unless.ts';

const SERVER = process.env['KURRENTDB_TEST_URL'];

function logUrl(): Readonly<Record<string, string>> {
  if (SERVER === undefined) return {};
  return { EVENT_STORE_URL: `${SERVER}${SERVER.includes('?') ? '&' : '?'}log=engines-${randomUUID()}` };
}

async function readUrl(): Promise<Readonly<Record<string, string>>> {
  return NO_MONGODB === false ? { READ_STORE_URL: await mongoDatabase() } : {};
}

async function dropReadStore({ READ_STORE_URL: url }: Readonly<Record<string, string>>): Promise<void> {
  if (url !== undefined) await dropDatabase(url);
}

afterAll(stopMongo);

async function succeeds(args: readonly string[], env: Readonly<Record<string, string>>): Promise<void> {
  const { status, stderr } = await decompteHere(args, { env });
  assert.equal(status, 0, stderr);
}

/** A calculation with rates that are not in force is a simulation; the command line makes it in the same stores. */
async function calculate(
  { folder }: Service,
  alice: DecompteClient,
  asked: SampleCalculation,
  env: Readonly<Record<string, string>>,
): Promise<string[]> {
  const { from, to, known_on: knownOn, parameters } = asked;
  if (Object.keys(parameters).length === 0) {
    const job = await accepted(alice.POST('/calculations', { params: keyed(), body: { from, to, knownOn } }));
    await successOf(alice, job);
    return [];
  }
  const overrides = join(folder, 'overrides.json');
  writeFileSync(overrides, JSON.stringify(parameters));
  const range = ['--from', from, '--to', to, '--known-on', knownOn];
  await succeeds(['simulate', 'sample', '--parameters', overrides, ...range], env);
  return ['--simulation', 'sample'];
}

/** Keyed by the folder of their facts, which is imported once; in the order of the days of knowledge. */
const OF_FACTS: Readonly<Record<string, readonly string[]>> = {
  'tiny/facts': ['tiny'],
  'boundaries/facts': ['corrections', 'boundaries', 'days'],
};

/** The facts after which the hostile sample is imported, by the same service: they have no names in common. */
const HOSTILE_AFTER = 'tiny/facts';

describeUnless(NO_REDIS_OF_OUR_OWN)(
  `by two workers on Redis, the log ${SERVER === undefined ? 'embedded' : 'on KurrentDB'}, the read store ${NO_MONGODB === false ? 'on MongoDB' : 'embedded'}`,
  () => {
    for (const [facts, samples] of Object.entries(OF_FACTS))
      describe(`the samples on ${facts}`, () => {
        let redis: RedisProcess;
        let service: Service;
        let engines: Readonly<Record<string, string>>;
        let alice: DecompteClient;
        beforeAll(async () => {
          redis = await RedisProcess.start();
          engines = { JOBS_URL: redis.url, ...logUrl(), ...(await readUrl()) };
          service = await Service.start({ env: engines, workers: 2 });
          alice = await service.client('operator', 'Alice');
          await successOf(alice, await upload(alice, factFiles(join(SAMPLES, facts))));
        });
        afterAll(async () => {
          await service.close();
          await redis.stop();
          await dropReadStore(engines);
        });

        for (const sample of samples)
          test(`${sample} gives its six files to the byte`, async () => {
            const asked = calculationOf(sample);
            expect(join(SAMPLES, sample, asked.facts)).toBe(join(SAMPLES, facts));
            const env = { ...engines, DATA: service.folder };
            const of = await calculate(service, alice, asked, env);
            const out = join(service.folder, `out-${sample}`);
            await succeeds(['export', '--out', out, ...of], env);
            assertFilesOf(sample, out);
            // Patients, acts and professionals.
            const kept = await everythingIn(redis.url);
            expect(kept.length).toBeGreaterThan(100);
            expect(/\b(?:P\d{7}|A\d{8}|1\d{10})\b/.exec(kept)?.[0]).toBeUndefined();
          });

        if (facts === HOSTILE_AFTER)
          test('then the hostile sample sets its bad rows aside by file, line and code', async () => {
            const job = await upload(alice, factFiles(join(SAMPLES, 'hostile', 'facts')));
            const { state, position } = await endOf(alice, job);
            expect(state).toBe('SUCCEEDED');
            const rows = await walked(50, (query) =>
              alice.GET('/set-aside-rows', { params: { query: { after: position, ...query } } }),
            );
            const expected = readFileSync(join(SAMPLES, 'hostile', 'expected', 'rejected.csv'), 'utf8');
            expect(rows.map(({ file, line, code }) => `${file},${line},${code}`).sort()).toStrictEqual(
              expected.trim().split('\n').slice(1).sort(),
            );
          });
      });
  },
);
