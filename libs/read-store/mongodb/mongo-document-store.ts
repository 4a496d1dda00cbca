/**
 * The documents of one build in one collection of MongoDB. A reader looks at the state of the build before and after it reads: where
 * that is unchanged it saw whole commits; where a commit is being carried out, what is staged stands over what is stored.
 */
import { type Collection, type Document, MongoBulkWriteError } from 'mongodb';
import type { Batch, Checkpoint, DocumentStore, Poison, ScanOptions } from '#libs/read-store/document-store.ts';
import { type BuildState, type StateKeeper, checkpointOf, isSame } from '#libs/read-store/mongodb/build-state.ts';
import { type Connection, isDuplicate, writeErrorsOf } from '#libs/read-store/mongodb/connection.ts';
import { KeyReader } from '#libs/read-store/mongodb/key-reader.ts';
import {
  type KeyRange,
  type PoisonDocument,
  Staging,
  inRequests,
  insertMissing,
  sizeOf,
} from '#libs/read-store/mongodb/staging.ts';
import { endOfPrefix, keyOf, storedKey } from '#libs/read-store/mongodb/stored-key.ts';
import {
  type FieldsOf,
  type StoredDocument,
  type Writes,
  documentOf,
  guarded,
  textOf,
  writesOf,
} from '#libs/read-store/mongodb/write.ts';
import { BUCKETS, bucketsOf } from '#libs/read-store/partition.ts';

export interface DocumentSettings {
  readonly connection: Connection;
  readonly state: StateKeeper;
  /** Collection of the documents; those beside it begin with its name. */
  readonly collection: string;
  /** Of a projection that others query. */
  readonly fieldsOf?: FieldsOf | undefined;
  /** Makes a new UUID. */
  readonly uniqueId: () => string;
  /** True as long as no other process reads or writes the documents: they are then written once, where they belong. */
  readonly isAlone: boolean;
}

const SCAN_BATCH = 1_000;
/** In one request. */
const MOST_KEYS = 10_000;
/** Of a build, at a time. */
const MOST_WRITING = 3;
const TEXT = { commit: 1, text: 1, bucket: 1 } as const;

/** Collections that belong to one of documents begin with its name and end like this. */
export const STAGED = '_staged';
export const POISON = '_poison';

export class MongoDocumentStore implements DocumentStore {
  readonly #connection: Connection;
  readonly #keeper: StateKeeper;
  readonly #documents: Collection<StoredDocument>;
  readonly #poison: Collection<PoisonDocument>;
  readonly #staging: Staging;
  readonly #fieldsOf: FieldsOf | undefined;
  readonly #uniqueId: () => string;
  #isAlone: boolean;
  /** As it was read last: it holds for a read after which it is still the same. */
  #known: BuildState | undefined;
  #byBucket: Promise<unknown> | undefined;
  readonly #byKey = new KeyReader((keys) => this.#among(keys));
  /** Of a build: its writes under way. */
  #writing: Promise<void>[] = [];
  #own: Alone | undefined;

  constructor({ connection, state, collection, fieldsOf, uniqueId, isAlone }: DocumentSettings) {
    this.#connection = connection;
    this.#keeper = state;
    this.#documents = connection.db.collection(collection);
    this.#poison = connection.db.collection(collection + POISON);
    this.#staging = new Staging(connection, collection + STAGED);
    this.#fieldsOf = fieldsOf;
    this.#uniqueId = uniqueId;
    this.#isAlone = isAlone;
  }

