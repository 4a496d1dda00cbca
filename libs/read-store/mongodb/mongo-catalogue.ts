/**
 * The catalogue in a database: `builds` has the builds and scratch documents that there were, `states` how far each is, and `served` those
 * that were let serve: of a projection, the one with the highest number does. The documents of a build are a collection of their own
 * (`<projection>_v<version>_<number>`), scratch documents too (`scratch_<name>`).
 */
import type { Collection, UpdateFilter } from 'mongodb';
import type { Build, Catalogue } from '#libs/read-store/catalogue.ts';
import { type DocumentStore, ORIGIN } from '#libs/read-store/document-store.ts';
import type { ReadModel } from '#libs/read-store/read-model.ts';
import { type BuildId, StateKeeper } from '#libs/read-store/mongodb/build-state.ts';
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
  /** How long a commit is left to the process that carries it out, where the server replaces in two steps, ms; 5 s where it is left out. */
  readonly takeOverMs?: number;
}

type NamedBuild = Pick<Build, 'projection' | 'version' | 'number'>;

interface StoredBuild {
  readonly _id: BuildId;
  /** Null for scratch documents. */
  readonly projection: string | null;
  readonly version: number;
  /** When it was removed, by the clock of the server; it stays for its readers a little longer. */
  readonly removed: Date | null;
  /** Its documents are gone; its number is not given again. */
  readonly dropped: boolean;
}

/** A build that was let serve: the last one of a projection does. */
interface Served {
  /** Projection and number of the build. */
  readonly _id: string;
  readonly projection: string;
  readonly version: number;
  readonly build: number;
  /** Of its documents (FORM). */
  readonly form?: number;
}

