/** The collection of the documents of one build, and beside it that of the events set aside. */
import { BSON, type Collection, type Document, type FindCursor, MongoBulkWriteError } from 'mongodb';
import { type Connection, isDuplicate, writeErrorsOf } from '#libs/mongodb/connection.ts';
import { type KeyRange, inRequests, insertMissing, sizeOf } from '#libs/read-store/mongodb/staging.ts';
import { keyOf, partOf } from '#libs/read-store/mongodb/stored-key.ts';
import {
  type FieldsOf,
  type PoisonDocument,
  type StoredDocument,
  type Writes,
  guarded,
  longTexts,
  refuseTooLarge,
  textOf,
} from '#libs/read-store/mongodb/write.ts';

/** In one request. */
const MOST_KEYS = 10_000;
/** Keys that are looked up one by one, at the same time, where a server reads everything for a list of them. */
const MOST_ALONE = 32;
const OWN = { projection: { commit: 1, text: 1, bucket: 1 } } as const;

/** The collection of what is set aside has the name of that of the documents, and this. */
const POISON = '_poison';

interface KeptFields {
  readonly fieldsOf: FieldsOf | undefined;
  readonly hasParts: boolean;
}

export class StoredDocuments {
  readonly #connection: Connection;
  readonly #documents: Collection<StoredDocument>;
  readonly #poison: Collection<PoisonDocument>;
  readonly #fieldsOf: FieldsOf | undefined;
  readonly #hasParts: boolean;
  #byBucket: Promise<unknown> | undefined;

  /** `fieldsOf`: of a projection that others query. `hasParts`: each document bears the part of its key. */
  constructor(connection: Connection, collection: string, { fieldsOf, hasParts }: KeptFields) {
    this.#connection = connection;
    this.#documents = connection.db.collection(collection);
    this.#poison = connection.db.collection(collection + POISON);
    this.#fieldsOf = fieldsOf;
    this.#hasParts = hasParts;
  }

  /** The documents under these stored keys. */
  async among(keys: readonly string[]): Promise<readonly StoredDocument[]> {
    const { looksUpLists } = await this.#connection.traits();
    if (!looksUpLists && keys.length <= MOST_ALONE) {
      const one = (_id: string) => this.#connection.retried(() => this.#documents.findOne({ _id }, OWN));
      return (await Promise.all(keys.map(one))).filter((document) => document !== null);
    }
    if (!looksUpLists) return this.#amongAll(new Set(keys));
    const found: StoredDocument[] = [];
    for (let i = 0; i < keys.length; i += MOST_KEYS) {
      const filter = { _id: { $in: keys.slice(i, i + MOST_KEYS) } };
      found.push(
        ...(await this.#connection.retried(() => this.#documents.find(filter, OWN).batchSize(MOST_KEYS).toArray())),
      );
    }
    return found;
  }

  /** The documents of a range, in the order of keys, from one request to the server on. */
  within(range: KeyRange, batchSize: number): FindCursor<StoredDocument> {
    return this.#documents.find(this.#bounded(range), OWN).sort({ _id: 1 }).batchSize(batchSize);
  }

  /** Makes it quick to read one bucket after another: only what is read in parts bears the cost of it. */
  async prepareBuckets(): Promise<void> {
    await (this.#byBucket ??= this.#connection.retried(() =>
      this.#documents.createIndex({ bucket: 1, _id: 1 }, { name: 'by_bucket' }, {}),
    ));
  }

  /**
   * Inserts what is not there, and replaces the rest where this commit is a later one. A removed document stays as a mark, so that a
   * commit that comes late does not bring it back; where there is none, there is nothing that could come back.
   * `mostlyNew`: those that are there are found by trying, as where a list of keys is not looked up.
   */
  async put(documents: readonly StoredDocument[], mostlyNew: boolean): Promise<void> {
    const { looksUpLists } = await this.#connection.traits();
    const present: StoredDocument[] = [];
    for (const some of inRequests(documents, sizeOf)) {
      const there = await this.#connection.retried(async () => {
        const found = mostlyNew || !looksUpLists ? new Set<string>() : await this.#idsAmong(some);
        const isMissing = ({ _id, text }: StoredDocument): boolean => text !== null && !found.has(_id);
        return [...some.filter((one) => !isMissing(one)), ...(await this.#insert(some.filter(isMissing)))];
      });
      present.push(...there);
    }
    // Together: a server that reads its whole table to find them reads it as few times as can be.
    for (const some of inRequests(present, sizeOf)) await this.#connection.retried(() => this.#replace(some));
  }

