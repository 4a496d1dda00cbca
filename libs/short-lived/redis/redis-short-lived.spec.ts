/** Short-lived values in Redis keep their contract; an unavailable Redis is reported. */
import { afterAll, expect, test } from '@jest/globals';
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';
import { RedisShortLived } from '#libs/short-lived/redis/redis-short-lived.ts';
import { shortLivedContract } from '#libs/short-lived/short-lived.contract.ts';
import { NO_REDIS, type TestRedis, testRedis } from '#test/support/redis.ts';
import { describeUnless } from '#test/support/unless.ts';

describeUnless(NO_REDIS)('with a Redis', () => {
  let redis: TestRedis | undefined;
  afterAll(() => redis?.stop());

  shortLivedContract('Redis', async () => {
    redis = await testRedis();
    const { url } = redis;
    return { open: () => new RedisShortLived(url), close: () => Promise.resolve() };
  });
});

test('throws StoreUnavailable if no server answers', async () => {
  const store = new RedisShortLived('redis://127.0.0.1:1', 100);
  await expect(store.get('session', 'key', 0)).rejects.toThrow(StoreUnavailable);
  await store.close();
});