  /** From now on other processes read and write these documents too. */
  async share(): Promise<void> {
    await this.#written();
    if (this.#own !== undefined && this.#own.commit > this.#own.stored.commit)
      await this.#store(this.#own, checkpointOf(this.#own.stored));
    this.#isAlone = false;
  }

  async checkpoint(): Promise<Checkpoint> {
    await this.#written();
    return checkpointOf(await this.#state());
  }

  async get(keys: Iterable<string>): Promise<Map<string, string>> {
    await this.#written();
    return new Map(textsOf(await this.#byKey.get([...keys].map(storedKey))));
  }

  async *scan(prefix?: string, options: ScanOptions = {}): AsyncIterable<readonly (readonly [string, string])[]> {
    await this.#written();
    for (const range of await this.#ranges(prefix, options)) {
      let next: Promise<Batched> | undefined = this.#batch(range);
      while (next !== undefined) {
        const { documents, last }: Batched = await next;
        // Read while the caller works on this batch; one that fails is reported when it is asked for.
        next = last === undefined ? undefined : this.#batch({ ...range, _id: { ...range._id, $gt: last } });
        next?.catch(() => undefined);
        const texts = [...textsOf(documents)];
        if (texts.length > 0) yield texts;
      }
    }
  }

  async poison(): Promise<readonly Poison[]> {
    const found = await this.#whole(async (staged) => {
      const carriedOut = await this.#connection.retried(() => this.#poison.find().toArray());
      const late = staged === null ? [] : await this.#staging.poison(staged);
      // What was set aside first stays.
      return new Map([...late, ...carriedOut].map(({ _id, message }) => [_id, message]));
    });
    return [...found].map(([position, message]) => ({ position, message })).sort((a, b) => a.position - b.position);
  }

  async commit(expected: number, batch: Batch): Promise<boolean> {
    const writes = writesOf(batch);
    if (this.#isAlone) return this.#writeAlone(expected, writes, batch.checkpoint);
    for (;;) {
      const state = await this.#settled();
      if (state.position !== expected) return false;
      if (await this.#writeStaged(state, writes, batch.checkpoint)) return true;
    }
  }

  async #state(): Promise<BuildState> {
    return (this.#known = await this.#keeper.read());
  }

  /** Reads until no commit began to count, or was carried out to its end, meanwhile. */
  async #whole<T>(read: (staged: string | null) => Promise<T>): Promise<T> {
    for (;;) {
      const before = this.#known ?? (await this.#state());
      const found = await read(before.staged);
      if (isSame(before, await this.#state())) return found;
    }
  }

  async #among(keys: readonly string[]): Promise<ReadonlyMap<string, StoredDocument>> {
    return this.#whole(async (staged) => {
      const all = new Map<string, StoredDocument>();
      for (let i = 0; i < keys.length; i += MOST_KEYS) {
        const some = keys.slice(i, i + MOST_KEYS);
        for (const document of await this.#find({ _id: { $in: some } })) all.set(document._id, document);
        if (staged !== null)
          for (const document of await this.#staging.among(staged, some)) all.set(document._id, document);
      }
      return all;
    });
  }

  async #find(filter: Document): Promise<StoredDocument[]> {
    return this.#connection.retried(() =>
      this.#documents
        .find(filter as KeyRange, { projection: TEXT })
        .batchSize(MOST_KEYS)
        .toArray(),
    );
  }

  /** The ranges of keys that a scan reads, one after the other. */
  async #ranges(prefix: string | undefined, { after, partition }: ScanOptions): Promise<readonly KeyRange[]> {
    const [from, before] = partition === undefined ? [0, BUCKETS] : bucketsOf(partition);
    if (prefix !== undefined) {
      const first = storedKey(prefix);
      const last = after === undefined ? '' : storedKey(after);
      const _id = { ...(last < first ? { $gte: first } : { $gt: last }), $lt: endOfPrefix(first) };
      return [partition === undefined ? { _id } : { _id, bucket: { $gte: from, $lt: before } }];
    }
    if (partition === undefined) return [{ _id: {} }];
    // Only what is read in parts bears the cost of it.
    await (this.#byBucket ??= this.#connection.retried(() =>
      this.#documents.createIndex({ bucket: 1, _id: 1 }, { name: 'by_bucket' }, {}),
    ));
    return Array.from({ length: before - from }, (_, i) => ({ _id: {}, bucket: from + i }));
  }

