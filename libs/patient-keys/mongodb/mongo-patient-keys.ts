/**
 * The keys in a database of MongoDB, for services on several machines. Each lies there wrapped by the key of the installation, together with
 * its subject, under a reference that does not tell the subject. What is destroyed is removed, and remembered: the server keeps it in its
 * journal, and in that of its set, until they are overwritten, where it is worth nothing once the wrapping key is another one.
 *
 * Nothing here needs a transaction: each write is one document, and what several must agree on is looked at again after it.
 */
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { Binary, type Collection } from 'mongodb';
import { Connection, type ConnectionSettings } from '#libs/mongodb/connection.ts';
import type { KeyFile } from '#libs/patient-keys/key-file.ts';
import {
  type DestroyedKey,
  type Installation,
  type KeyDocument,
  Markers,
  isCutOff,
  locked,
  unlessThere,
} from '#libs/patient-keys/mongodb/key-documents.ts';
import {
  type KeysStatus,
  KeysUnusable,
  type PatientKeys,
  type Subject,
  SubjectErased,
  type SubjectKey,
  type WrappedKeys,
} from '#libs/patient-keys/patient-keys.ts';
import { KEY_BYTES, fingerprintOf, unwrapped, wrapped } from '#libs/patient-keys/wrapping.ts';

const ONE = { _id: 'installation' } as const;
const SECRET_NAME = Buffer.from('secret of references');
/** Keys held in memory, those used last. */
const HELD = 50_000;
/** Keys read or wrapped at once. */
const PAGE = 2_000;
/** How long a key is waited for that is not made while others are wrapped anew, ms. */
const PATIENCE_MS = 10_000;
const PAUSE_MS = 50;

interface Opening extends ConnectionSettings {
  readonly file: KeyFile;
}

export class MongoPatientKeys implements PatientKeys {
  readonly #connection: Connection;
  readonly #installations: Collection<Installation>;
  readonly #keys: Collection<KeyDocument>;
  readonly #destroyed: Collection<DestroyedKey>;
  readonly #making: Markers;
  readonly #file: KeyFile;
  readonly #held = new LRUCache<string, SubjectKey>({ maxSize: HELD, sizeCalculation: () => 1 });
  readonly #references = new LRUCache<Subject, string>({ maxSize: HELD, sizeCalculation: () => 1 });
  #secret: Buffer = Buffer.alloc(0);
  #wrapping: Buffer = Buffer.alloc(0);
  #wrappedBy = '';
  #epoch = 0;

  private constructor(url: string, { file, ...settings }: Opening) {
    this.#connection = new Connection(url, { ...settings, variable: 'KEY_STORE_URL' });
    const { db } = this.#connection;
    this.#installations = db.collection('installation');
    this.#keys = db.collection('keys');
    this.#destroyed = db.collection('destroyed');
    this.#making = new Markers(this.#connection);
    this.#file = file;
  }

  /** Makes an installation where there is none. Throws KeysUnusable, ServerUrlRefused, StoreUnavailable. */
  static async open(url: string, opening: Opening): Promise<MongoPatientKeys> {
    return MongoPatientKeys.#with(url, opening, async (keys) => {
      if ((await keys.#found()) === undefined) await keys.#install(opening.file.read());
      await keys.#begin();
      return keys;
    });
  }

