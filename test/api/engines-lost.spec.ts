/** Readiness reports a lost engine, requests made meanwhile are kept, and work resumes when the engine is back. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { expect } from '@jest/globals';
import { accepted, given, keyed, refused, successOf } from '#test/support/client.ts';
import { CutProxy } from '#test/support/cut-proxy.ts';
import { NO_MONGODB, dropDatabase, mongoDatabase, stopMongo } from '#test/support/mongodb.ts';
import { NO_REDIS_OF_OUR_OWN, RedisProcess } from '#test/support/redis.ts';
import { Service } from '#test/support/service.ts';
import { withTinyData } from '#test/support/tiny-data.ts';
import { testUnless } from '#test/support/unless.ts';

async function readyIs(service: Service, ready: boolean) {
  const anybody = await service.client('auditor');
  for (let i = 0; i < 150; i++) {
    const { data, error } = await anybody.GET('/health/ready');
    const report = data ?? error;
    if ('ready' in report && report.ready === ready) return report;
    await setTimeout(200);
  }
  throw new assert.AssertionError({ message: `readiness never was ${String(ready)}` });
}

testUnless(NO_REDIS_OF_OUR_OWN)(
  'Redis lost: not ready, a job is accepted all the same, and is done when Redis is back, empty',
  async () => {
    const redis = await RedisProcess.start();
    await withTinyData(undefined, async (data) => {
      const service = await Service.start({ data, env: { JOBS_URL: redis.url } });
      try {
        await readyIs(service, true);
        await redis.stop();
        const { checks } = await readyIs(service, false);
        expect(checks.filter(({ ok }) => !ok).map(({ name }) => name)).toStrictEqual(['queue']);
        const alice = await service.client('operator');
        const body = { from: '2021-Q1', to: '2021-Q4', knownOn: '2022-01-31' };
        const job = await accepted(alice.POST('/calculations', { params: keyed(), body }));
        await redis.startAgain();
        await readyIs(service, true);
        await successOf(alice, job);
      } finally {
        await service.close();
        await redis.stop();
      }
    });
  },
);

const TEAM = {
  team_id: 'PEPS-90',
  from: '2024-01-01',
  name: 'Maison de santé',
  scheme: 'PEPS',
  option: 'ALL',
  scope: 'GP',
  structure: 'MSP',
  finess: '010000024',
  commune: '38185',
  known_on: '2024-01-05',
};

const server = process.env['KURRENTDB_TEST_URL'];

testUnless(server === undefined && 'KURRENTDB_TEST_URL names no server')(
  'KurrentDB out of reach: not ready, a fact is refused to be sent again, and is recorded once when it is back',
  async () => {
    const { hostname, port } = new URL((server ?? '').replace(/^[a-z+]+:/, 'http:'));
    const proxy = await CutProxy.to(hostname, Number(port));
    const log = `kurrentdb://127.0.0.1:${proxy.port}?tls=false&log=lost-${randomUUID()}`;
    const service = await Service.start({ env: { EVENT_STORE_URL: log } });
    try {
      await readyIs(service, true);
      const alice = await service.client('operator');
      const params = keyed();
      const send = () => alice.POST('/facts/teams', { params, body: TEAM });
      proxy.down();
      const { checks } = await readyIs(service, false);
      expect(checks.some(({ name, ok }) => name === 'event-store' && !ok)).toBe(true);
      const meanwhile = await send();
      expect(refused(meanwhile, 503).detail).toMatch(/KurrentDB ne répond pas/);
      expect(Number(meanwhile.response.headers.get('retry-after'))).toBeGreaterThan(0);
      proxy.up();
      await readyIs(service, true);
      const { position } = given(await send());
      expect(given(await send()).position).toBe(position);
    } finally {
      await service.close();
      await proxy.close();
    }
  },
);

testUnless(NO_MONGODB)(
  'MongoDB out of reach: not ready, a read says so, and a job that was asked for meanwhile is done when it is back',
  async () => {
    const database = await mongoDatabase();
    const { proxy, through } = await CutProxy.before(database);
    try {
      await withTinyData(undefined, async (data) => {
        const service = await Service.start({ data, env: { READ_STORE_URL: through } });
        try {
          await readyIs(service, true);
          const alice = await service.client('operator');
          proxy.down();
          await readyIs(service, false);
          expect(refused(await alice.GET('/teams'), 503).detail).toMatch(/MongoDB ne répond pas/);
          const body = { from: '2021-Q1', to: '2021-Q4', knownOn: '2022-01-31' };
          const job = await accepted(alice.POST('/calculations', { params: keyed(), body }));
          proxy.up();
          await readyIs(service, true);
          await successOf(alice, job);
          expect(given(await alice.GET('/teams')).items.length).toBeGreaterThan(0);
        } finally {
          await service.close();
        }
      });
    } finally {
      await proxy.close();
      await dropDatabase(database);
      await stopMongo();
    }
  },
);
