/** An engine that is lost shows in readiness, what is asked meanwhile is kept, and all goes on when it is back. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { ReadinessReport } from '#apps/operation/readiness.ts';
import { CutProxy } from '#test/support/cut-proxy.ts';
import { accepted, ended } from '#test/support/jobs.ts';
import { NO_REDIS_OF_OUR_OWN, RedisProcess } from '#test/support/redis.ts';
import { Service } from '#test/support/service.ts';
import { withTinyData } from '#test/support/tiny-data.ts';

async function readyIs(service: Service, ready: boolean): Promise<ReadinessReport> {
  for (let i = 0; i < 150; i++) {
    const { status, body } = await service.get<ReadinessReport>('/health/ready');
    if ((status === 200) === ready) return body;
    await setTimeout(200);
  }
  throw new assert.AssertionError({ message: `readiness never was ${String(ready)}` });
}

test(
  'Redis lost: not ready, a job is accepted all the same, and is done when Redis is back, empty',
  { skip: NO_REDIS_OF_OUR_OWN },
  async () => {
    const redis = await RedisProcess.start();
    await withTinyData(undefined, async (data) => {
      const service = await Service.start({ data, env: { JOBS_URL: redis.url } });
      try {
        await readyIs(service, true);
        await redis.stop();
        const { checks } = await readyIs(service, false);
        assert.deepEqual(
          checks.filter(({ ok }) => !ok).map(({ name }) => name),
          ['queue'],
        );
        const token = await service.token('operator');
        const asked = { from: '2021-Q1', to: '2021-Q4', knownOn: '2022-01-31' };
        const { id } = await accepted(service, '/calculations', asked, { token });
        await redis.startAgain();
        await readyIs(service, true);
        assert.equal((await ended(service, id)).state, 'SUCCEEDED');
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

test(
  'KurrentDB out of reach: not ready, a fact is refused to be sent again, and is recorded once when it is back',
  { skip: server === undefined && 'KURRENTDB_TEST_URL names no server' },
  async () => {
    const { hostname, port } = new URL((server ?? '').replace(/^[a-z+]+:/, 'http:'));
    const proxy = await CutProxy.to(hostname, Number(port));
    const log = `kurrentdb://127.0.0.1:${proxy.port}?tls=false&log=lost-${randomUUID()}`;
    const service = await Service.start({ env: { EVENT_STORE_URL: log } });
    try {
      await readyIs(service, true);
      const token = await service.token('operator');
      const key = randomUUID();
      const send = () => service.post<{ detail?: string; position?: number }>('/facts/teams', TEAM, { token, key });
      proxy.down();
      const { checks } = await readyIs(service, false);
      assert.ok(checks.some(({ name, ok }) => name === 'event-store' && !ok));
      const refused = await send();
      assert.equal(refused.status, 503);
      assert.match(refused.body.detail ?? '', /KurrentDB ne répond pas/);
      assert.ok(Number(refused.headers.get('retry-after')) > 0);
      proxy.up();
      await readyIs(service, true);
      const recorded = await send();
      assert.equal(recorded.status, 201);
      assert.equal((await send()).body.position, recorded.body.position);
    } finally {
      await service.close();
      await proxy.close();
    }
  },
);
