/** The collection of the documents of one build, and the related collection of poison events. */
import { BSON, type Collection, type Document, type FindCursor, MongoBulkWriteError } from 'mongodb';
import { type MongoConnection, isDuplicate, writeErrorsOf } from '#libs/mongodb/connection.ts';
import { inLists } from '#libs/mongodb/in-lists.ts';
import { type KeyRange, inRequests, insertMissing, documentSize } from '#libs/read-store/mongodb/staging.ts';
import { beginningsOf, keyFromStored } from '#libs/read-store/mongodb/stored-key.ts';
import {
  type FieldsOf,
  type PoisonDocument,
  SURELY_SHORT_WITH_FIELDS,
  type ProjectionDocument,
  guarded,
  refuseTooLarge,
  documentText,
} from '#libs/read-store/mongodb/write.ts';

/** Maximum in one request. */
const MOST_KEYS = 10_000;
/** Maximum number of keys that are looked up individually and in parallel, on a server that reads everything for a list of them. */
const MOST_ALONE = 32;
/** Maximum number of beginnings to search on a server that reads everything for each; with more it searches the shorter beginnings. */
const MOST_GROUPS = 4;
const OWN = { projection: { commit: 1, text: 1, bucket: 1 } } as const;

/** Suffix of the collection of poison events. */
const POISON = '_poison';

interface KeptFields {
  readonly fieldsOf: FieldsOf | undefined;
  readonly hasBeginnings: boolean;
}

export class StoredDocuments {
  readonly #connection: MongoConnection;
  readonly #documents: Collection<ProjectionDocument>;
  readonly #poison: Collection<PoisonDocument>;
  readonly #fieldsOf: FieldsOf | undefined;
  readonly #hasBeginnings: boolean;
  #byBucket: Promise<unknown> | undefined;

  /** `fieldsOf`: for a projection that others query. `hasBeginnings`: each document has the beginnings of its key. */
  constructor(connection: MongoConnection, collection: string, { fieldsOf, hasBeginnings }: KeptFields) {
    this.#connection = connection;
    this.#documents = connection.db.collection(collection);
    this.#poison = connection.db.collection(collection + POISON);
    this.#fieldsOf = fieldsOf;
    this.#hasBeginnings = hasBeginnings;
  }

  /** The documents under these stored keys. */
  async among(keys: readonly string[]): Promise<readonly ProjectionDocument[]> {
    const { looksUpLists } = await this.#connection.traits();
    if (!looksUpLists && keys.length <= MOST_ALONE) {
      const one = (_id: string) => this.#connection.retried(() => this.#documents.findOne({ _id }, OWN));
      return (await Promise.all(keys.map(one))).filter((document) => document !== null);
    }
    if (!looksUpLists) return this.#amongAll(new Set(keys));
    const found: ProjectionDocument[] = [];
    for (const $in of inLists(keys)) {
      const filter = { _id: { $in } };
      found.push(
        ...(await this.#connection.retried(() => this.#documents.find(filter, OWN).batchSize(MOST_KEYS).toArray())),
      );
    }
    return found;
  }

  /** The documents of a range, in the order of keys, from one request to the server on. */
  within(range: KeyRange, batchSize: number): FindCursor<ProjectionDocument> {
    return this.#documents.find(this.#bounded(range), OWN).sort({ _id: 1 }).batchSize(batchSize);
  }

  /** Adds the index for reading bucket by bucket, which only collections read in parts need. */
  async prepareBuckets(): Promise<void> {
    await (this.#byBucket ??= this.#connection.retried(() =>
      this.#documents.createIndex({ bucket: 1, _id: 1 }, { name: 'by_bucket' }, {}),
    ));
  }

  /**
   * Writes documents as `shown` gives them: inserts new ones, and replaces those of an earlier commit. A removed document stays as a mark,
   * so that a late commit does not bring it back; without an old document no mark is needed. `mostlyNew`: tries to insert first, which
   * finds the existing ones.
   */
  async put(documents: readonly ProjectionDocument[], mostlyNew: boolean): Promise<void> {
    const { updatesMany } = await this.#connection.traits();
    const present = mostlyNew || updatesMany ? await this.#putMissing(documents, mostlyNew) : documents;
    if (!updatesMany) return this.#removeAndInsert(present);
    for (const some of inRequests(present, documentSize))
      await this.#connection.retried(() => this.#documents.bulkWrite(some.map(guarded), { ordered: false }));
  }

  /** The stored form, with the fields that others query. Throws StoreUnavailable on a document that becomes too large with them. */
  async shown(documents: readonly ProjectionDocument[]): Promise<readonly ProjectionDocument[]> {
    const fieldsOf = this.#fieldsOf;
    const takesDecimals = fieldsOf !== undefined && (await this.#connection.traits()).takesDecimals;
    return documents.map(({ shown, ...document }) => {
      const text = shown ?? documentText(document);
      if (text === undefined || fieldsOf === undefined) return document;
      const key = keyFromStored(document._id);
      const stored = { ...fieldsOf(key, text, takesDecimals), ...document };
      if (text.length > SURELY_SHORT_WITH_FIELDS) refuseTooLarge(key, BSON.calculateObjectSize(stored));
      return stored;
    });
  }

  async putPoison(poison: readonly PoisonDocument[]): Promise<void> {
    if (poison.length > 0) await this.#connection.retried(() => insertMissing(this.#poison, poison));
  }

  async poison(): Promise<readonly PoisonDocument[]> {
    return this.#connection.retried(() => this.#poison.find().toArray());
  }

  /**
   * The size of the documents before compression, and of their indexes: a server knows the size on disk only after its next checkpoint, and
   * a server that keeps everything in memory never does.
   */
  async bytes(): Promise<number> {
    const collStats = this.#documents.collectionName;
    const { size, totalIndexSize } = await this.#connection.retried(() => this.#connection.db.command({ collStats }));
    return Number(size ?? 0) + Number(totalIndexSize ?? 0);
  }

  /** For a server that compares each document with each key of a list: reading them all is faster. */
  #amongAll(keys: ReadonlySet<string>): Promise<readonly ProjectionDocument[]> {
    return this.#connection.retried(async () => {
      const found: ProjectionDocument[] = [];
      for (const { filter } of this.#byBeginning([...keys]))
        for await (const document of this.#documents.find(filter, OWN).batchSize(MOST_KEYS))
          if (keys.has(document._id)) found.push(document);
      return found;
    });
  }

