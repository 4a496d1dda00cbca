/**
 * The state of deliveries in MongoDB, shared by the processes of all machines: a document for each subscription, for each lane with its due
 * positions (stored-lanes.ts), and for each attempt. No transaction is assumed: each write can be repeated, and the decisive one comes last.
 * A holder that stops between two writes leaves an event that is sent again, with the same `webhook-id`.
 */
import type { Collection } from 'mongodb';
import { MongoConnection, type ConnectionSettings, isDuplicate } from '#libs/mongodb/connection.ts';
import {
  type Attempt,
  type DeliveryChange,
  type DeliveryClaim,
  ClaimLost,
  type DeliveryProgress,
  type DeliveryStore,
  type Due,
  type Holder,
  type WaitingEvents,
} from '#libs/webhooks/delivery-store.ts';
import { StoredLanes } from '#libs/webhooks/mongodb/stored-lanes.ts';

interface StoredSubscription {
  readonly _id: string;
  readonly token: number;
  readonly holder: string;
  readonly untilMs: number;
  /** Null before the first delivery. */
  readonly cursor: number | null;
  readonly link: string;
  readonly applied: number;
  /** Attempts so far. */
  readonly attempts: number;
}

/** Claims are inserted, because some servers find and update in two steps, between which another process may have done the same. */
interface StoredClaim {
  /** Subscription and token. */
  readonly _id: string;
  readonly subscription: string;
  readonly token: number;
  readonly holder: string;
  readonly untilMs: number;
}

interface StoredAttempt extends Attempt {
  readonly _id: string;
  readonly subscription: string;
  readonly no: number;
}

const NO_DIGITS = 16;

export class MongoDeliveryStore implements DeliveryStore {
  readonly #connection: MongoConnection;
  readonly #subscriptions: Collection<StoredSubscription>;
  readonly #claims: Collection<StoredClaim>;
  readonly #lanes: StoredLanes;
  readonly #attempts: Collection<StoredAttempt>;
  #indexed: Promise<unknown> | undefined;

  /** Connects at the first request. Throws ServerUrlRefused. */
  constructor(url: string, settings: ConnectionSettings) {
    this.#connection = new MongoConnection(url, settings);
    this.#subscriptions = this.#connection.db.collection('webhook_subscriptions');
    this.#claims = this.#connection.db.collection('webhook_claims');
    this.#lanes = new StoredLanes(this.#connection);
    this.#attempts = this.#connection.db.collection('webhook_attempts');
  }

