/** Requests are counted by subject or address, in one process or in several that share Redis. */
import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { afterAll, describe, expect, test } from '@jest/globals';
import { type FastifyInstance, fastify } from 'fastify';
import { Redis } from 'ioredis';
import { pino } from 'pino';
import type { AuthenticatedRequest } from '#apps/api/access/authenticated-request.ts';
import { type RateSettings, type RequestRate, requestRate } from '#apps/api/access/request-rate.ts';
import { NO_REDIS_OF_OUR_OWN, RedisProcess } from '#test/support/redis.ts';
import { testUnless } from '#test/support/unless.ts';

const instances: FastifyInstance[] = [];
afterAll(async () => {
  for (const instance of instances) await instance.close();
});

async function rateOf(settings: Partial<RateSettings> & { lines?: string[] } = {}): Promise<RequestRate> {
  const instance = fastify();
  instances.push(instance);
  const logger = pino({}, { write: (line) => void settings.lines?.push(line) });
  const rate = await requestRate(instance, { requestsPerMinute: 3, jobsUrl: 'local:jobs.db', ...settings }, logger);
  await instance.ready();
  return rate;
}

function from(ip: string, subject?: string): AuthenticatedRequest {
  const identity = subject === undefined ? undefined : { subject };
  return { ip, identity, routeOptions: {} } as unknown as AuthenticatedRequest;
}

async function waits(rate: RequestRate, requests: readonly AuthenticatedRequest[]): Promise<boolean[]> {
  const waiting: boolean[] = [];
  for (const request of requests) {
    const seconds = await rate.ofRequest(request);
    assert.ok(seconds >= 0 && seconds <= 60, `${seconds} s`);
    waiting.push(seconds > 0);
  }
  return waiting;
}

describe('in one process', () => {
  test('limits a caller over its rate and no other caller', async () => {
    const rate = await rateOf();
    const alice = Array.from({ length: 4 }, () => from('10.0.0.1', 'Alice'));
    expect(await waits(rate, [...alice, from('10.0.0.1', 'Bruno')])).toStrictEqual([false, false, false, true, false]);
    // Two tokens of one person count together, from any address; the address is counted separately.
    expect(await waits(rate, [from('10.0.0.2', 'Alice'), from('10.0.0.1')])).toStrictEqual([true, false]);
  });

  test('counts an IPv6 network as one address, and every form of an IPv4 address as the same', async () => {
    const rate = await rateOf({ requestsPerMinute: 1 });
    const asked = ['2001:db8::1', '2001:db8::2', '2001:db8:0:1::1', '10.0.0.1', '::ffff:10.0.0.1'];
    expect(
      await waits(
        rate,
        asked.map((ip) => from(ip)),
      ),
    ).toStrictEqual([false, true, false, false, true]);
  });

  test('beforeToken does not count a wrong token', async () => {
    const rate = await rateOf({ wrongTokensPerMinute: 1 });
    const here = from('10.0.0.1');
    expect([await rate.beforeToken(here), await rate.beforeToken(here), await rate.ofWrongToken(here)]).toStrictEqual([
      0, 0, 0,
    ]);
    expect(await rate.beforeToken(here)).toBeGreaterThan(0);
    expect(await rate.beforeToken(from('10.0.0.2'))).toBe(0);
    expect(await rate.ofRequest(here)).toBe(0);
  });
});

testUnless(NO_REDIS_OF_OUR_OWN)(
  'processes that share a Redis count together, and each alone while it is lost',
  async () => {
    const redis = await RedisProcess.start();
    const lines: string[] = [];
    try {
      const [one, other] = [await rateOf({ jobsUrl: redis.url }), await rateOf({ jobsUrl: redis.url, lines })];
      // A process counts locally until it is connected: each probe uses its own caller.
      for (let i = 0, shared = false; !shared; i++) {
        await waits(
          one,
          Array.from({ length: 3 }, () => from('10.0.0.1', `probe ${i}`)),
        );
        shared = (await waits(other, [from('10.0.0.1', `probe ${i}`)]))[0] === true;
        assert.ok(i < 100, 'counts are never shared');
        await setTimeout(20);
      }
      const alice = from('10.0.0.1', 'Alice');
      expect(await waits(one, [alice, alice])).toStrictEqual([false, false]);
      expect(await waits(other, [alice, alice])).toStrictEqual([false, true]);
      const client = new Redis(redis.url);
      const keys = await client.keys('*');
      client.disconnect();
      assert.ok(keys.length > 0 && !keys.some((key) => /Alice|10\.0\.0\.1/.test(key)), keys.join(' '));
      lines.length = 0;
      await redis.stop();
      expect(await waits(other, [alice, alice, alice, alice])).toStrictEqual([false, false, false, true]);
      expect(lines.filter((line) => line.includes('each process counts its requests alone'))).toHaveLength(1);
    } finally {
      await redis.stop();
    }
  },
);
