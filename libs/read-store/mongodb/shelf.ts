/**
 * Prepares the data for other programs: the collection with its validator and indexes, made before it has documents, and the views on the
 * build in use. On a server without validators or views they are left out; the documents are the same.
 */
import { isDeepStrictEqual } from 'node:util';
import { type CollectionInfo, type Document, MongoServerError } from 'mongodb';
import type { MongoConnection } from '#libs/mongodb/connection.ts';
import { pipelineOf, validatorOf } from '#libs/read-store/mongodb/queryable.ts';
import type { ReadModel } from '#libs/read-store/read-model.ts';

const EXISTS = 48;
/** A command does not take it from the connection. */
const KEPT = { writeConcern: { w: 'majority' } };
/** Error codes for unsupported commands and options. */
const NOT_KNOWN: readonly unknown[] = [59, 115, 238, 303];

export class Shelf {
  readonly #connection: MongoConnection;

  constructor(connection: MongoConnection) {
    this.#connection = connection;
  }

  /** Makes an empty collection. */
  async prepare(collection: string, model: ReadModel): Promise<void> {
    const { db } = this.#connection;
    await this.#create(collection, { validator: validatorOf(model) });
    for (const [name, fields] of Object.entries(model.indexes)) {
      const keys = Object.fromEntries(fields.map((field) => [field, 1 as const]));
      await this.#connection.retried(() => db.collection(collection).createIndex(keys, { name }, {}));
    }
  }

  /** Lets the views be of this collection. */
  async show(collection: string, model: ReadModel): Promise<void> {
    for (const view of model.views) {
      const of = { viewOn: collection, pipeline: pipelineOf(view, model, collection) };
      const present = await this.#found(view.name);
      if (present?.type === 'view') {
        // In one step: a reader sees either one build or the other.
        if (!isDeepStrictEqual(present.options, of)) await this.#command({ collMod: view.name, ...of, ...KEPT });
        continue;
      }
      await this.#create(view.name, of);
      // A server without views makes an empty collection instead.
      if ((await this.#found(view.name))?.type !== 'view') await this.#connection.drop(view.name);
    }
  }

  async #create(name: string, options: Document): Promise<void> {
    await this.#connection.retried(async () => {
      try {
        await this.#connection.db.command({ create: name, ...options, ...KEPT });
      } catch (error) {
        if (!(error instanceof MongoServerError)) throw error;
        // Another process did it at the same time.
        if (error.code === EXISTS || NOT_KNOWN.includes(error.code)) return;
        throw error;
      }
    });
  }

  async #found(name: string): Promise<CollectionInfo | undefined> {
    const all = await this.#connection.retried(() => this.#connection.db.listCollections({ name }).toArray());
    // Some servers give all collections.
    const found: CollectionInfo | undefined = all.find((one) => one.name === name);
    return found;
  }

  async #command(command: Document): Promise<void> {
    await this.#connection.retried(() => this.#connection.db.command(command));
  }
}
