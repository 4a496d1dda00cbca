/**
 * The catalogue in a database: `builds` lists all builds and scratch documents, `states` gives the progress of each, and `served` lists the
 * builds that were put into service: for each projection the one with the highest number serves. Each build has its own collection
 * (`<projection>_v<version>_<number>`), and so have scratch documents (`scratch_<name>`).
 */
import { StoreDamaged } from '#libs/kernel/store-unavailable.ts';
import type { RetrySettings } from '#libs/kernel/retry-settings.ts';
import type { Collection } from 'mongodb';
import type { Build, Catalogue, ServingBuild } from '#libs/read-store/catalogue.ts';
import { type DocumentStore, ORIGIN } from '#libs/read-store/document-store.ts';
import type { ReadModel } from '#libs/read-store/read-model.ts';
import { type BuildId, StateKeeper } from '#libs/read-store/mongodb/build-state.ts';
import { MongoConnection } from '#libs/mongodb/connection.ts';
import { MongoDocumentStore } from '#libs/read-store/mongodb/mongo-document-store.ts';
import { SharedRead } from '#libs/read-store/mongodb/shared-read.ts';
import { Shelf } from '#libs/read-store/mongodb/shelf.ts';
import { shownFieldsOf } from '#libs/read-store/mongodb/shown-fields.ts';
import { insertMissing } from '#libs/read-store/mongodb/staging.ts';
import { StoredBuilds } from '#libs/read-store/mongodb/stored-builds.ts';

export interface MongoSettings extends RetrySettings {
  /** Makes a new UUID. */
  readonly uniqueId: () => string;
  /** The read model of each projection that others may query. */
  readonly readModels: readonly ReadModel[];
  /** How long the documents of a replaced build stay for those who still read them, ms. */
  readonly keepReplacedMs: number;
  /** How long a commit is left to the process that carries it out, if the server replaces in two steps, ms; default 5 s. */
  readonly takeOverMs?: number;
}

type NamedBuild = Pick<Build, 'projection' | 'version' | 'number'>;

/** A build that was put into service: the last one of a projection is in use. */
interface Served {
  /** Projection and number of the build. */
  readonly _id: string;
  readonly projection: string;
  readonly version: number;
  readonly build: number;
  /** The form of its documents (FORM). */
  readonly form?: number;
}

interface OpenDocuments {
  readonly documents: MongoDocumentStore;
  /** Set for documents that are no scratch documents. */
  readonly build?: { readonly projection: string; readonly number: number } | undefined;
}

/** A build that was found to serve. */
interface FoundServing {
  readonly build: NamedBuild;
  readonly documents: MongoDocumentStore;
  /** Monotonic, ms. */
  readonly untilMs: number;
}

interface DocumentsOf extends Pick<OpenDocuments, 'build'> {
  readonly model: ReadModel | undefined;
  readonly isAlone: boolean;
}

/** Version of the fields beside the text of a document; a build of another version is rebuilt. 3: the beginnings of its key. */
const FORM = 3;
const SCRATCH = 'scratch_';
/**
 * The state of a build shows whether another one has replaced it: the process that puts the other into service notes it there, or the first
 * process that reads the other. An earlier version of the program does not note it, so the build in use is looked up again after this time,
 * ms.
 */
const LOOK_AGAIN_MS = 1_000;

