/**
 * The catalogue in a database: `builds` has the state of each build and of scratch documents, `serving` names the build that serves
 * each projection, and the documents of a build are a collection of their own (`<projection>_v<version>_<number>`), scratch documents
 * too (`scratch_<name>`).
 */
import type { Collection } from 'mongodb';
import type { Build, Catalogue } from '#libs/read-store/catalogue.ts';
import type { DocumentStore } from '#libs/read-store/document-store.ts';
import type { ReadModel } from '#libs/read-store/read-model.ts';
import { type BuildState, NEW_STATE, StateKeeper } from '#libs/read-store/mongodb/build-state.ts';
import { Connection, type RetrySettings, isDuplicate } from '#libs/mongodb/connection.ts';
import { MongoDocumentStore } from '#libs/read-store/mongodb/mongo-document-store.ts';
import { SharedRead } from '#libs/read-store/mongodb/shared-read.ts';
import { Shelf } from '#libs/read-store/mongodb/shelf.ts';
import { fieldsOf } from '#libs/read-store/mongodb/shown-fields.ts';
import { insertMissing } from '#libs/read-store/mongodb/staging.ts';

export interface MongoSettings extends RetrySettings {
  /** Makes a new UUID. */
  readonly uniqueId: () => string;
  /** What others may query, of each projection. */
  readonly readModels: readonly ReadModel[];
  /** How long the documents of a build that was replaced stay for those who still read them, ms. */
  readonly keepReplacedMs: number;
}

type NamedBuild = Pick<Build, 'projection' | 'version' | 'number'>;

interface Serving {
  readonly _id: string;
  readonly version: number;
  readonly build: number;
}

interface Counter {
  readonly _id: string;
  readonly last?: number;
  readonly now?: Date;
}

interface OpenDocuments {
  readonly documents: MongoDocumentStore;
  /** Of documents that are no scratch documents. */
  readonly build?: { readonly projection: string; readonly number: number } | undefined;
}

interface DocumentsOf extends Pick<OpenDocuments, 'build'> {
  readonly model: ReadModel | undefined;
  readonly isAlone: boolean;
}

const BUILD_COLLECTION = /^.+_v\d+_(?<number>\d+)(_staged|_poison)?$/;
const SCRATCH = 'scratch_';

