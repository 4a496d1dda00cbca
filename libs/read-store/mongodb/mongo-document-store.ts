/**
 * The documents of one build in one collection of MongoDB. A reader compares the state of the build before and after it reads: unchanged
 * means that it saw whole commits. While a commit is carried out, its staged documents take precedence over the stored ones.
 */
import {
  type Batch,
  type ProjectionCheckpoint,
  type DocumentStore,
  type Poison,
  type ScanOptions,
  refusePlaces,
} from '#libs/read-store/document-store.ts';
import { type BuildState, type StateKeeper, checkpointOf, isSameBuild } from '#libs/read-store/mongodb/build-state.ts';
import { BuildWriter } from '#libs/read-store/mongodb/build-writer.ts';
import type { MongoConnection } from '#libs/mongodb/connection.ts';
import { KeyReader } from '#libs/read-store/mongodb/key-reader.ts';
import { RangeReading, SCAN_BATCH } from '#libs/read-store/mongodb/range-reading.ts';
import { type KeyRange, Staging } from '#libs/read-store/mongodb/staging.ts';
import { StoredDocuments } from '#libs/read-store/mongodb/stored-documents.ts';
import { TakeOver } from '#libs/read-store/mongodb/take-over.ts';
import { beginningsOf, endOfPrefix, keyFromStored, storedKey } from '#libs/read-store/mongodb/stored-key.ts';
import {
  type FieldsOf,
  type ProjectionDocument,
  type Writes,
  documentsOf,
  poisonOf,
  documentText,
  writesOf,
} from '#libs/read-store/mongodb/write.ts';
import { BUCKETS, bucketsOf } from '#libs/read-store/partition.ts';

interface DocumentSettings {
  readonly connection: MongoConnection;
  readonly state: StateKeeper;
  /** Collection of the documents; the names of the related collections begin with its name. */
  readonly collection: string;
  /** Set for a projection that others query. */
  readonly fieldsOf?: FieldsOf | undefined;
  /** Makes a new UUID. */
  readonly uniqueId: () => string;
  /** True as long as no other process reads or writes the documents: then they are written once, directly to their place. */
  readonly isAlone: boolean;
  /** Whether each document has the beginnings of its key: older documents do not. */
  readonly hasBeginnings: boolean;
  /** How long a commit is left to the process that carries it out, if the server replaces in two steps, ms. */
  readonly takeOverMs?: number | undefined;
}

/** Suffix of the collection of staged documents. */
const STAGED = '_staged';

export class MongoDocumentStore implements DocumentStore {
  readonly #connection: MongoConnection;
  readonly #keeper: StateKeeper;
  readonly #documents: StoredDocuments;
  readonly #staging: Staging;
  readonly #uniqueId: () => string;
  readonly #takeOver: TakeOver;
  /** Present while the build is not in use yet. */
  #writer: BuildWriter | undefined;
  /** The state at the last read: it is valid for a read after which it is unchanged. */
  #known: BuildState | undefined;
  readonly #byKey = new KeyReader((keys) => this.#among(keys));

  constructor({
    connection,
    state,
    collection,
    fieldsOf,
    uniqueId,
    isAlone,
    hasBeginnings,
    takeOverMs,
  }: DocumentSettings) {
    this.#connection = connection;
    this.#keeper = state;
    this.#documents = new StoredDocuments(connection, collection, { fieldsOf, hasBeginnings });
    this.#staging = new Staging(connection, collection + STAGED);
    this.#uniqueId = uniqueId;
    this.#takeOver = new TakeOver(connection, takeOverMs);
    this.#writer = isAlone ? new BuildWriter(state, this.#documents, uniqueId) : undefined;
  }

  /** From now on other processes read and write these documents too. */
  async share(): Promise<void> {
    await this.#writer?.end();
    this.#writer = undefined;
  }