  async #batch(range: KeyRange): Promise<Batched> {
    return this.#whole(async (staged) => {
      const stored = await this.#connection.retried(() =>
        this.#documents
          .find(bounded(range), { projection: TEXT })
          .sort({ _id: 1 })
          .limit(SCAN_BATCH)
          .batchSize(SCAN_BATCH + 1)
          .toArray(),
      );
      const last = stored.length < SCAN_BATCH ? undefined : stored.at(-1)?._id;
      if (staged === null) return { documents: stored, last };
      const upTo = last === undefined ? range : { ...range, _id: { ...range._id, $lte: last } };
      const all = new Map(stored.map((document) => [document._id, document]));
      for (const document of await this.#staging.within(staged, upTo)) all.set(document._id, document);
      return { documents: [...all.values()].sort((a, b) => (a._id < b._id ? -1 : 1)), last };
    });
  }

  /** The state between two commits: carries out first what another process left. */
  async #settled(): Promise<BuildState> {
    for (;;) {
      const state = await this.#state();
      if (state.staged === null) return state;
      for await (const documents of this.#staging.all(state.staged)) await this.#put(documents);
      await this.#putPoison(await this.#staging.poison(state.staged));
      await this.#finish(state.staged, state.commit);
    }
  }

  async #writeStaged(from: BuildState, { writes, poison }: Writes, checkpoint: Checkpoint): Promise<boolean> {
    const id = this.#uniqueId();
    const isEmpty = writes.size === 0 && poison.length === 0;
    const commit = from.commit + 1;
    const documents = [...writes].map(([key, write]) => documentOf(key, write, commit, this.#fieldsOf));
    const setAside = poison.map(({ position, message }) => ({ _id: position, message }));
    await this.#staging.stage(id, from.commit, documents, setAside);
    if (!(await this.#keeper.commit(from, id, { checkpoint, commit, staged: isEmpty ? null : id }))) return false;
    if (isEmpty) return true;
    await this.#put(documents);
    await this.#putPoison(setAside);
    await this.#finish(id, commit);
    return true;
  }

  /**
   * In place at once: no reader sees the documents yet, and a build that is cut off is removed whole. While the checkpoint stays, the
   * writes go on while the next documents are made; one that fails is reported before the build can serve.
   */
  async #writeAlone(expected: number, { writes, poison }: Writes, checkpoint: Checkpoint): Promise<boolean> {
    const { stored, commit: last } = (this.#own ??= alone(await this.#keeper.read()));
    if (stored.position !== expected) return false;
    const commit = last + 1;
    this.#own = { stored, commit };
    const documents = [...writes].map(([key, write]) => documentOf(key, write, commit, this.#fieldsOf));
    if (this.#writing.length >= MOST_WRITING) await this.#writing.shift();
    const writing = this.#put(documents);
    writing.catch(() => undefined);
    this.#writing.push(writing);
    await this.#putPoison(poison.map(({ position, message }) => ({ _id: position, message })));
    if (checkpoint.position === stored.position) return true;
    await this.#written();
    return this.#store({ stored, commit }, checkpoint);
  }

  /** Stores how far a build is. */
  async #store({ stored, commit }: Alone, checkpoint: Checkpoint): Promise<boolean> {
    const id = this.#uniqueId();
    if (!(await this.#keeper.commit(stored, id, { checkpoint, commit, staged: null }))) return false;
    this.#own = alone({ ...stored, ...checkpoint, commit, last: id });
    return true;
  }

  /** When the writes under way are done. Throws the error of one that failed. */
  async #written(): Promise<void> {
    await Promise.all(this.#writing);
    this.#writing = [];
  }

  /**
   * Inserts what is not there, and replaces the rest where this commit is a later one. A removed document stays as a mark, so that a
   * commit that comes late does not bring it back; where there is none, there is nothing that could come back.
   */
  async #put(documents: readonly StoredDocument[]): Promise<void> {
    for (const some of inRequests(documents, sizeOf))
      await this.#connection.retried(async () => {
        const found = this.#isAlone ? new Set<string>() : await this.#idsAmong(some);
        const isMissing = ({ _id, text }: StoredDocument): boolean => text !== null && !found.has(_id);
        const present = some.filter((one) => !isMissing(one));
        present.push(...(await this.#insert(some.filter(isMissing))));
        if (present.length > 0) await this.#documents.bulkWrite(present.map(guarded), { ordered: false });
      });
  }

  async #idsAmong(documents: readonly StoredDocument[]): Promise<ReadonlySet<string>> {
    const filter = { _id: { $in: documents.map(({ _id }) => _id) } };
    const found = await this.#documents.find(filter, { projection: { _id: 1 } }).toArray();
    return new Set(found.map(({ _id }) => _id));
  }

  /** Gives those that were there. */
  async #insert(documents: readonly StoredDocument[]): Promise<readonly StoredDocument[]> {
    if (documents.length === 0) return [];
    try {
      await this.#documents.insertMany(documents, { ordered: false });
      return [];
    } catch (error) {
      if (!isDuplicate(error) || !(error instanceof MongoBulkWriteError)) throw error;
      return writeErrorsOf(error).flatMap(({ index }) => documents[index] ?? []);
    }
  }

  async #putPoison(poison: readonly PoisonDocument[]): Promise<void> {
    if (poison.length > 0) await this.#connection.retried(() => insertMissing(this.#poison, poison));
  }

  async #finish(staged: string, commit: number): Promise<void> {
    await this.#keeper.carriedOut(staged);
    await this.#staging.clear(commit);
  }
}

/** A build that no other process reads or writes. */
interface Alone {
  readonly stored: BuildState;
  /** Number of the last commit, which is stored when the checkpoint moves. */
  readonly commit: number;
}

function alone(stored: BuildState): Alone {
  return { stored, commit: stored.commit };
}

interface Batched {
  readonly documents: readonly StoredDocument[];
  /** Key after which the next batch begins; undefined for the last one. */
  readonly last: string | undefined;
}

/** Without the bounds that it has not. */
function bounded({ _id, bucket }: KeyRange): Document {
  return { ...(Object.keys(_id).length > 0 && { _id }), ...(bucket !== undefined && { bucket }) };
}

function* textsOf(documents: Iterable<StoredDocument>): Iterable<readonly [string, string]> {
  for (const document of documents) {
    const text = textOf(document);
    if (text !== undefined) yield [keyOf(document._id), text];
  }
}