/** When a process last asked the server for the time. */
interface Clock {
  readonly _id: string;
  readonly now: Date;
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

/** What each document bears beside its text. A build of a former form does not serve: it is built again. 2: the part of the key. */
const FORM = 2;
const BUILD_COLLECTION = /^.+_v\d+_(?<number>\d+)(_staged|_poison)?$/;
const SCRATCH = 'scratch_';

export class MongoCatalogue implements Catalogue {
  readonly #connection: Connection;
  readonly #settings: MongoSettings;
  readonly #builds: Collection<StoredBuild>;
  readonly #served: Collection<Served>;
  readonly #clock: Collection<Clock>;
  /** Of each projection, the build that serves. */
  readonly #pointers = new SharedRead(async () => {
    const all = await this.#connection.retried(() => this.#served.find().toArray());
    const inOrder = all.filter(({ form }) => form === FORM).sort((one, other) => one.build - other.build);
    return new Map(inOrder.map((served) => [served.projection, served]));
  });
  readonly #shelf: Shelf;
  /** A build that another replaced is left out: a reader that has it may still be reading. */
  readonly #open = new Map<string, OpenDocuments>();

  constructor(url: string, settings: MongoSettings) {
    this.#connection = new Connection(url, settings);
    this.#settings = settings;
    this.#builds = this.#connection.db.collection('builds');
    this.#served = this.#connection.db.collection('served');
    this.#clock = this.#connection.db.collection('clock');
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

  async projections(): Promise<readonly string[]> {
    return [...(await this.#pointers.get()).keys()];
  }

  async begin(projection: string, version: number): Promise<Build> {
    const named = { projection, version, number: await this.#numbered(projection, version) };
    await this.#stateOf(named.number).begin();
    const model = this.#modelOf(projection);
    if (model !== undefined) await this.#shelf.prepare(collectionOf(named), model);
    return { ...named, documents: this.#documents(collectionOf(named), { build: named, model, isAlone: true }) };
  }

  async serve(build: Build): Promise<boolean> {
    const { projection, version, number } = build;
    await this.#opened(build)?.share();
    const served = { _id: `${projection}#${number}`, projection, version, build: number, form: FORM };
    await this.#connection.retried(() => insertMissing(this.#served, [served]));
    const last = (await this.#pointers.get()).get(projection);
    if (last === undefined || last.build > number) return false;
    await this.#show(build);
    return true;
  }

  /** No other process has read it. */
  async discard(build: Build): Promise<void> {
    this.#open.delete(collectionOf(build));
    await this.#drop(build);
  }

  /** Their documents stay a while for those who read them. */
  async removeOlder({ projection, number }: Build): Promise<void> {
    this.#forgetOlder({ projection, number });
    await this.#connection.retried(() => this.#served.deleteMany({ projection, build: { $lt: number } }));
    const older = { projection, _id: { $lt: number }, removed: null };
    await this.#connection.retried(() => this.#builds.updateMany(older, { $currentDate: { removed: true } }));
    await this.#sweep();
  }

  async scratch(name: string): Promise<DocumentStore> {
    const collection = SCRATCH + name;
    const open = this.#open.get(collection)?.documents;
    if (open !== undefined) return open;
    const scratch = { _id: collection, projection: null, version: 0, removed: null, dropped: false };
    await this.#connection.retried(() => insertMissing(this.#builds, [scratch]));
    await this.#stateOf(collection).begin();
    const model = this.#settings.readModels.find(
      ({ projection, isScratch }) => isScratch === true && projection === name,
    );
    if (model !== undefined) {
      await this.#shelf.prepare(collection, model);
      await this.#shelf.show(collection, model);
    }
    return this.#documents(collection, { model, isAlone: false });
  }

  async emptyScratch(name: string): Promise<void> {
    const documents = await this.scratch(name);
    for await (const batch of documents.scan('')) {
      const removes = batch.map(([key]) => key);
      if (!(await documents.commit(ORIGIN.position, { puts: [], removes, checkpoint: ORIGIN })))
        throw new Error(`the scratch documents ${name} stand at a position of a log: no event makes them`);
    }
  }

  close(): Promise<void> {
    return this.#connection.close();
  }

  #documents(collection: string, { build, model, isAlone }: DocumentsOf): MongoDocumentStore {
    const documents = new MongoDocumentStore({
      connection: this.#connection,
      state: this.#stateOf(build?.number ?? collection),
      collection,
      fieldsOf: model && fieldsOf(model),
      uniqueId: this.#settings.uniqueId,
      isAlone,
      // Scratch documents stay from one form to the next.
      hasParts: build !== undefined,
      takeOverMs: this.#settings.takeOverMs,
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
    const stored = await this.#connection.retried(() => this.#builds.findOne({ _id: build.number, dropped: false }));
    if (stored === null) return undefined;
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

  #stateOf(build: BuildId): StateKeeper {
    return new StateKeeper(this.#connection, build);
  }

  /** The number of a new build. Later builds have higher numbers, in every process. */
  async #numbered(projection: string, version: number): Promise<number> {
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
        // Another process took it, or this one before its connection was lost: a build that nothing is known of is removed with the older ones.
        if (!isDuplicate(error)) throw error;
      }
    }
  }

  /** By its own clock: those of machines differ. */
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

  /** Drops the builds that were removed long enough ago, and what a process wrote on to a build that was gone. */
  async #sweep(): Promise<void> {
    const before = new Date((await this.#timeOfServer()) - this.#settings.keepReplacedMs);
    const ended = { dropped: false, removed: { $lte: before } };
    const some = await this.#connection.retried(() => this.#builds.find(ended).toArray());
    for (const { _id } of some) await this.#forget(_id);
    // Before the builds: one that is begun meanwhile is then among them.
    const collections = await this.#collections();
    const builds = await this.#connection.retried(() => this.#builds.find({ dropped: false }).toArray());
    const known = new Set(builds.map(({ _id }) => _id));
    for (const { name, number } of collections) if (!known.has(number)) await this.#connection.drop(name);
  }

  async #drop(build: NamedBuild): Promise<void> {
    await this.#forget(build.number);
    for (const { name, number } of await this.#collections())
      if (number === build.number) await this.#connection.drop(name);
  }

  async #forget(build: BuildId): Promise<void> {
    const gone: UpdateFilter<StoredBuild> = { $set: { dropped: true }, $currentDate: { removed: true } };
    await this.#connection.retried(() => this.#builds.updateOne({ _id: build }, gone));
    await this.#stateOf(build).remove();
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
