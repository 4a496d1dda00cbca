/**
 * Reads a range of keys batch by batch from one cursor, as long as the build stays in the state in which the cursor was opened. A server
 * may have read ahead, so after a commit the rest is requested again.
 */
import type { FindCursor } from 'mongodb';
import type { MongoConnection } from '#libs/mongodb/connection.ts';
import { type BuildState, isSameBuild } from '#libs/read-store/mongodb/build-state.ts';
import type { KeyRange } from '#libs/read-store/mongodb/staging.ts';
import type { StoredDocuments } from '#libs/read-store/mongodb/stored-documents.ts';
import type { ProjectionDocument } from '#libs/read-store/mongodb/write.ts';

/** Documents. */
export const SCAN_BATCH = 1_000;

interface Opened {
  readonly cursor: FindCursor<ProjectionDocument>;
  readonly state: BuildState;
}

export class RangeReading {
  readonly #connection: MongoConnection;
  readonly #documents: StoredDocuments;
  #rest: KeyRange;
  #opened: Opened | undefined;

  constructor(connection: MongoConnection, documents: StoredDocuments, range: KeyRange) {
    this.#connection = connection;
    this.#documents = documents;
    this.#rest = range;
  }

  /** The part that was not passed yet. */
  get rest(): KeyRange {
    return this.#rest;
  }

  /** The next documents, fewer than a batch at the end. Until they are passed, another state gives them again. */
  async next(state: BuildState): Promise<readonly ProjectionDocument[]> {
    return this.#connection.retried(async () => {
      if (this.#opened !== undefined && !isSameBuild(this.#opened.state, state)) await this.close();
      const { cursor } = (this.#opened ??= { cursor: this.#documents.within(this.#rest, SCAN_BATCH), state });
      try {
        return await taken(cursor);
      } catch (error) {
        await this.close();
        throw error;
      }
    });
  }

  /** The caller has the documents up to this key; undefined: all. */
  passed(last: string | undefined): void {
    if (last !== undefined) this.#rest = { ...this.#rest, _id: { ...this.#rest._id, $gt: last } };
  }

  async close(): Promise<void> {
    const cursor = this.#opened?.cursor;
    this.#opened = undefined;
    await cursor?.close();
  }
}

async function taken(cursor: FindCursor<ProjectionDocument>): Promise<readonly ProjectionDocument[]> {
  const found: ProjectionDocument[] = [];
  while (found.length < SCAN_BATCH && (await cursor.hasNext()))
    found.push(...cursor.readBufferedDocuments(SCAN_BATCH - found.length));
  return found;
}