  async claim(
    subscription: string,
    holder: Holder,
    nowMs: number,
    untilMs: number,
  ): Promise<DeliveryClaim | undefined> {
    await this.#index();
    const held = await this.#found(subscription);
    const { name } = holder;
    if (held === null) return this.#claimFirst(subscription, name, untilMs);
    if (held.untilMs > nowMs && held.holder !== name && !holder.isDead(held.holder)) return undefined;
    const mine = await this.#claimNext(held, holder, nowMs, untilMs);
    if (mine === undefined) return undefined;
    const { token } = mine;
    const taken = { $set: { token, holder: name, untilMs } };
    const { matchedCount } = await this.#retried(() =>
      this.#subscriptions.updateOne({ _id: subscription, token: { $lt: token } }, taken),
    );
    await this.#retried(() => this.#claims.deleteMany({ subscription, token: { $lt: token } }));
    if (matchedCount === 1) return mine;
    // After a lost connection, the claim may be this one.
    const now = await this.#found(subscription);
    return now?.token === token && now.holder === name ? mine : undefined;
  }

  async renew(claim: DeliveryClaim, untilMs: number): Promise<void> {
    await this.#update(claim, { untilMs });
  }

  async release({ subscription: _id, token }: DeliveryClaim): Promise<void> {
    await this.#retried(() => this.#subscriptions.updateOne({ _id, token }, { $set: { untilMs: 0 } }));
  }

  async progress(subscription: string): Promise<DeliveryProgress | undefined> {
    const found = await this.#found(subscription);
    if (typeof found?.cursor !== 'number') return undefined;
    return { cursor: found.cursor, link: found.link, applied: found.applied };
  }

  async setProgress(claim: DeliveryClaim, { cursor, link, applied }: DeliveryProgress): Promise<void> {
    await this.#update(claim, { cursor, link, applied });
  }

  async advance(
    claim: DeliveryClaim,
    due: readonly { readonly lane: string; readonly position: number }[],
    cursor: number,
    link: string,
  ): Promise<void> {
    await this.#requireHeld(claim);
    for (const [lane, added] of Map.groupBy(due, ({ lane: of }) => of))
      await this.#lanes.add(
        claim,
        lane,
        added.map(({ position }) => position),
      );
    await this.#update(claim, { cursor, link });
  }

  async apply(claim: DeliveryClaim, revision: number, changes: readonly DeliveryChange[]): Promise<void> {
    const { applied } = await this.#requireHeld(claim);
    if (applied >= revision) return;
    for (const change of changes) await this.#change(claim, change);
    await this.#update(claim, { applied: revision });
  }

  heads(subscription: string, nowMs: number, limit: number): Promise<readonly Due[]> {
    return this.#lanes.heads(subscription, nowMs, limit);
  }

  waiting(subscription: string): Promise<WaitingEvents> {
    return this.#lanes.waiting(subscription);
  }

  async record(claim: DeliveryClaim, lane: string, attempt: Attempt, againAtMs: number | undefined): Promise<void> {
    await this.#insertAttempt(claim, attempt);
    if (againAtMs === undefined) await this.#lanes.drop(claim, lane, attempt.position);
    else await this.#lanes.tryAgain(claim, lane, attempt, againAtMs);
  }

  async attempts(
    subscription: string,
    { before, limit, position }: { before?: number | undefined; limit: number; position?: number | undefined },
  ): Promise<readonly (Attempt & { readonly no: number })[]> {
    const filter = {
      subscription,
      ...(before === undefined ? {} : { no: { $lt: before } }),
      ...(position === undefined ? {} : { position }),
    };
    const found = await this.#retried(() => this.#attempts.find(filter).sort({ no: -1 }).limit(limit).toArray());
    return found.map(({ _id, subscription: __, ...attempt }) => attempt);
  }

  async prune(claim: DeliveryClaim, before: string): Promise<void> {
    const { subscription } = claim;
    await this.#requireHeld(claim);
    await this.#retried(() => this.#attempts.deleteMany({ subscription, at: { $lt: before } }));
  }

  async forget(claim: DeliveryClaim): Promise<void> {
    const { subscription } = claim;
    await this.#requireHeld(claim);
    await this.#lanes.clear(subscription);
    await this.#retried(() => this.#attempts.deleteMany({ subscription }));
    await this.#retried(() => this.#subscriptions.deleteOne({ _id: subscription, token: claim.token }));
    await this.#retried(() => this.#claims.deleteMany({ subscription }));
  }

  close(): Promise<void> {
    return this.#connection.close();
  }

  #retried<T>(ask: () => Promise<T>): Promise<T> {
    return this.#connection.retried(ask);
  }

  /** Inserts the next claim, which only one process can do; undefined if another has it. It counts when the subscription has its token. */
  async #claimNext(
    { _id: subscription, token: held }: StoredSubscription,
    { name, isDead }: Holder,
    nowMs: number,
    untilMs: number,
  ): Promise<DeliveryClaim | undefined> {
    const [last] = await this.#retried(() =>
      this.#claims.find({ subscription }).sort({ token: -1 }).limit(1).toArray(),
    );
    const isAhead = last !== undefined && last.token > held;
    if (isAhead && last.untilMs > nowMs && last.holder !== name && !isDead(last.holder)) return undefined;
    const token = (isAhead ? last.token : held) + 1;
    const claim = { _id: `${subscription}#${token}`, subscription, token, holder: name, untilMs };
    return this.#retried(async () => {
      try {
        await this.#claims.insertOne(claim);
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        if ((await this.#claims.findOne({ _id: claim._id }))?.holder !== name) return undefined;
      }
      return { subscription, token };
    });
  }

  #index(): Promise<unknown> {
    this.#indexed ??= Promise.all([
      this.#lanes.prepare(),
      this.#retried(() => this.#attempts.createIndex({ subscription: 1, no: -1 }, { name: 'by_subscription' }, {})),
    ]).catch((error: unknown) => {
      this.#indexed = undefined;
      throw error;
    });
    return this.#indexed;
  }

  #found(subscription: string): Promise<StoredSubscription | null> {
    return this.#retried(() => this.#subscriptions.findOne({ _id: subscription }));
  }

  async #claimFirst(_id: string, holder: string, untilMs: number): Promise<DeliveryClaim | undefined> {
    const token = 1;
    const state = { _id, token, holder, untilMs, cursor: null, link: '', applied: -1, attempts: 0 };
    return this.#retried(async () => {
      try {
        await this.#subscriptions.insertOne(state);
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        const found = await this.#subscriptions.findOne({ _id });
        if (found?.token !== token || found.holder !== holder) return undefined;
      }
      return { subscription: _id, token };
    });
  }

  async #requireHeld({ subscription, token }: DeliveryClaim): Promise<StoredSubscription> {
    const found = await this.#found(subscription);
    if (found?.token !== token) throw new ClaimLost(subscription);
    return found;
  }

  async #update({ subscription: _id, token }: DeliveryClaim, change: Partial<StoredSubscription>): Promise<void> {
    const { matchedCount } = await this.#retried(() => this.#subscriptions.updateOne({ _id, token }, { $set: change }));
    if (matchedCount === 0) throw new ClaimLost(_id);
  }

  async #change(claim: DeliveryClaim, change: DeliveryChange): Promise<void> {
    const { subscription } = claim;
    switch (change.type) {
      case 'redeliver':
        await this.#lanes.add(claim, change.lane, [change.position]);
        return;
      case 'skip':
        await this.#skip(claim, change);
        return;
      case 'again':
        await this.#lanes.tryAllNow(subscription);
        return;
      case 'restart':
        await this.#lanes.clear(subscription);
        await this.#update(claim, { cursor: change.cursor, link: change.link });
    }
  }

  /** Skips the position in every lane; a position that is not due changes nothing. */
  async #skip(
    claim: DeliveryClaim,
    { position, at, error }: Extract<DeliveryChange, { readonly type: 'skip' }>,
  ): Promise<void> {
    for (const { lane, head, tries } of await this.#lanes.withDue(claim.subscription, position)) {
      const number = (head === position ? tries : 0) + 1;
      await this.#insertAttempt(claim, { position, number, at, tookMs: 0, status: null, error, outcome: 'GIVEN_UP' });
      await this.#lanes.drop(claim, lane, position);
    }
  }

  async #insertAttempt({ subscription, token }: DeliveryClaim, attempt: Attempt): Promise<void> {
    const counted = await this.#retried(() =>
      this.#subscriptions.findOneAndUpdate(
        { _id: subscription, token },
        { $inc: { attempts: 1 } },
        { returnDocument: 'after' },
      ),
    );
    if (counted === null) throw new ClaimLost(subscription);
    const no = counted.attempts;
    const _id = `${subscription}/${String(no).padStart(NO_DIGITS, '0')}`;
    await this.#retried(async () => {
      try {
        await this.#attempts.insertOne({ _id, subscription, no, ...attempt });
      } catch (error) {
        if (!isDuplicate(error)) throw error;
      }
    });
  }
}