export class MongoCatalogue implements Catalogue {
  readonly #connection: Connection;
  readonly #settings: MongoSettings;
  readonly #builds: Collection<BuildState>;
  readonly #serving: Collection<Serving>;
  readonly #counters: Collection<Counter>;
  readonly #pointers = new SharedRead(async () => {
    const all = await this.#connection.retried(() => this.#serving.find().toArray());
    return new Map(all.map((serving) => [serving._id, serving]));
  });
  readonly #shelf: Shelf;
  /** A build that another replaced is left out: a reader that has it may still be reading. */
  readonly #open = new Map<string, OpenDocuments>();

  constructor(url: string, settings: MongoSettings) {
    this.#connection = new Connection(url, settings);
    this.#settings = settings;
    this.#builds = this.#connection.db.collection('builds');
    this.#serving = this.#connection.db.collection('serving');
    this.#counters = this.#connection.db.collection('counters');
    this.#shelf = new Shelf(this.#connection);
  }

  async serving(projection: string): Promise<Build | undefined> {
    const serving = (await this.#pointers.get()).get(projection);
    if (serving === undefined) return undefined;
    const { version, build: number } = serving;
    const named = { projection, version, number };
    const documents = this.#opened(named) ?? (await this.#reopened(named));
    return documents === undefined ? undefined : { ...named, documents };
  }

  async begin(projection: string, version: number): Promise<Build> {
    const named = { projection, version, number: await this.#nextNumber() };
    await this.#insertState({ ...NEW_STATE, _id: named.number, projection, version });
    const model = this.#modelOf(projection);
    if (model !== undefined) await this.#shelf.prepare(collectionOf(named), model);
    return { ...named, documents: this.#documents(collectionOf(named), { build: named, model, isAlone: true }) };
  }

  async serve(build: Build): Promise<boolean> {
    const { projection, version, number } = build;
    await this.#opened(build)?.share();
    return this.#connection.retried(async () => {
      try {
        const earlier = { _id: projection, build: { $lte: number } };
        await this.#serving.updateOne(earlier, { $set: { version, build: number } }, { upsert: true });
        await this.#show(build);
        return true;
      } catch (error) {
        if (isDuplicate(error)) return false;
        throw error;
      }
    });
  }

  /** No other process has read it. */
  async discard(build: Build): Promise<void> {
    this.#open.delete(collectionOf(build));
    await this.#drop(build);
  }

  /** Their documents stay a while for those who read them. */
  async removeOlder({ projection, number }: Build): Promise<void> {
    this.#forgetOlder({ projection, number });
    const older = { projection, _id: { $lt: number }, removed: null };
    await this.#connection.retried(() => this.#builds.updateMany(older, { $currentDate: { removed: true } }));
    await this.#sweep();
  }

  async scratch(name: string): Promise<DocumentStore> {
    const collection = SCRATCH + name;
    const open = this.#open.get(collection)?.documents;
    if (open !== undefined) return open;
    await this.#insertState({ ...NEW_STATE, _id: collection, projection: null, version: 0 });
    const model = this.#settings.readModels.find(
      ({ projection, isScratch }) => isScratch === true && projection === name,
    );
    if (model !== undefined) {
      await this.#shelf.prepare(collection, model);
      await this.#shelf.show(collection, model);
    }
    return this.#documents(collection, { model, isAlone: false });
  }

  close(): Promise<void> {
    return this.#connection.close();
  }

  #documents(collection: string, { build, model, isAlone }: DocumentsOf): MongoDocumentStore {
    const documents = new MongoDocumentStore({
      connection: this.#connection,
      state: new StateKeeper(this.#connection, this.#builds, build?.number ?? collection),
      collection,
      fieldsOf: model && fieldsOf(model),
      uniqueId: this.#settings.uniqueId,
      isAlone,
    });
    this.#open.set(collection, build === undefined ? { documents } : { documents, build });
    return documents;
  }

  /** Lets the views of a projection be of a build. */
  async #show(build: NamedBuild): Promise<void> {
    const model = this.#modelOf(build.projection);
    if (model !== undefined) await this.#shelf.show(collectionOf(build), model);
  }

  #modelOf(projection: string): ReadModel | undefined {
    return this.#settings.readModels.find((model) => model.isScratch !== true && model.projection === projection);
  }

  #opened(build: NamedBuild): MongoDocumentStore | undefined {
    return this.#open.get(collectionOf(build))?.documents;
  }

  /** Documents that another process built; undefined where they were removed by hand. */
  async #reopened(build: NamedBuild): Promise<MongoDocumentStore | undefined> {
    const state = await this.#connection.retried(() => this.#builds.findOne({ _id: build.number }));
    if (state === null) return undefined;
    this.#forgetOlder(build);
    // The process that let it serve may have ended before the views were of it.
    await this.#show(build);
    return (
      this.#opened(build) ??
      this.#documents(collectionOf(build), { build, model: this.#modelOf(build.projection), isAlone: false })
    );
  }

  #forgetOlder({ projection, number }: Pick<Build, 'projection' | 'number'>): void {
    for (const [collection, { build }] of this.#open)
      if (build?.projection === projection && build.number < number) this.#open.delete(collection);
  }

  /** Later builds have higher numbers, in every process. */
  async #nextNumber(): Promise<number> {
    const counter = await this.#counted('builds', { $inc: { last: 1 } });
    if (counter.last === undefined) throw new Error('the counter of builds has no number');
    return counter.last;
  }

  /** By its own clock: those of machines differ. */
  async #timeOfServer(): Promise<number> {
    const { now } = await this.#counted('clock', { $currentDate: { now: true } });
    if (now === undefined) throw new Error('the server gave no time');
    return now.getTime();
  }

  #counted(_id: string, change: { $inc: { last: number } } | { $currentDate: { now: true } }): Promise<Counter> {
    return this.#connection.retried(async () => {
      for (;;)
        try {
          const counter = await this.#counters.findOneAndUpdate({ _id }, change, {
            upsert: true,
            returnDocument: 'after',
          });
          if (counter !== null) return counter;
        } catch (error) {
          // Another process made the counter meanwhile.
          if (!isDuplicate(error)) throw error;
        }
    });
  }

  async #insertState(state: BuildState): Promise<void> {
    await this.#connection.retried(() => insertMissing(this.#builds, [state]));
  }

  /** Drops the builds that were removed long enough ago, and what a process wrote on to a build that was gone. */
  async #sweep(): Promise<void> {
    const before = new Date((await this.#timeOfServer()) - this.#settings.keepReplacedMs);
    await this.#connection.retried(() => this.#builds.deleteMany({ removed: { $lte: before } }));
    // Before the builds: one that is begun meanwhile is then among them.
    const collections = await this.#collections();
    const known = new Set((await this.#connection.retried(() => this.#builds.find().toArray())).map(({ _id }) => _id));
    for (const { name, number } of collections) if (!known.has(number)) await this.#connection.drop(name);
  }

  async #drop(build: NamedBuild): Promise<void> {
    await this.#connection.retried(() => this.#builds.deleteOne({ _id: build.number }));
    for (const { name, number } of await this.#collections())
      if (number === build.number) await this.#connection.drop(name);
  }

  /** Those of builds, each with its number. */
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

function collectionOf({ projection, version, number }: NamedBuild): string {
  return `${projection}_v${version}_${number}`;
}
