/** Short-lived values in MongoDB, for API processes on several machines. Not every server removes expired ones by itself. */
import type { Collection } from 'mongodb';
import { MongoConnection, type ConnectionSettings } from '#libs/mongodb/connection.ts';
import { inLists } from '#libs/mongodb/in-lists.ts';
import type { Kind, ShortLived } from '#libs/short-lived/short-lived.ts';

interface Kept {
  readonly _id: string;
  readonly kind: Kind;
  readonly key: string;
  readonly text: string;
  readonly until: Date;
}

export class MongoShortLived implements ShortLived {
  readonly #connection: MongoConnection;
  readonly #kept: Collection<Kept>;
  #isIndexed = false;

  /** Connects at the first request. Throws ServerUrlRefused. */
  constructor(url: string, settings: ConnectionSettings) {
    this.#connection = new MongoConnection(url, settings);
    this.#kept = this.#connection.db.collection('short_lived');
  }

  async set(kind: Kind, key: string, text: string, untilMs: number, most: number): Promise<void> {
    await this.#index();
    const [_id, kept] = [documentId(kind, key), { kind, key, text, until: new Date(untilMs) }];
    await this.#connection.retried(() => this.#kept.replaceOne({ _id }, kept, { upsert: true }));
    const beyond = await this.#connection.retried(() =>
      this.#kept.find({ kind }, { sort: { until: -1 }, skip: most, projection: { _id: 1 } }).toArray(),
    );
    for (const some of inLists(beyond)) {
      const ids = some.map((one) => one._id);
      await this.#connection.retried(() => this.#kept.deleteMany({ _id: { $in: ids } }));
    }
  }

  async replace(kind: Kind, key: string, text: string, untilMs: number): Promise<void> {
    const $set = { text, until: new Date(untilMs) };
    await this.#connection.retried(() => this.#kept.updateOne({ _id: documentId(kind, key) }, { $set }));
  }

  async get(kind: Kind, key: string, nowMs: number): Promise<string | undefined> {
    const found = await this.#connection.retried(() => this.#kept.findOne({ _id: documentId(kind, key) }));
    return unexpired(found, nowMs);
  }

  async take(kind: Kind, key: string, nowMs: number): Promise<string | undefined> {
    const _id = documentId(kind, key);
    const found = await this.#connection.retried(() => this.#kept.findOne({ _id }));
    // Some servers find and remove in two steps, between which another process may find the value: the process that removes it gets it. If
    // the answer to the removal is lost, no process gets it, and the login begins again.
    const { deletedCount } = await this.#connection.retried(() => this.#kept.deleteOne({ _id }));
    return deletedCount === 1 ? unexpired(found, nowMs) : undefined;
  }

  async remove(kind: Kind, key: string): Promise<void> {
    await this.#connection.retried(() => this.#kept.deleteOne({ _id: documentId(kind, key) }));
  }

  async all(kind: Kind, nowMs: number): Promise<ReadonlyMap<string, string>> {
    const now = new Date(nowMs);
    // Removes expired values; until then there are at most as many as `set` keeps.
    await this.#connection.retried(() => this.#kept.deleteMany({ until: { $lte: now } }));
    const found = await this.#connection.retried(() => this.#kept.find({ kind, until: { $gt: now } }).toArray());
    return new Map(found.map(({ key, text }) => [key, text]));
  }

  close(): Promise<void> {
    return this.#connection.close();
  }

  async #index(): Promise<void> {
    if (this.#isIndexed) return;
    await this.#connection.retried(() => this.#kept.createIndex({ kind: 1, until: -1 }, {}, {}));
    this.#isIndexed = true;
  }
}

function documentId(kind: Kind, key: string): string {
  return `${kind}/${key}`;
}

function unexpired(kept: Kept | null, nowMs: number): string | undefined {
  return kept !== null && kept.until.getTime() > nowMs ? kept.text : undefined;
}
