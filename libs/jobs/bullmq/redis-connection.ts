/** A connection to Redis, with those that BullMQ duplicates from it: all end together. */
import { Redis, type RedisOptions } from 'ioredis';

export class RedisConnection extends Redis {
  readonly #duplicates: Redis[] = [];

  override duplicate(options?: Partial<RedisOptions>): Redis {
    const made = super.duplicate(options);
    this.#duplicates.push(made);
    return made;
  }

  /** Works even if Redis is unreachable; pending requests are rejected. */
  disconnectAll(): void {
    for (const connection of [this, ...this.#duplicates]) connection.disconnect();
  }
}
