/** The MongoDB documents of a store of keys: its installation, its keys, and the references of destroyed keys. */
import { Binary, type Collection } from 'mongodb';
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';
import { inLists } from '#libs/mongodb/in-lists.ts';
import { type MongoConnection, isDuplicate } from '#libs/mongodb/connection.ts';

export interface InstallationDocument {
  readonly _id: 'installation';
  /** Fingerprint. */
  readonly wrappedBy: string;
  readonly secret: Binary;
  /** How often keys were destroyed. */
  readonly destroyed: number;
  /** The rotation under way: no process makes a key until it ends. */
  readonly rotation?: { readonly id: string };
  /** When the rotation was last known to be running, by the clock of the server. */
  readonly rotationAt?: Date;
  /** Fingerprint of a key that some are still wrapped with too, after a rotation that was cut off. */
  readonly former?: string;
}

export interface KeyDocument {
  /** The reference. */
  readonly _id: string;
  /** Keyed by the fingerprint of the wrapping key. */
  readonly wraps: Readonly<Record<string, Binary>>;
}

/** The keys of the store with this identity are being taken. */
interface Taking {
  readonly _id: 'taking';
  readonly identity: string;
}

interface DestroyedKey {
  /** The reference. */
  readonly _id: string;
  readonly at: string;
}

/** The one installation of a store. */
export const THE_INSTALLATION = { _id: 'installation' } as const;
const TAKING = { _id: 'taking' } as const;
/** Keys read or written at once. */
export const PAGE = 2_000;

/** Every request is repeated while the connection is lost. */
export class KeyDocuments {
  readonly connection: MongoConnection;
  readonly installations: Collection<InstallationDocument>;
  readonly keys: Collection<KeyDocument>;
  readonly #takings: Collection<Taking>;
  readonly #destroyed: Collection<DestroyedKey>;

  constructor(connection: MongoConnection) {
    this.connection = connection;
    this.installations = connection.db.collection('installation');
    this.keys = connection.db.collection('keys');
    this.#takings = connection.db.collection('taking');
    this.#destroyed = connection.db.collection('destroyed');
  }

  async found(): Promise<InstallationDocument | undefined> {
    return (await this.connection.retried(() => this.installations.findOne(THE_INSTALLATION))) ?? undefined;
  }

  async known(): Promise<InstallationDocument> {
    const found = await this.found();
    if (found === undefined) throw new RangeError('the store of keys has no installation');
    return found;
  }

  /** The identity of the store whose keys are being taken; undefined if none are. */
  async taking(): Promise<string | undefined> {
    return (await this.connection.retried(() => this.#takings.findOne(TAKING)))?.identity;
  }

  /** Keeps an existing one. */
  async beginTaking(identity: string): Promise<void> {
    await this.connection.retried(() => this.#takings.insertOne({ ...TAKING, identity }).catch(unlessThere));
  }

  async endTaking(): Promise<void> {
    await this.connection.retried(() => this.#takings.deleteOne(TAKING));
  }

  /** Keeps an existing one: of two simultaneous processes, the first one installs. */
  async install(
    installation: Pick<InstallationDocument, 'wrappedBy' | 'destroyed'>,
    secret: Uint8Array,
  ): Promise<void> {
    const document = { ...THE_INSTALLATION, ...installation, secret: new Binary(Buffer.from(secret)) };
    await this.connection.retried(() => this.installations.insertOne(document).catch(unlessThere));
  }

  /** Leaves the keys that are there already. */
  async insert(documents: readonly KeyDocument[]): Promise<void> {
    await this.connection.retried(() =>
      this.keys.insertMany(documents, { ordered: false }).then(() => undefined, unlessThere),
    );
  }

  async remove(references: readonly string[]): Promise<void> {
    for (const $in of inLists(references)) await this.connection.retried(() => this.keys.deleteMany({ _id: { $in } }));
  }

  async destroy(reference: string, at: string): Promise<void> {
    await this.connection.retried(async () => {
      // First: a process that makes the key at this moment looks for it afterwards.
      await this.#destroyed
        .updateOne({ _id: reference }, { $setOnInsert: { at } }, { upsert: true })
        .catch(unlessThere);
      await this.keys.deleteOne({ _id: reference });
    });
  }

  /** Keeps that keys were destroyed elsewhere. */
  async keepDestroyed(destroyed: readonly (readonly [reference: string, at: string])[]): Promise<void> {
    for (const [_id, at] of destroyed)
      await this.connection.retried(() => this.#destroyed.insertOne({ _id, at }).catch(unlessThere));
  }

  /** References of all destroyed keys, or of the destroyed ones among the given ones. */
  async destroyed(among?: readonly string[]): Promise<ReadonlySet<string>> {
    const filters = among === undefined ? [{}] : Array.from(inLists(among), ($in) => ({ _id: { $in } }));
    const found = new Set<string>();
    for (const filter of filters)
      for (const { _id } of await this.connection.retried(() => this.#destroyed.find(filter).toArray())) found.add(_id);
    return found;
  }

  /** All references with the instant of destruction. */
  async destroyedAt(): Promise<readonly (readonly [reference: string, at: string])[]> {
    const found = await this.connection.retried(() => this.#destroyed.find().toArray());
    return found.map(({ _id, at }) => [_id, at]);
  }

  async counts(): Promise<{ readonly keys: number; readonly destroyed: number }> {
    const [keys, destroyed] = await this.connection.retried(() =>
      Promise.all([this.keys.countDocuments(), this.#destroyed.countDocuments()]),
    );
    return { keys, destroyed };
  }

  async nextEpoch(): Promise<void> {
    await this.connection.retried(() => this.installations.updateOne(THE_INSTALLATION, { $inc: { destroyed: 1 } }));
  }

  /** All keys, ordered by reference. */
  async *pages(): AsyncIterable<readonly KeyDocument[]> {
    let last = '';
    for (;;) {
      const page = await this.connection.retried(() =>
        this.keys
          .find({ _id: { $gt: last } })
          .sort({ _id: 1 })
          .limit(PAGE)
          .toArray(),
      );
      yield page;
      if (page.length < PAGE) return;
      last = page.at(-1)?._id ?? last;
    }
  }
}

/** A document that exists already stays unchanged. */
function unlessThere(error: unknown): undefined {
  if (isDuplicate(error)) return undefined;
  throw error;
}

export function locked(): StoreUnavailable {
  return new StoreUnavailable({ code: 'STORE_LOCKED', data: {} });
}
