/**
 * Short-lived values in the Redis of the queue, for API processes on several machines. It removes expired values; a Redis that loses
 * everything ends the sessions, and people log in again.
 */
import { Redis } from 'ioredis';
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';
import type { Kind, ShortLived } from '#libs/short-lived/short-lived.ts';

const KEYS = 'decompte:kept:';
const ANSWER_MS = 2_000;

interface Kept {
  readonly text: string;
  readonly untilMs: number;
}

export class RedisShortLived implements ShortLived {
  readonly #redis: Redis;

  /** `answerMs`: how long a request waits for Redis. */
  constructor(url: string, answerMs = ANSWER_MS) {
    this.#redis = new Redis(url, {
      commandTimeout: answerMs,
      maxRetriesPerRequest: 1,
      connectionName: 'decompte-sessions',
    });
    // Each request reports the failure; without a listener it would end the process.
    this.#redis.on('error', () => undefined);
  }

  async set(kind: Kind, key: string, text: string, untilMs: number, most: number): Promise<void> {
    const kept: Kept = { text, untilMs };
    await asked(async () => {
      await this.#redis.set(redisKey(kind, key), JSON.stringify(kept), 'PXAT', untilMs);
      await this.#redis.zadd(listOf(kind), untilMs, key);
      const beyond = await this.#redis.zrange(listOf(kind), '0', String(-most - 1));
      if (beyond.length > 0) await this.#redis.del(beyond.map((one) => redisKey(kind, one)));
      if (beyond.length > 0) await this.#redis.zrem(listOf(kind), beyond);
    });
  }

  async replace(kind: Kind, key: string, text: string, untilMs: number): Promise<void> {
    const kept: Kept = { text, untilMs };
    await asked(async () => {
      await this.#redis.set(redisKey(kind, key), JSON.stringify(kept), 'PXAT', untilMs, 'XX');
      await this.#redis.zadd(listOf(kind), 'XX', untilMs, key);
    });
  }

  async get(kind: Kind, key: string, nowMs: number): Promise<string | undefined> {
    return unexpired(await asked(() => this.#redis.get(redisKey(kind, key))), nowMs);
  }

  async take(kind: Kind, key: string, nowMs: number): Promise<string | undefined> {
    return unexpired(await asked(() => this.#redis.getdel(redisKey(kind, key))), nowMs);
  }

  async remove(kind: Kind, key: string): Promise<void> {
    await asked(() => this.#redis.del(redisKey(kind, key)));
  }

  async all(kind: Kind, nowMs: number): Promise<ReadonlyMap<string, string>> {
    return asked(async () => {
      await this.#redis.zremrangebyscore(listOf(kind), '-inf', nowMs);
      const keys = await this.#redis.zrange(listOf(kind), '0', '-1');
      if (keys.length === 0) return new Map<string, string>();
      const found = await this.#redis.mget(keys.map((key) => redisKey(kind, key)));
      return new Map(
        keys.flatMap((key, i) => {
          const text = unexpired(found[i] ?? null, nowMs);
          return text === undefined ? [] : [[key, text] as const];
        }),
      );
    });
  }

  async close(): Promise<void> {
    this.#redis.disconnect();
  }
}

/** Throws StoreUnavailable. */
async function asked<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw new StoreUnavailable({ code: 'SESSIONS_SILENT', data: {} }, { cause: error });
  }
}

function redisKey(kind: Kind, key: string): string {
  return `${KEYS}${kind}:${key}`;
}

/** The keys of a kind, by when they end. */
function listOf(kind: Kind): string {
  return `${KEYS}${kind}s`;
}

function unexpired(found: string | null, nowMs: number): string | undefined {
  if (found === null) return undefined;
  const { text, untilMs } = JSON.parse(found) as Kept;
  return untilMs > nowMs ? text : undefined;
}
