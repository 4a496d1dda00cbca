/** An engine that is lost shows in readiness, what is asked meanwhile is kept, and all goes on when it is back. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { ReadinessReport } from '#apps/operation/readiness.ts';
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
