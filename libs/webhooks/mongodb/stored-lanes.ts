/** The lanes of subscriptions in MongoDB: each a document with the positions that are due in it, in order. */
import type { Collection } from 'mongodb';
import { type MongoConnection, isDuplicate } from '#libs/mongodb/connection.ts';
import {
  type Attempt,
  type DeliveryClaim,
  ClaimLost,
  type Due,
  type WaitingEvents,
} from '#libs/webhooks/delivery-store.ts';
import { PAUSE_MAX_MS } from '#libs/webhooks/retry.ts';

interface StoredLane {
  /** Subscription, a slash, and the lane. */
  readonly _id: string;
  readonly subscription: string;
  readonly lane: string;
  /** Token of the holder that wrote it last. */
  readonly token: number;
  /** In order, never empty; the first is `head`. */
  readonly positions: readonly number[];
  readonly head: number;
  /** Attempts for the head. */
  readonly tries: number;
  readonly nextMs: number;
}

type LaneState = Pick<StoredLane, 'positions' | 'tries' | 'nextMs'>;

const NEW_LANE: LaneState = { positions: [], tries: 0, nextMs: 0 };

/** Writes with a claim throw ClaimLost if a later holder wrote the lane. */
export class StoredLanes {
  readonly #connection: MongoConnection;
  readonly #lanes: Collection<StoredLane>;

  constructor(connection: MongoConnection) {
    this.#connection = connection;
    this.#lanes = connection.db.collection('webhook_lanes');
  }

  /** Makes its index. */
  async prepare(): Promise<void> {
    await this.#retried(() => this.#lanes.createIndex({ subscription: 1, nextMs: 1 }, { name: 'by_time' }, {}));
  }

  async heads(subscription: string, nowMs: number, limit: number): Promise<readonly Due[]> {
    const found = await this.#retried(() =>
      this.#lanes
        .find({ subscription, $or: [{ nextMs: { $lte: nowMs } }, { nextMs: { $gt: nowMs + PAUSE_MAX_MS } }] })
        .sort({ head: 1 })
        .limit(limit)
        .project<Pick<StoredLane, 'lane' | 'head' | 'tries'>>({ _id: 0, lane: 1, head: 1, tries: 1 })
        .toArray(),
    );
    return found.map(({ lane, head: position, tries }) => ({ lane, position, tries }));
  }

  async waiting(subscription: string): Promise<WaitingEvents> {
    const lanes = await this.#retried(() => this.#lanes.find({ subscription }).toArray());
    if (lanes.length === 0) return { count: 0, oldest: undefined, nextMs: undefined };
    return {
      count: lanes.reduce((sum, { positions }) => sum + positions.length, 0),
      oldest: Math.min(...lanes.map(({ head }) => head)),
      nextMs: Math.min(...lanes.map(({ nextMs }) => nextMs)),
    };
  }

  /** The lanes in which the position is due. */
  withDue(subscription: string, position: number): Promise<readonly Pick<StoredLane, 'lane' | 'head' | 'tries'>[]> {
    return this.#retried(() => this.#lanes.find({ subscription, positions: position }).toArray());
  }

  async add(claim: DeliveryClaim, lane: string, added: readonly number[]): Promise<void> {
    await this.#change(claim, lane, ({ positions, ...head }) => {
      const all = [...new Set([...positions, ...added])].sort((a, b) => a - b);
      // If an earlier one is added, it is tried first.
      return all[0] === positions[0] ? { positions: all, ...head } : { ...NEW_LANE, positions: all };
    });
  }

  /** The position is delivered, or given up. */
  async drop(claim: DeliveryClaim, lane: string, position: number): Promise<void> {
    await this.#change(claim, lane, ({ positions, tries, nextMs }) => {
      const rest = positions.filter((one) => one !== position);
      // The next one becomes the first, without attempts.
      return positions[0] === position ? { ...NEW_LANE, positions: rest } : { positions: rest, tries, nextMs };
    });
  }

  /** The attempt at the head failed: the next one is at `nextMs`. */
  async tryAgain(
    claim: DeliveryClaim,
    lane: string,
    { position, number: tries }: Attempt,
    nextMs: number,
  ): Promise<void> {
    await this.#change(claim, lane, (before) =>
      before.positions[0] === position ? { ...before, tries, nextMs } : before,
    );
  }

  /** Every head is due now, with no tries. */
  async tryAllNow(subscription: string): Promise<void> {
    await this.#retried(() => this.#lanes.updateMany({ subscription }, { $set: { tries: 0, nextMs: 0 } }));
  }

  async clear(subscription: string): Promise<void> {
    await this.#retried(() => this.#lanes.deleteMany({ subscription }));
  }

  #retried<T>(ask: () => Promise<T>): Promise<T> {
    return this.#connection.retried(ask);
  }

  /** One process writes at a time, so a lane is read and replaced. A lane without a position is removed. */
  async #change(
    { subscription, token }: DeliveryClaim,
    lane: string,
    change: (before: LaneState) => LaneState,
  ): Promise<void> {
    const _id = `${subscription}/${lane}`;
    const before = await this.#retried(() => this.#lanes.findOne({ _id }));
    if (before !== null && before.token > token) throw new ClaimLost(subscription);
    const { positions, tries, nextMs } = change(before ?? NEW_LANE);
    const [head] = positions;
    const mine = { _id, token: { $lte: token } };
    await this.#retried(async () => {
      if (head === undefined) return this.#lanes.deleteOne(mine);
      try {
        const state = { subscription, lane, token, positions, head, tries, nextMs };
        return await this.#lanes.updateOne(mine, { $set: state }, { upsert: true });
      } catch (error) {
        // It exists with a later token.
        if (isDuplicate(error)) throw new ClaimLost(subscription);
        throw error;
      }
    });
  }
}
