/** Leases: one stream for each name. Its last event names the holder; its revision fences the others. */
import type { RetrySettings } from '#libs/kernel/retry-settings.ts';
import { type AppendStreamState, NO_STREAM, WrongExpectedVersionError, jsonEvent } from '@kurrent/kurrentdb-client';
import { LEASE_MS, type Lease, type LeaseHolder, LeaseLost, isLeaseHeld } from '#libs/event-store/event-store.ts';
import { type KurrentConnection, retried } from '#libs/event-store/kurrentdb/connection.ts';
import type { StreamNames } from '#libs/event-store/kurrentdb/envelope.ts';
import { lastOf } from '#libs/event-store/kurrentdb/follower.ts';

const KEPT = 20;

interface Held {
  readonly token: number;
  readonly host: string;
  readonly pid: number;
  readonly expiresMs: number;
}

interface Found {
  readonly held: Held | undefined;
  readonly at: AppendStreamState;
}

export class KurrentLeases {
  readonly #connection: KurrentConnection;
  readonly #retry: RetrySettings;
  readonly #names: StreamNames;
  readonly #uniqueId: () => string;

  constructor(connection: KurrentConnection, names: StreamNames, retry: RetrySettings, uniqueId: () => string) {
    this.#names = names;
    this.#connection = connection;
    this.#retry = retry;
    this.#uniqueId = uniqueId;
  }

  /** Throws LeaseLost if a live holder has it. */
  async acquire(name: string, holder: LeaseHolder, now: number): Promise<Lease> {
    const ms = holder.leaseMs ?? LEASE_MS;
    for (;;) {
      const { held, at } = await this.#find(name);
      const isHere = held?.host === holder.host;
      if (held !== undefined && (isHere ? held.expiresMs > now : isLeaseHeld(held.expiresMs, now))) {
        const dead = isHere && (held.pid === holder.pid || !holder.isAlive(held.pid));
        if (!dead) throw new LeaseLost({ code: 'LEASE_HELD', data: { host: held.host, pid: held.pid } });
      }
      const token = (held?.token ?? 0) + 1;
      const next = { token, host: holder.host, pid: holder.pid, expiresMs: now + ms };
      if (await this.#write(name, 'LeaseTaken', next, at)) {
        if (at === NO_STREAM) await this.#trim(name);
        return { name, token, ms };
      }
    }
  }

  /** Writes only after half of the lease is over. Throws LeaseLost if another holder has taken it. */
  async renew({ name, token, ms }: Lease, now: number): Promise<void> {
    for (;;) {
      const { held, at } = await this.#find(name);
      if (held?.token !== token || held.expiresMs === 0) throw new LeaseLost({ code: 'LEASE_TAKEN_OVER', data: {} });
      if (held.expiresMs - now > ms / 2) return;
      if (await this.#write(name, 'LeaseRenewed', { ...held, expiresMs: now + ms }, at)) return;
    }
  }

  async release({ name, token }: Lease): Promise<void> {
    const { held, at } = await this.#find(name);
    if (held?.token !== token) return;
    // A failed write means that another holder has the lease: there is nothing to release.
    await this.#write(name, 'LeaseReleased', { ...held, expiresMs: 0 }, at);
  }

  /** Only the end of the stream is ever read. */
  async #trim(name: string): Promise<void> {
    const trim = () =>
      this.#connection.append((client) => client.setStreamMetadata(this.#names.lease(name), { maxCount: KEPT }));
    await retried(trim, this.#retry);
  }

  async #find(name: string): Promise<Found> {
    const last = await retried(() => lastOf(this.#connection, this.#names.lease(name)), this.#retry);
    if (last === undefined) return { held: undefined, at: NO_STREAM };
    return { held: last.data as unknown as Held, at: last.revision };
  }

  /** False if another writer was first. */
  async #write(name: string, type: string, held: Held, at: AppendStreamState): Promise<boolean> {
    const event = jsonEvent({ id: this.#uniqueId(), type, data: { ...held } });
    try {
      await retried(
        () =>
          this.#connection.append((client) =>
            client.appendToStream(this.#names.lease(name), event, { streamState: at }),
          ),
        this.#retry,
      );
      return true;
    } catch (error) {
      if (!(error instanceof WrongExpectedVersionError)) throw error;
      // It may be our own event whose answer was lost.
      const { held: found } = await this.#find(name);
      return found !== undefined && JSON.stringify(found) === JSON.stringify(held);
    }
  }
}
