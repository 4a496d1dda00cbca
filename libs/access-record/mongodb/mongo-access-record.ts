/** The record of accesses in MongoDB, for API processes on several machines. */
import type { Collection, Filter } from 'mongodb';
import {
  type Access,
  type AccessFilter,
  type AccessRecord,
  type RolesOfPerson,
  addressWithout,
} from '#libs/access-record/access-record.ts';
import { MongoConnection, type ConnectionSettings, isDuplicate } from '#libs/mongodb/connection.ts';

interface Kept extends Omit<Access, 'key'> {
  /** The key. */
  readonly _id: string;
  /** More subjects were read than are stored. */
  readonly isCut: boolean;
}

export class MongoAccessRecord implements AccessRecord {
  readonly #connection: MongoConnection;
  readonly #kept: Collection<Kept>;
  #isIndexed = false;

  /** Connects at the first request. Throws ServerUrlRefused. */
  constructor(url: string, settings: ConnectionSettings) {
    this.#connection = new MongoConnection(url, settings);
    this.#kept = this.#connection.db.collection('accesses');
  }

  async add(accesses: readonly Access[]): Promise<void> {
    await this.#index();
    const kept = accesses.map(({ key: _id, ...access }) => ({
      _id,
      ...access,
      isCut: access.count > access.ids.length,
    }));
    if (kept.length === 0) return;
    await this.#connection.retried(async () => {
      try {
        await this.#kept.insertMany(kept, { ordered: false });
      } catch (error) {
        // A request whose answer was lost has written these entries.
        if (!isDuplicate(error)) throw error;
      }
    });
  }

  async find({ subject, kind, id, from, to }: AccessFilter, after: string, limit: number): Promise<readonly Access[]> {
    const filter: Filter<Kept> = {
      _id: { $gt: after },
      ...(subject === undefined ? {} : { subject }),
      ...(kind === undefined ? {} : { kind }),
      ...(from === undefined && to === undefined ? {} : { at: { $gte: from ?? '', $lte: to ?? '9999' } }),
      ...(id === undefined ? {} : { $or: [{ ids: id }, { isCut: true }] }),
    };
    const found = await this.#connection.retried(() => this.#kept.find(filter).sort({ _id: 1 }).limit(limit).toArray());
    return found.map(({ _id: key, isCut: _, ...access }) => ({ key, ...access }));
  }

  /** Added up here: not every server groups. */
  async roles(): Promise<readonly RolesOfPerson[]> {
    const seen = new Map<string, RolesOfPerson & { readonly tokens: Set<string> }>();
    const fields = { subject: 1, name: 1, roles: 1, at: 1, session: 1 } as const;
    await this.#connection.retried(async () => {
      seen.clear();
      for await (const one of this.#kept.find({ kind: { $ne: 'LOST' } }).project<Kept>(fields)) {
        const { subject, name, roles, at, session } = one;
        const key = `${subject}\n${roles.join(' ')}`;
        const before = seen.get(key) ?? { first: at, last: at, times: 0, tokens: new Set<string>() };
        const [first, last] = [at < before.first ? at : before.first, at > before.last ? at : before.last];
        const tokens = before.tokens.add(session);
        seen.set(key, { subject, name, roles, first, last, times: before.times + 1, sessions: tokens.size, tokens });
      }
    });
    return [...seen].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { tokens: _, ...one }]) => one);
  }

  async rename(ids: readonly string[], to: string): Promise<void> {
    for (const id of ids)
      await this.#connection.retried(async () => {
        for (const { _id, address, ids: read } of await this.#kept.find({ ids: id }).toArray()) {
          const renamed = read.map((one) => (one === id ? to : one));
          await this.#kept.updateOne({ _id }, { $set: { address: addressWithout(address, id, to), ids: renamed } });
        }
      });
  }

  async prune(before: string): Promise<void> {
    await this.#connection.retried(() => this.#kept.deleteMany({ at: { $lt: before } }));
  }

  close(): Promise<void> {
    return this.#connection.close();
  }

  async #index(): Promise<void> {
    if (this.#isIndexed) return;
    await this.#connection.retried(() => this.#kept.createIndex({ ids: 1 }, {}, {}));
    await this.#connection.retried(() => this.#kept.createIndex({ at: 1 }, {}, {}));
    this.#isIndexed = true;
  }
}