  /** Whether there is an installation. */
  static async isThere(url: string, opening: Opening): Promise<boolean> {
    const keys = new MongoPatientKeys(url, opening);
    try {
      return (await keys.#found()) !== undefined;
    } finally {
      await keys.close();
    }
  }

  /** Takes the keys of another store, as they are. Throws KeysUnusable where there are others already, and as `open`. */
  static async take(url: string, opening: Opening, from: WrappedKeys): Promise<MongoPatientKeys> {
    return MongoPatientKeys.#with(url, opening, async (keys) => {
      await keys.#take(from);
      await keys.#begin();
      return keys;
    });
  }

  static async #with(
    url: string,
    opening: Opening,
    work: (keys: MongoPatientKeys) => Promise<MongoPatientKeys>,
  ): Promise<MongoPatientKeys> {
    const keys = new MongoPatientKeys(url, opening);
    try {
      return await work(keys);
    } catch (error) {
      await keys.close();
      throw error;
    }
  }

  referenceOf(subject: Subject): string {
    let reference = this.#references.get(subject);
    if (reference === undefined) {
      reference = createHmac('sha256', this.#secret).update(subject).digest('hex');
      this.#references.set(subject, reference);
    }
    return reference;
  }

  async keysOf(references: Iterable<string>): Promise<ReadonlyMap<string, SubjectKey>> {
    const all = [...references];
    if (all.length === 0) return new Map();
    for (;;) {
      await this.#follow();
      const found = await this.#keysIn(this.#epoch, all);
      if (found !== undefined) return found;
    }
  }

  /** Undefined where another call has seen meanwhile that keys were destroyed: one of those read may be destroyed, and is not held. */
  async #keysIn(epoch: number, references: readonly string[]): Promise<ReadonlyMap<string, SubjectKey> | undefined> {
    const found = new Map<string, SubjectKey>();
    const missing: string[] = [];
    for (const reference of references) {
      const held = this.#held.get(reference);
      if (held === undefined) missing.push(reference);
      else found.set(reference, held);
    }
    for (let i = 0; i < missing.length; i += PAGE) {
      const read = await this.#read(missing.slice(i, i + PAGE));
      if (this.#epoch !== epoch) return undefined;
      for (const key of read) {
        found.set(key.reference, key);
        this.#held.set(key.reference, key);
      }
    }
    return found;
  }

  async ensured(subjects: Iterable<Subject>): Promise<ReadonlyMap<Subject, SubjectKey>> {
    const wanted = new Map(Array.from(subjects, (subject) => [this.referenceOf(subject), subject]));
    const there = await this.keysOf(wanted.keys());
    const all = new Map([...there.values()].map((key) => [key.subject, key]));
    const missing = [...wanted].filter(([reference]) => !there.has(reference));
    for (let i = 0; i < missing.length; i += PAGE)
      for (const key of await this.#made(missing.slice(i, i + PAGE), missing)) all.set(key.subject, key);
    return all;
  }

  async epoch(): Promise<number> {
    return (await this.#known()).destroyed;
  }

  async destroyed(): Promise<ReadonlySet<string>> {
    const found = await this.#connection.retried(() => this.#destroyed.find().toArray());
    return new Set(found.map(({ _id }) => _id));
  }

  async destroy(references: readonly string[], at: string): Promise<void> {
    for (const [index, reference] of references.entries()) {
      await this.#connection.retried(async () => {
        // Remembered first: who makes it at this moment looks there afterwards.
        await this.#destroyed
          .updateOne({ _id: reference }, { $setOnInsert: { at } }, { upsert: true })
          .catch(unlessThere);
        await this.#keys.deleteOne({ _id: reference });
      });
      // Also where it is cut off after the first.
      if (index === 0) await this.#nextEpoch();
    }
    if (references.length > 1) await this.#nextEpoch();
    await this.#follow();
  }

  async #nextEpoch(): Promise<void> {
    await this.#connection.retried(() => this.#installations.updateOne(ONE, { $inc: { destroyed: 1 } }));
  }

  async *subjects(): AsyncIterable<readonly Pick<SubjectKey, 'reference' | 'subject'>[]> {
    await this.#follow();
    for await (const page of this.#pages()) yield page.map((document) => this.#opened(document));
  }

  /**
   * Each key has both wraps, and no other, until all have the new one; then the installation names it, at once, and the former wraps are removed. A rotation
   * that is cut off before leaves the former key in force; after it, what is left of the former is removed by whoever opens the keys next.
   */
  async rotate(next: Uint8Array): Promise<void> {
    await this.#follow();
    const [id, former, by] = [randomUUID(), this.#wrappedBy, fingerprintOf(next)];
    if (by === former) return;
    await this.#lock(id);
    for await (const page of this.#pages()) {
      await this.#renew(id);
      await this.#connection.retried(() => this.#wrapAnew(page, next));
    }
    const flipped = await this.#connection.retried(() =>
      this.#installations.updateOne(
        { ...ONE, 'rotation.id': id },
        {
          $set: { wrappedBy: by, secret: new Binary(wrapped(this.#secret, SECRET_NAME, next)), former },
          $unset: { rotation: '', rotationAt: '' },
        },
      ),
    );
    if (flipped.matchedCount === 0 && (await this.#known()).wrappedBy !== by) throw locked();
    this.#wrapping = Buffer.from(next);
    this.#wrappedBy = by;
    await this.#removeFormer(former, by);
  }

  async status(): Promise<KeysStatus> {
    const { wrappedBy } = await this.#known();
    const [keys, destroyed] = await this.#connection.retried(() =>
      Promise.all([this.#keys.countDocuments(), this.#destroyed.countDocuments()]),
    );
    return { keys, destroyed, wrappedBy };
  }

  close(): Promise<void> {
    return this.#connection.close();
  }

  async #begin(): Promise<void> {
    const { wrappedBy, secret, destroyed, former } = await this.#known();
    this.#wrapping = this.#keyOfFile(wrappedBy);
    this.#wrappedBy = wrappedBy;
    this.#epoch = destroyed;
    this.#secret = unwrapped(secret.buffer, SECRET_NAME, this.#wrapping);
    if (former !== undefined) await this.#removeFormer(former, wrappedBy);
  }

  async #found(): Promise<Installation | undefined> {
    return (await this.#connection.retried(() => this.#installations.findOne(ONE))) ?? undefined;
  }

  async #known(): Promise<Installation> {
    const found = await this.#found();
    if (found === undefined) throw new RangeError('the store of keys has no installation');
    return found;
  }

  /** Of two processes at once, the first one does. */
  async #install(wrapping: Buffer): Promise<void> {
    const secret = new Binary(wrapped(randomBytes(KEY_BYTES), SECRET_NAME, wrapping));
    const installation = { ...ONE, wrappedBy: fingerprintOf(wrapping), secret, destroyed: 0 };
    await this.#connection.retried(() => this.#installations.insertOne(installation).catch(unlessThere));
  }

  /** Those taken before stay, unless they are destroyed now. */
  async #take({ wrappedBy, secret, keys, destroyed }: WrappedKeys): Promise<void> {
    const isBegun = (await this.#found()) !== undefined;
    await this.#requireSecret(secret);
    for await (const page of keys) {
      const documents = page.map(([_id, bytes]) => ({ _id, wraps: { [wrappedBy]: new Binary(bytes) } }));
      if (documents.length === 0) continue;
      // What was taken by one that was cut off may be wrapped with a former key.
      if (!isBegun)
        await this.#connection.retried(() => this.#keys.deleteMany({ _id: { $in: documents.map(({ _id }) => _id) } }));
      await this.#connection.retried(() =>
        this.#keys.insertMany(documents, { ordered: false }).then(() => undefined, unlessThere),
      );
    }
    for (const [_id, at] of destroyed)
      await this.#connection.retried(() => this.#destroyed.insertOne({ _id, at }).catch(unlessThere));
    // What was destroyed there or here since it was taken, or since an earlier time, does not come back.
    const gone = [...(await this.destroyed())];
    for (let i = 0; i < gone.length; i += PAGE)
      await this.#connection.retried(() => this.#keys.deleteMany({ _id: { $in: gone.slice(i, i + PAGE) } }));
    // The last: until it is there, nothing was taken.
    const installation = { ...ONE, wrappedBy, secret: new Binary(Buffer.from(secret)), destroyed: destroyed.length };
    await this.#connection.retried(() => this.#installations.insertOne(installation).catch(unlessThere));
    await this.#requireSecret(secret);
    await this.#nextEpoch();
  }

  /** Of two stores that are taken at once, the first one is; the keys here may have been wrapped with another key too. */
  async #requireSecret(secret: Uint8Array): Promise<void> {
    const there = await this.#found();
    if (there !== undefined && !Buffer.from(secret).equals(there.secret.buffer))
      throw new KeysUnusable({ code: 'KEYS_OF_ANOTHER', data: { place: this.#connection.db.databaseName } });
  }

  #keyOfFile(fingerprint: string): Buffer {
    const found = this.#file.matching(fingerprint);
    if (found === undefined)
      throw new KeysUnusable({
        code: 'KEYS_WRAPPED_OTHERWISE',
        data: { path: this.#file.path, wrappedBy: fingerprint },
      });
    return found;
  }

  /** Another process may have destroyed keys or wrapped them with another key. */
  async #follow(): Promise<Installation> {
    const known = await this.#known();
    if (known.destroyed !== this.#epoch) {
      this.#held.clear();
      this.#epoch = known.destroyed;
    }
    if (known.wrappedBy !== this.#wrappedBy) {
      this.#wrapping = this.#keyOfFile(known.wrappedBy);
      this.#wrappedBy = known.wrappedBy;
    }
    return known;
  }

  async #read(references: readonly string[]): Promise<readonly SubjectKey[]> {
    const found = await this.#connection.retried(() => this.#keys.find({ _id: { $in: [...references] } }).toArray());
    // Another process may have wrapped them with another key just now.
    if (found.some(({ wraps }) => wraps[this.#wrappedBy] === undefined)) await this.#follow();
    const erased = await this.#erasedAmong(found.map(({ _id }) => _id));
    return found.filter(({ _id }) => !erased.has(_id)).map((document) => this.#opened(document));
  }

  #opened({ _id: reference, wraps }: KeyDocument): SubjectKey {
    const bytes = wraps[this.#wrappedBy];
    if (bytes === undefined)
      throw new KeysUnusable({
        code: 'KEYS_WRAPPED_OTHERWISE',
        data: { path: this.#file.path, wrappedBy: Object.keys(wraps).join(', ') },
      });
    const content = unwrapped(bytes.buffer, Buffer.from(reference, 'hex'), this.#wrapping);
    return { reference, subject: content.toString('utf8', KEY_BYTES), key: content.subarray(0, KEY_BYTES) };
  }

  /** Throws SubjectErased where one of `all` is destroyed. */
  async #made(some: readonly Wanted[], all: readonly Wanted[]): Promise<readonly SubjectKey[]> {
    await this.#requireNotErased(all.map(([reference]) => reference));
    const references = some.map(([reference]) => reference);
    const marker = await this.#beginMaking();
    try {
      const documents = some.map((one) => this.#new(one));
      await this.#connection.retried(() =>
        this.#keys.insertMany(documents, { ordered: false }).then(() => undefined, unlessThere),
      );
    } finally {
      await this.#making.unsaid(marker);
    }
    // Another process may have destroyed one just before it was made.
    await this.#requireNotErased(references);
    return [...(await this.keysOf(references)).values()];
  }

  async #requireNotErased(references: readonly string[]): Promise<void> {
    const [erased] = await this.#erasedAmong(references);
    if (erased !== undefined) throw new SubjectErased(erased);
  }

  /** Those that are destroyed. A process that was cut off while it made a key of one has left it: it is removed. */
  async #erasedAmong(references: readonly string[]): Promise<ReadonlySet<string>> {
    if (references.length === 0) return new Set();
    const among = { _id: { $in: [...references] } };
    const erased = (await this.#connection.retried(() => this.#destroyed.find(among).toArray())).map(({ _id }) => _id);
    if (erased.length > 0) await this.#connection.retried(() => this.#keys.deleteMany({ _id: { $in: erased } }));
    return new Set(erased);
  }

  /**
   * Says that keys are about to be made, where none are being wrapped anew; who wraps them anew says so and waits for those that were about
   * to be made, so that one of the two sees the other. Gives the id of what it said. Throws StoreUnavailable.
   */
  async #beginMaking(): Promise<string> {
    const until = performance.now() + PATIENCE_MS;
    for (;;) {
      const { _id, at } = await this.#making.said();
      const { rotation, rotationAt } = await this.#follow();
      if (rotation === undefined) return _id;
      await this.#making.unsaid(_id);
      if (isCutOff(rotationAt, at))
        await this.#connection.retried(() =>
          this.#installations.updateOne(
            { ...ONE, 'rotation.id': rotation.id },
            { $unset: { rotation: '', rotationAt: '' } },
          ),
        );
      else if (performance.now() >= until) throw locked();
      else await setTimeout(PAUSE_MS);
    }
  }

  #new([reference, subject]: Wanted): KeyDocument {
    const content = Buffer.concat([randomBytes(KEY_BYTES), Buffer.from(subject)]);
    const bytes = wrapped(content, Buffer.from(reference, 'hex'), this.#wrapping);
    return { _id: reference, wraps: { [this.#wrappedBy]: new Binary(bytes) } };
  }

  /** No key is made from then on until the rotation is over. Throws StoreUnavailable where another one is under way. */
  async #lock(id: string): Promise<void> {
    const { rotation: other, rotationAt } = await this.#known();
    if (other !== undefined && !isCutOff(rotationAt, await this.#making.serverTime())) throw locked();
    await this.#connection.retried(() =>
      this.#installations.updateOne(
        other === undefined ? { ...ONE, rotation: { $exists: false } } : { ...ONE, 'rotation.id': other.id },
        { $set: { rotation: { id } }, $currentDate: { rotationAt: true } },
      ),
    );
    if ((await this.#known()).rotation?.id !== id) throw locked();
    for (;;) {
      const making = await this.#making.all();
      if (making.length === 0) return;
      const now = await this.#making.serverTime();
      if (making.every(({ at }) => isCutOff(at, now))) return;
      await this.#renew(id);
      await setTimeout(PAUSE_MS);
    }
  }

  /** Throws StoreUnavailable where others took the rotation for cut off. */
  async #renew(id: string): Promise<void> {
    const renewed = await this.#connection.retried(() =>
      this.#installations.updateOne({ ...ONE, 'rotation.id': id }, { $currentDate: { rotationAt: true } }),
    );
    if (renewed.matchedCount === 0) throw locked();
  }

  /** What a rotation left that was cut off is removed. */
  async #wrapAnew(page: readonly KeyDocument[], next: Uint8Array): Promise<void> {
    const by = fingerprintOf(next);
    for (const document of page) {
      const { reference, subject, key } = this.#opened(document);
      const content = Buffer.concat([key, Buffer.from(subject)]);
      const bytes = new Binary(wrapped(content, Buffer.from(reference, 'hex'), next));
      const left = Object.keys(document.wraps).filter((name) => name !== this.#wrappedBy && name !== by);
      await this.#keys.updateOne(
        { _id: reference },
        {
          $set: { [`wraps.${by}`]: bytes },
          ...(left.length > 0 && { $unset: Object.fromEntries(left.map((name) => [`wraps.${name}`, ''])) }),
        },
      );
    }
  }

  async #removeFormer(former: string, by: string): Promise<void> {
    await this.#connection.retried(() =>
      this.#keys.updateMany({ [`wraps.${by}`]: { $exists: true } }, { $unset: { [`wraps.${former}`]: '' } }),
    );
    await this.#connection.retried(() => this.#installations.updateOne({ ...ONE, former }, { $unset: { former: '' } }));
  }

  async *#pages(): AsyncIterable<readonly KeyDocument[]> {
    let last = '';
    for (;;) {
      const page = await this.#connection.retried(() =>
        this.#keys
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

type Wanted = readonly [reference: string, subject: Subject];
