/**
 * Keeps processes from making keys while a rotation wraps the keys with another one. A process marks that it makes keys before it looks for
 * a rotation, and a rotation marks itself before it looks for such processes, so one of the two sees the other.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Collection } from 'mongodb';
import type { MongoConnection } from '#libs/mongodb/connection.ts';
import {
  type InstallationDocument,
  type KeyDocuments,
  THE_INSTALLATION,
  locked,
} from '#libs/patient-keys/mongodb/key-documents.ts';

/** A process that makes keys. */
interface Making {
  readonly _id: string;
  /** Since when, by the clock of the server. */
  readonly at: Date;
}

/** A mark of a rotation, or of a process that makes keys, counts as abandoned when it is older than this, ms. */
const CUT_OFF_MS = 60_000;
/** How long a process waits for the end of a rotation before it makes a key, ms. */
const PATIENCE_MS = 10_000;
export const MAKING_PAUSE_MS = 50;

/** The marks of processes that make keys. */
export class Makings {
  readonly #connection: MongoConnection;
  readonly #makings: Collection<Making>;

  constructor(connection: MongoConnection) {
    this.#connection = connection;
    this.#makings = connection.db.collection('making');
  }

  /** Has the time of the server's clock, which all machines share. */
  async add(): Promise<Making> {
    const one = { _id: randomUUID() };
    return this.#connection.retried(async () => {
      await this.#makings.updateOne(one, { $currentDate: { at: true } }, { upsert: true });
      const added = await this.#makings.findOne(one);
      if (added === null) throw new RangeError('what was written a moment ago is not there');
      return added;
    });
  }

  async remove(_id: string): Promise<void> {
    await this.#connection.retried(() => this.#makings.deleteOne({ _id }));
  }

  async serverTime(): Promise<Date> {
    const { _id, at } = await this.add();
    await this.remove(_id);
    return at;
  }

  all(): Promise<readonly Making[]> {
    return this.#connection.retried(() => this.#makings.find().toArray());
  }
}

/**
 * Marks that this process makes keys, once no rotation is under way; an abandoned rotation is ended. `follow` gives the installation. Gives
 * the id of the mark, which the caller removes. Throws StoreUnavailable.
 */
export async function beginMaking(
  documents: KeyDocuments,
  makings: Makings,
  follow: () => Promise<InstallationDocument>,
): Promise<string> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const { _id, at } = await makings.add();
    const { rotation, rotationAt } = await follow();
    if (rotation === undefined) return _id;
    await makings.remove(_id);
    if (isCutOff(rotationAt, at)) await endRotation(documents, rotation.id);
    else if (performance.now() >= until) throw locked();
    else await setTimeout(MAKING_PAUSE_MS);
  }
}

/** Both times are from the clock of the server. */
export function isCutOff(at: Date | undefined, now: Date): boolean {
  return at === undefined || now.getTime() - at.getTime() >= CUT_OFF_MS;
}

async function endRotation({ connection, installations }: KeyDocuments, id: string): Promise<void> {
  await connection.retried(() =>
    installations.updateOne({ ...THE_INSTALLATION, 'rotation.id': id }, { $unset: { rotation: '', rotationAt: '' } }),
  );
}
