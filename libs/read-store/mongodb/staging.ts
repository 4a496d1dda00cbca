/**
 * The writes of a commit before and while they are carried out. They are staged whole; then the checkpoint moves, which makes them visible
 * at once to every reader; then they are carried out, by the process that staged them or, if it ended, by the next one that writes. No step
 * needs a transaction.
 */
import type { Collection, Document } from 'mongodb';
import { type MongoConnection, isDuplicate } from '#libs/mongodb/connection.ts';
import { inLists } from '#libs/mongodb/in-lists.ts';
import type { PoisonDocument, ProjectionDocument } from '#libs/read-store/mongodb/write.ts';

/** One write of a commit. */
interface Staged extends Document {
  /** Id of the commit, a slash, and the stored key; before poison an exclamation mark, and its position. */
  readonly _id: string;
  /** Number of the commit that it follows: when that is no longer the last one, these writes will not be carried out. */
  readonly after: number;
  readonly document: Document;
}

/** A filter for documents, by stored key. */
export interface KeyRange {
  readonly _id: { readonly $gt?: string; readonly $gte?: string; readonly $lt?: string; readonly $lte?: string };
  readonly bucket?: number | { readonly $gte: number; readonly $lt: number };
  /** A beginning that all keys of the range share. */
  readonly under?: string | undefined;
}

const OF_DOCUMENTS = '/';
const OF_POISON = '!';
/** Maximum number of documents in a request; more are split. */
const MOST_DOCUMENTS = 1_000;
const MOST_CHARACTERS = 8_000_000;

export class Staging {
  readonly #connection: MongoConnection;
  readonly #staged: Collection<Staged>;

  constructor(connection: MongoConnection, collection: string) {
    this.#connection = connection;
    this.#staged = connection.db.collection<Staged>(collection);
  }

  async stage(
    id: string,
    after: number,
    documents: readonly ProjectionDocument[],
    poison: readonly PoisonDocument[],
  ): Promise<void> {
    const all = [
      ...documents.map((document) => ({ _id: id + OF_DOCUMENTS + document._id, after, document })),
      ...poison.map((document) => ({ _id: id + OF_POISON + paddedPosition(document._id), after, document })),
    ];
    for (const some of inRequests(all, ({ document }) => documentSize(document)))
      await this.#connection.retried(() => insertMissing(this.#staged, some));
  }

  /** The staged documents among these stored keys. */
  async among(id: string, keys: readonly string[]): Promise<readonly ProjectionDocument[]> {
    const found: ProjectionDocument[] = [];
    for (const some of inLists(keys))
      found.push(...(await this.#documents({ _id: { $in: some.map((key) => id + OF_DOCUMENTS + key) } })));
    return found;
  }

  /** The staged documents of a range of keys. */
  async within(id: string, { _id, bucket }: KeyRange): Promise<readonly ProjectionDocument[]> {
    const bounds = Object.entries<string>(_id).map(([bound, key]) => [bound, id + OF_DOCUMENTS + key] as const);
    const ofCommit = { $gte: id + OF_DOCUMENTS, $lt: id + endOf(OF_DOCUMENTS) };
    const within = { _id: { ...ofCommit, ...Object.fromEntries<string>(bounds) } };
    return this.#documents(bucket === undefined ? within : { ...within, 'document.bucket': bucket });
  }

  /** Yields batches. */
  async *all(id: string): AsyncIterable<readonly ProjectionDocument[]> {
    let after = id + OF_DOCUMENTS;
    for (;;) {
      const filter = { _id: { $gt: after, $lt: id + endOf(OF_DOCUMENTS) } };
      const found = await this.#connection.retried(() =>
        this.#staged.find(filter).sort({ _id: 1 }).limit(MOST_DOCUMENTS).toArray(),
      );
      yield found.map(({ document }) => document as ProjectionDocument);
      if (found.length < MOST_DOCUMENTS) return;
      after = found.at(-1)?._id ?? after;
    }
  }

  async poison(id: string): Promise<readonly PoisonDocument[]> {
    const filter = { _id: { $gte: id + OF_POISON, $lt: id + endOf(OF_POISON) } };
    const found = await this.#connection.retried(() => this.#staged.find(filter).sort({ _id: 1 }).toArray());
    return found.map(({ document }) => document as PoisonDocument);
  }

  /** Forgets the staged documents of earlier commits: they were carried out, or lost against another commit. */
  async clear(commit: number): Promise<void> {
    await this.#connection.retried(() => this.#staged.deleteMany({ after: { $lt: commit } }));
  }

  async #documents(filter: Document): Promise<readonly ProjectionDocument[]> {
    const found = await this.#connection.retried(() => this.#staged.find(filter).sort({ _id: 1 }).toArray());
    return found.map(({ document }) => document as ProjectionDocument);
  }
}

/** Splits writes into requests of bounded size. */
export function* inRequests<T>(all: readonly T[], sizeOfOne: (one: T) => number): Iterable<T[]> {
  let [some, size]: [T[], number] = [[], 0];
  for (const one of all) {
    const more = sizeOfOne(one);
    if (some.length > 0 && (some.length >= MOST_DOCUMENTS || size + more > MOST_CHARACTERS)) {
      yield some;
      [some, size] = [[], 0];
    }
    some.push(one);
    size += more;
  }
  if (some.length > 0) yield some;
}

export async function insertMissing<T extends Document>(
  collection: Collection<T>,
  documents: readonly Document[],
): Promise<void> {
  try {
    await collection.insertMany(documents as Parameters<Collection<T>['insertMany']>[0], { ordered: false });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
}

/** The approximate size of a document, in characters. */
export function documentSize({ text, shown }: Document): number {
  return (typeof text === 'string' ? text.length : 0) + (typeof shown === 'string' ? shown.length : 0);
}

function paddedPosition(position: number): string {
  return String(position).padStart(16, '0');
}

function endOf(mark: string): string {
  return String.fromCharCode(mark.charCodeAt(0) + 1);
}
