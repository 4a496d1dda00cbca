/** What the keys in MongoDB are stored as, and what processes tell each other there. */
import { randomUUID } from 'node:crypto';
import type { Binary, Collection } from 'mongodb';
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';
import { type Connection, isDuplicate } from '#libs/mongodb/connection.ts';

export interface Installation {
  readonly _id: 'installation';
  /** Fingerprint. */
  readonly wrappedBy: string;
  readonly secret: Binary;
  /** How often keys were destroyed. */
  readonly destroyed: number;
  /** Whose keys are being wrapped anew: no key is made meanwhile. */
  readonly rotation?: { readonly id: string };
  /** When it last said so, by the clock of the server. */
  readonly rotationAt?: Date;
  /** Fingerprint of a key that some are still wrapped with too, after a rotation that was cut off. */
  readonly former?: string;
}

export interface KeyDocument {
  /** The reference. */
  readonly _id: string;
  /** By the fingerprint of the key that wraps it. */
  readonly wraps: Readonly<Record<string, Binary>>;
}

export interface DestroyedKey {
  /** The reference. */
  readonly _id: string;
  readonly at: string;
}

/** Keys that are about to be made: since when, by the clock of the server. */
interface Making {
  readonly _id: string;
  readonly at: Date;
}

/** A rotation, or a process that makes keys, that has said nothing for this long was cut off, ms. */
const CUT_OFF_MS = 60_000;

/** Who is about to make keys says so. */
export class Markers {
  readonly #connection: Connection;
  readonly #making: Collection<Making>;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#making = connection.db.collection('making');
  }

  /** With the time by the clock of the server, which all machines have. */
  async said(): Promise<Making> {
    const one = { _id: randomUUID() };
    return this.#connection.retried(async () => {
      await this.#making.updateOne(one, { $currentDate: { at: true } }, { upsert: true });
      const said = await this.#making.findOne(one);
      if (said === null) throw new RangeError('what was written a moment ago is not there');
      return said;
    });
  }

  async unsaid(_id: string): Promise<void> {
    await this.#connection.retried(() => this.#making.deleteOne({ _id }));
  }

  async serverTime(): Promise<Date> {
    const { _id, at } = await this.said();
    await this.unsaid(_id);
    return at;
  }

  all(): Promise<readonly Making[]> {
    return this.#connection.retried(() => this.#making.find().toArray());
  }
}

/** Those that were there already are left as they are. */
export function unlessThere(error: unknown): undefined {
  if (isDuplicate(error)) return undefined;
  throw error;
}

/** Both by the clock of the server. */
export function isCutOff(at: Date | undefined, now: Date): boolean {
  return at === undefined || now.getTime() - at.getTime() >= CUT_OFF_MS;
}

export function locked(): StoreUnavailable {
  return new StoreUnavailable({ code: 'STORE_LOCKED', data: {} });
}