  /** Gives the existing documents, and the marks of removed ones. */
  async #putMissing(
    documents: readonly ProjectionDocument[],
    mostlyNew: boolean,
  ): Promise<readonly ProjectionDocument[]> {
    const present: ProjectionDocument[] = [];
    for (const some of inRequests(documents, documentSize)) {
      const there = await this.#connection.retried(async () => {
        const found = mostlyNew ? new Set<string>() : await this.#idsAmong(some);
        const isMissing = ({ _id, text }: ProjectionDocument): boolean => text !== null && !found.has(_id);
        return [...some.filter((one) => !isMissing(one)), ...(await this.#insert(some.filter(isMissing)))];
      });
      present.push(...there);
    }
    return present;
  }

  /**
   * For servers on which many updates are slow: removes all first, then inserts them in one request. Meanwhile readers use the staged
   * documents.
   */
  async #removeAndInsert(documents: readonly ProjectionDocument[]): Promise<void> {
    const [{ commit } = {}] = documents;
    if (commit === undefined) return;
    for (let rest = documents; rest.length > 0;) {
      const earlier = { commit: { $lt: commit } };
      for (const filters of this.#filtersOf(rest.map(({ _id }) => _id))) {
        const removed = filters.map((filter) => ({ deleteMany: { filter: { ...filter, ...earlier } } }));
        await this.#connection.retried(() => this.#documents.bulkWrite(removed, { ordered: false }));
      }
      const there: ProjectionDocument[] = [];
      for (const some of inRequests(rest, documentSize))
        there.push(...(await this.#connection.retried(() => this.#insert(some))));
      rest = there.length === 0 ? [] : await this.#earlierAmong(there, commit);
    }
  }

  /** Documents that a delayed earlier commit has replaced with its own meanwhile. */
  async #earlierAmong(
    documents: readonly ProjectionDocument[],
    commit: number,
  ): Promise<readonly ProjectionDocument[]> {
    const earlier = new Set<string>();
    for (const some of inLists(documents)) {
      const filter = { _id: { $in: some.map(({ _id }) => _id) }, commit: { $lt: commit } };
      const found = await this.#connection.retried(() =>
        this.#documents.find(filter, { projection: { _id: 1 } }).toArray(),
      );
      for (const { _id } of found) earlier.add(_id);
    }
    return documents.filter(({ _id }) => earlier.has(_id));
  }

  /** Within a request that is retried. */
  async #idsAmong(documents: readonly ProjectionDocument[]): Promise<ReadonlySet<string>> {
    const filter = { _id: { $in: documents.map(({ _id }) => _id) } };
    const found = await this.#documents.find(filter, { projection: { _id: 1 } }).toArray();
    return new Set(found.map(({ _id }) => _id));
  }

  /** Gives the ones that existed. */
  async #insert(documents: readonly ProjectionDocument[]): Promise<readonly ProjectionDocument[]> {
    if (documents.length === 0) return [];
    try {
      await this.#documents.insertMany(documents, { ordered: false });
      return [];
    } catch (error) {
      if (!isDuplicate(error) || !(error instanceof MongoBulkWriteError)) throw error;
      return writeErrorsOf(error).flatMap(({ index }) => documents[index] ?? []);
    }
  }

  /** The filter of a range; a bound that the range does not have is left out. */
  #bounded({ _id, bucket, under }: KeyRange): Document {
    return {
      ...(under !== undefined && this.#hasBeginnings && { under }),
      ...(Object.keys(_id).length > 0 && { _id }),
      ...(bucket !== undefined && { bucket }),
    };
  }

  /** The filters that find documents by their stored keys, in requests: each key separately if they are few. */
  #filtersOf(ids: readonly string[]): readonly (readonly Document[])[] {
    if (ids.length <= MOST_ALONE) return [ids.map((_id) => ({ _id }))];
    return this.#byBeginning(ids).flatMap(({ filter, ids: all }) =>
      Array.from(inLists(all), ($in) => [{ ...filter, _id: { $in } }]),
    );
  }

  /**
   * Stored keys grouped by their beginnings, each with the filter that finds its documents; one group if the documents have no beginnings.
   */
  #byBeginning(ids: readonly string[]): readonly { readonly filter: Document; readonly ids: readonly string[] }[] {
    if (!this.#hasBeginnings) return [{ filter: {}, ids }];
    return [...Map.groupBy(ids, (id) => beginningsOf(id)[0])].flatMap(([under, some]) => {
      const closer = Map.groupBy(some, (id) => beginningsOf(id).at(-1));
      const groups = closer.size <= MOST_GROUPS ? closer : new Map([[under, some]]);
      return [...groups].map(([of, all]) => ({ filter: of === undefined ? {} : { under: of }, ids: all }));
    });
  }
}
