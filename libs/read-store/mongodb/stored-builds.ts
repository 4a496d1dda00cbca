/** The existing builds and scratch documents: their numbers, and the removal of those that are no longer needed. */
import type { Collection, UpdateFilter } from 'mongodb';
import { type MongoConnection, isDuplicate } from '#libs/mongodb/connection.ts';
import { type BuildId, StateKeeper } from '#libs/read-store/mongodb/build-state.ts';
import { insertMissing } from '#libs/read-store/mongodb/staging.ts';

interface StoredBuild {
  readonly _id: BuildId;
  /** Null for scratch documents. */
  readonly projection: string | null;
  readonly version: number;
  /** When it was removed, by the clock of the server; it stays for its readers a little longer. */
  readonly removed: Date | null;
  /** Its documents are removed; its number is not used again. */
  readonly dropped: boolean;
}

/** When a process last asked the server for the time. */
interface Clock {
  readonly _id: string;
  readonly now: Date;
}

const BUILD_COLLECTION = /^.+_v\d+_(?<number>\d+)(_staged|_poison)?$/;

export class StoredBuilds {
  readonly #connection: MongoConnection;
  readonly #builds: Collection<StoredBuild>;
  readonly #clock: Collection<Clock>;

  constructor(connection: MongoConnection) {
    this.#connection = connection;
    this.#builds = connection.db.collection('builds');
    this.#clock = connection.db.collection('clock');
  }

  /** The number of a new build. Later builds have higher numbers, in every process. */
  async add(projection: string, version: number): Promise<number> {
    for (;;) {
      const [last] = await this.#connection.retried(() =>
        this.#builds
          .find({ _id: { $gte: 0 } })
          .sort({ _id: -1 })
          .limit(1)
          .toArray(),
      );
      const number = Number(last?._id ?? 0) + 1;
      try {
        const build = { _id: number, projection, version, removed: null, dropped: false };
        await this.#connection.retried(() => this.#builds.insertOne(build));
        return number;
      } catch (error) {
        // Another process took it, or this one before its connection was lost: that build then has only a number, and is removed with the
        // older ones.
        if (!isDuplicate(error)) throw error;
      }
    }
  }

  /** Unless they are there. */
  async addScratch(collection: string): Promise<void> {
    const scratch = { _id: collection, projection: null, version: 0, removed: null, dropped: false };
    await this.#connection.retried(() => insertMissing(this.#builds, [scratch]));
  }

  async isThere(build: number): Promise<boolean> {
    return (await this.#connection.retried(() => this.#builds.findOne({ _id: build, dropped: false }))) !== null;
  }

  /** The earlier builds of a projection: their documents stay until they are swept. */
  async removeBefore(projection: string, build: number): Promise<void> {
    const older = { projection, _id: { $lt: build }, removed: null };
    await this.#connection.retried(() => this.#builds.updateMany(older, { $currentDate: { removed: true } }));
  }

  /** The time of the server, because the clocks of machines differ. */
  async #timeOfServer(): Promise<number> {
    const clock = { _id: 'clock' };
    await this.#connection.retried(async () => {
      try {
        await this.#clock.updateOne(clock, { $currentDate: { now: true } }, { upsert: true });
      } catch (error) {
        // Another process made it meanwhile.
        if (!isDuplicate(error)) throw error;
      }
    });
    const found = await this.#connection.retried(() => this.#clock.findOne(clock));
    if (found === null) throw new Error('the server gave no time');
    return found.now.getTime();
  }

  /** Drops the builds that were removed long enough ago, and data that a process still wrote to a removed build. */
  async sweep(keepReplacedMs: number): Promise<void> {
    const before = new Date((await this.#timeOfServer()) - keepReplacedMs);
    const ended = { dropped: false, removed: { $lte: before } };
    const some = await this.#connection.retried(() => this.#builds.find(ended).toArray());
    for (const { _id } of some) await this.#forget(_id);
    // Read before the builds, so that a build begun meanwhile is among them.
    const collections = await this.#collections();
    const builds = await this.#connection.retried(() => this.#builds.find({ dropped: false }).toArray());
    const known = new Set(builds.map(({ _id }) => _id));
    for (const { name, number } of collections) if (!known.has(number)) await this.#connection.drop(name);
  }

  async drop(build: number): Promise<void> {
    await this.#forget(build);
    for (const { name, number } of await this.#collections()) if (number === build) await this.#connection.drop(name);
  }

  async #forget(build: BuildId): Promise<void> {
    const gone: UpdateFilter<StoredBuild> = { $set: { dropped: true }, $currentDate: { removed: true } };
    await this.#connection.retried(() => this.#builds.updateOne({ _id: build }, gone));
    await new StateKeeper(this.#connection, build).remove();
  }

  /** The collections of builds, each with its number. */
  async #collections(): Promise<readonly { readonly name: string; readonly number: number }[]> {
    const found = await this.#connection.retried(() =>
      this.#connection.db.listCollections({}, { nameOnly: true }).toArray(),
    );
    return found.flatMap(({ name }) => {
      const number = BUILD_COLLECTION.exec(name)?.groups?.['number'];
      return number === undefined ? [] : [{ name, number: Number(number) }];
    });
  }
}