  /** Throws StoreUnavailable on a document that the fields which others query make too large: before its commit counts. */
  async requireSmall(writes: Writes): Promise<void> {
    const fieldsOf = this.#fieldsOf;
    if (fieldsOf === undefined) return;
    for (const { key, text } of longTexts(writes)) {
      const { takesDecimals } = await this.#connection.traits();
      refuseTooLarge(key, BSON.calculateObjectSize({ ...fieldsOf(key, text, takesDecimals), text }));
    }
  }

  async putPoison(poison: readonly PoisonDocument[]): Promise<void> {
    if (poison.length > 0) await this.#connection.retried(() => insertMissing(this.#poison, poison));
  }

  async poison(): Promise<readonly PoisonDocument[]> {
    return this.#connection.retried(() => this.#poison.find().toArray());
  }

  /**
   * Of the documents before the server compresses them, and of their indexes: what they take on disk a server knows only after its next
   * checkpoint, and one that keeps everything in memory not at all.
   */
  async bytes(): Promise<number> {
    const collStats = this.#documents.collectionName;
    const { size, totalIndexSize } = await this.#connection.retried(() => this.#connection.db.command({ collStats }));
    return Number(size ?? 0) + Number(totalIndexSize ?? 0);
  }

  /** With the fields that others query. */
  async #shown(documents: readonly StoredDocument[]): Promise<readonly StoredDocument[]> {
    const fieldsOf = this.#fieldsOf;
    if (fieldsOf === undefined) return documents;
    const { takesDecimals } = await this.#connection.traits();
    return documents.map((document) => {
      const text = textOf(document);
      return text === undefined ? document : { ...fieldsOf(keyOf(document._id), text, takesDecimals), ...document };
    });
  }

  /** For a server that holds each document against each key of a list: reading them all is quicker. */
  #amongAll(keys: ReadonlySet<string>): Promise<readonly StoredDocument[]> {
    return this.#connection.retried(async () => {
      const found: StoredDocument[] = [];
      for (const { filter } of this.#byPart([...keys]))
        for await (const document of this.#documents.find(filter, OWN).batchSize(MOST_KEYS))
          if (keys.has(document._id)) found.push(document);
      return found;
    });
  }

  /** Those of an earlier commit; a later one stays. */
  async #replace(documents: readonly StoredDocument[]): Promise<void> {
    const [{ commit } = {}] = documents;
    if (commit === undefined) return;
    const { updatesMany } = await this.#connection.traits();
    if (updatesMany) {
      const replaced = (await this.#shown(documents)).map(guarded);
      await this.#documents.bulkWrite(replaced, { ordered: false });
      return;
    }
    // Readers take what is staged as long as the commit is carried out, so that nobody misses them meanwhile.
    for (let rest = documents; rest.length > 0;) {
      for (const { filter, ids } of this.#byPart(rest.map(({ _id }) => _id)))
        await this.#documents.deleteMany({ ...filter, _id: { $in: [...ids] }, commit: { $lt: commit } });
      const there = await this.#insert(rest);
      rest = there.length === 0 ? [] : await this.#earlierAmong(there, commit);
    }
  }

  /** Those in whose place an earlier commit that came late has put its own meanwhile. */
  async #earlierAmong(documents: readonly StoredDocument[], commit: number): Promise<readonly StoredDocument[]> {
    const filter = { _id: { $in: documents.map(({ _id }) => _id) }, commit: { $lt: commit } };
    const found = await this.#documents.find(filter, { projection: { _id: 1 } }).toArray();
    const earlier = new Set(found.map(({ _id }) => _id));
    return documents.filter(({ _id }) => earlier.has(_id));
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
      await this.#documents.insertMany(await this.#shown(documents), { ordered: false });
      return [];
    } catch (error) {
      if (!isDuplicate(error) || !(error instanceof MongoBulkWriteError)) throw error;
      return writeErrorsOf(error).flatMap(({ index }) => documents[index] ?? []);
    }
  }

  /** The filter of a range; a bound that the range does not have is left out. */
  #bounded({ _id, bucket, keyPart }: KeyRange): Document {
    return {
      ...(keyPart !== undefined && this.#hasParts && { keyPart }),
      ...(Object.keys(_id).length > 0 && { _id }),
      ...(bucket !== undefined && { bucket }),
    };
  }

  /** Stored keys by their part, each with the filter that finds its documents; all together where documents bear no part. */
  #byPart(ids: readonly string[]): readonly { readonly filter: Document; readonly ids: readonly string[] }[] {
    if (!this.#hasParts) return [{ filter: {}, ids }];
    const parts = Map.groupBy(ids, partOf);
    return [...parts].map(([keyPart, some]) => ({ filter: { keyPart }, ids: some }));
  }
}