export class MongoCatalogue implements Catalogue {
  readonly #connection: MongoConnection;
  readonly #settings: MongoSettings;
  readonly #builds: StoredBuilds;
  readonly #served: Collection<Served>;
  /** The build in use of each projection. */
  readonly #pointers = new SharedRead(async () => {
    const all = await this.#connection.retried(() => this.#served.find().toArray());
    const inOrder = all.filter(({ form }) => form === FORM).sort((one, other) => one.build - other.build);
    return new Map(inOrder.map((served) => [served.projection, served]));
  });
  readonly #shelf: Shelf;
  /** A build that another replaced is left out: a reader that has it may still be reading. */
  readonly #open = new Map<string, OpenDocuments>();
  /** Keyed by projection. */
  readonly #serving = new Map<string, FoundServing>();

  constructor(url: string, settings: MongoSettings) {
    this.#connection = new MongoConnection(url, settings);
    this.#settings = settings;
    this.#builds = new StoredBuilds(this.#connection);
    this.#served = this.#connection.db.collection('served');
    this.#shelf = new Shelf(this.#connection);
  }

  /** One request if it is still the same build. */
  async serving(projection: string): Promise<ServingBuild | undefined> {
    const found = this.#serving.get(projection);
    if (found !== undefined && this.#connection.now() < found.untilMs) {
      const checkpoint = await found.documents.serving();
      if (checkpoint !== undefined) return { ...found.build, documents: found.documents, checkpoint };
    }
    const untilMs = this.#connection.now() + LOOK_AGAIN_MS;
    const pointer = (await this.#pointers.get()).get(projection);
    if (pointer === undefined) return undefined;
    const build = { projection, version: pointer.version, number: pointer.build };
    const documents = this.#opened(build) ?? (await this.#reopened(build));
    if (documents === undefined) return undefined;
    // The process that put it into service may have ended before it noted that.
    if (found?.build.number !== build.number) await this.#take(build);
    this.#serving.set(projection, { build, documents, untilMs });
    return { ...build, documents, checkpoint: await documents.checkpoint() };
  }

  async projections(): Promise<readonly string[]> {
    return [...(await this.#pointers.get()).keys()];
  }

  async begin(projection: string, version: number): Promise<Build> {
    const named = { projection, version, number: await this.#builds.add(projection, version) };
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
    await this.#take(build);
    return true;
  }

  /** No other process has read it. */
  async discard(build: Build): Promise<void> {
    this.#open.delete(collectionOf(build));
    await this.#builds.drop(build.number);
  }

  /** Their documents stay a while for present readers. */
  async removeOlder({ projection, number }: Build): Promise<void> {
    this.#forgetOlder({ projection, number });
    await this.#connection.retried(() => this.#served.deleteMany({ projection, build: { $lt: number } }));
    await this.#builds.removeBefore(projection, number);
    await this.#builds.sweep(this.#settings.keepReplacedMs);
  }

  async scratch(name: string): Promise<DocumentStore> {
    const collection = SCRATCH + name;
    const open = this.#open.get(collection)?.documents;
    // The database may have been dropped meanwhile.
    if (open !== undefined && (await open.serving()) !== undefined) return open;
    await this.#builds.addScratch(collection);
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
        throw new StoreDamaged({ code: 'SCRATCH_REPLACED', data: { documents: name } });
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
      fieldsOf: model && shownFieldsOf(model),
      uniqueId: this.#settings.uniqueId,
      isAlone,
      // Scratch documents stay from one form to the next.
      hasBeginnings: build !== undefined,
      takeOverMs: this.#settings.takeOverMs,
    });
    this.#open.set(collection, build === undefined ? { documents } : { documents, build });
    return documents;
  }

  /** Marks earlier builds as replaced in their states, and points the views of the projection at this build. */
  async #take(build: NamedBuild): Promise<void> {
    const { projection, number } = build;
    const before = { projection, build: { $lt: number } };
    const replaced = await this.#connection.retried(() => this.#served.find(before).toArray());
    for (const one of replaced) await this.#stateOf(one.build).replace();
    const model = this.#modelOf(projection);
    if (model === undefined) return;
    await this.#shelf.show(collectionOf(build), model);
    const last = (await this.#pointers.get()).get(projection);
    // Another process may have switched its views to a later build just before.
    if (last !== undefined && last.build > number)
      await this.#shelf.show(collectionOf({ projection, version: last.version, number: last.build }), model);
  }

  #modelOf(projection: string): ReadModel | undefined {
    return this.#settings.readModels.find((model) => model.isScratch !== true && model.projection === projection);
  }

  #opened(build: NamedBuild): MongoDocumentStore | undefined {
    return this.#open.get(collectionOf(build))?.documents;
  }

  /** Documents that another process built; undefined if they were removed by hand. */
  async #reopened(build: NamedBuild): Promise<MongoDocumentStore | undefined> {
    if (!(await this.#builds.isThere(build.number))) return undefined;
    this.#forgetOlder(build);
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
}

function collectionOf({ projection, version, number }: NamedBuild): string {
  return `${projection}_v${version}_${number}`;
}