  async checkpoint(): Promise<ProjectionCheckpoint> {
    await this.#writer?.written();
    return checkpointOf(await this.#state());
  }

  /** The checkpoint; undefined if another build is in use, or if the documents were removed. */
  async serving(): Promise<ProjectionCheckpoint | undefined> {
    const state = await this.#keeper.find();
    if (state === undefined || state.replaced === true) return undefined;
    return checkpointOf((this.#known = state));
  }

  async get(keys: Iterable<string>): Promise<Map<string, string>> {
    await this.#writer?.written();
    return new Map(textsOf(await this.#byKey.get([...keys].map(storedKey))));
  }

  async missing(keys: Iterable<string>): Promise<readonly string[]> {
    const asked = [...keys];
    const found = await this.get(asked);
    return asked.filter((key) => !found.has(key));
  }

  async *scan(prefix?: string, options: ScanOptions = {}): AsyncIterable<readonly (readonly [string, string])[]> {
    refusePlaces(options);
    await this.#writer?.written();
    for (const range of await this.#ranges(prefix, options)) {
      const reading = new RangeReading(this.#connection, this.#documents, range);
      try {
        let next: Promise<Batched> | undefined = this.#batch(reading);
        while (next !== undefined) {
          const { documents, isLast }: Batched = await next;
          // Read while the caller works on this batch; a failure is reported when the batch is requested.
          next = isLast ? undefined : this.#batch(reading);
          next?.catch(() => undefined);
          const texts = [...textsOf(documents)];
          if (texts.length > 0) yield texts;
        }
      } finally {
        await reading.close();
      }
    }
  }

  async poison(): Promise<readonly Poison[]> {
    const found = await this.#whole(async ({ staged }) => {
      const carriedOut = await this.#documents.poison();
      const late = staged === null ? [] : await this.#staging.poison(staged);
      // The first record of a poison event stays.
      return new Map([...late, ...carriedOut].map(({ _id, message }) => [_id, message]));
    });
    return [...found].map(([position, message]) => ({ position, message })).sort((a, b) => a.position - b.position);
  }

  async commit(expected: number, batch: Batch): Promise<boolean> {
    const writes = writesOf(batch);
    if (this.#writer !== undefined) return this.#writer.commit(expected, writes, batch.checkpoint);
    for (;;) {
      const state = await this.#settled();
      if (state.position !== expected) return false;
      if (await this.#writeStaged(state, writes, batch.checkpoint)) return true;
    }
  }

  bytes(): Promise<number> {
    return this.#documents.bytes();
  }

  async #state(): Promise<BuildState> {
    return (this.#known = await this.#keeper.read());
  }

  /** Reads until no commit began to count, or was carried out to its end, meanwhile. */
  async #whole<T>(read: (state: BuildState) => Promise<T>): Promise<T> {
    for (;;) {
      const before = this.#known ?? (await this.#state());
      const found = await read(before);
      if (isSameBuild(before, await this.#state())) return found;
    }
  }

  async #among(keys: readonly string[]): Promise<ReadonlyMap<string, ProjectionDocument>> {
    return this.#whole(async ({ staged }) => {
      const stored = await this.#documents.among(keys);
      const late = staged === null ? [] : await this.#staging.among(staged, keys);
      return new Map([...stored, ...late].map((document) => [document._id, document]));
    });
  }

  /** The ranges of keys that a scan reads, one after the other. */
  async #ranges(prefix: string | undefined, { after, partition }: ScanOptions): Promise<readonly KeyRange[]> {
    const [from, before] = partition === undefined ? [0, BUCKETS] : bucketsOf(partition);
    if (prefix !== undefined) {
      const first = storedKey(prefix);
      const last = after === undefined ? '' : storedKey(after);
      const _id = { ...(last < first ? { $gte: first } : { $gt: last }), $lt: endOfPrefix(first) };
      const range = { _id, under: beginningsOf(first).at(-1) };
      return [partition === undefined ? range : { ...range, bucket: { $gte: from, $lt: before } }];
    }
    if (partition === undefined) return [{ _id: {} }];
    await this.#documents.prepareBuckets();
    return Array.from({ length: before - from }, (_, i) => ({ _id: {}, bucket: from + i }));
  }

  async #batch(reading: RangeReading): Promise<Batched> {
    const batch = await this.#whole(async (state) => {
      const stored = await reading.next(state);
      const last = stored.length < SCAN_BATCH ? undefined : stored.at(-1)?._id;
      const { staged } = state;
      const late = staged === null ? [] : await this.#staging.within(staged, upTo(reading.rest, last));
      const all = new Map([...stored, ...late].map((document) => [document._id, document]));
      return { documents: [...all.values()].sort((a, b) => (a._id < b._id ? -1 : 1)), last };
    });
    reading.passed(batch.last);
    return { documents: batch.documents, isLast: batch.last === undefined };
  }

  /** The state between two commits: first finishes the commit that another process left. */
  async #settled(): Promise<BuildState> {
    for (;;) {
      const state = await this.#state();
      if (state.staged === null) {
        await this.#takeOver.end(state);
        return state;
      }
      if (!(await this.#takeOver.isDue(state))) continue;
      for await (const documents of this.#staging.all(state.staged))
        await this.#documents.put(await this.#documents.shown(documents), false);
      await this.#documents.putPoison(await this.#staging.poison(state.staged));
      await this.#finish(state);
    }
  }

  async #writeStaged(from: BuildState, writes: Writes, checkpoint: ProjectionCheckpoint): Promise<boolean> {
    const [id, commit] = [this.#uniqueId(), from.commit + 1];
    const documents = documentsOf(writes, commit);
    // A document that cannot be shown is refused before the commit counts.
    const shown = await this.#documents.shown(documents);
    const poison = poisonOf(writes);
    const isEmpty = documents.length === 0 && poison.length === 0;
    await this.#staging.stage(id, from.commit, documents, poison);
    const counted = await this.#keeper.commit(from, id, { checkpoint, commit, staged: isEmpty ? null : id });
    if (counted === undefined) return false;
    if (isEmpty) return true;
    await this.#documents.put(shown, false);
    await this.#documents.putPoison(poison);
    await this.#finish(counted);
    return true;
  }

  async #finish(carriedOut: BuildState): Promise<void> {
    await this.#keeper.carriedOut(carriedOut);
    await this.#staging.clear(carriedOut.commit);
  }
}

interface Batched {
  readonly documents: readonly ProjectionDocument[];
  readonly isLast: boolean;
}

function upTo(range: KeyRange, last: string | undefined): KeyRange {
  return last === undefined ? range : { ...range, _id: { ...range._id, $lte: last } };
}

function* textsOf(documents: Iterable<ProjectionDocument>): Iterable<readonly [string, string]> {
  for (const document of documents) {
    const text = documentText(document);
    if (text !== undefined) yield [keyFromStored(document._id), text];
  }
}
