/**
 * The keys in a database of MongoDB, for services on several machines. Each is stored wrapped by the key of the installation, together with
 * its subject, under a reference that does not reveal the subject. A destroyed key is removed, and its reference is kept. The server has the
 * removed bytes in its journal, and in that of its set, until they are overwritten; nothing opens them once another key wraps the keys.
 *
 * No write needs a transaction: each is one document, and a condition over several documents is checked again after the write.
 */
import { Binary } from 'mongodb';
import type { MongoConnection } from '#libs/mongodb/connection.ts';
import type { KeyFile } from '#libs/patient-keys/key-file.ts';
import {
  type InstallationDocument,
  type KeyDocument,
  KeyDocuments,
  PAGE,
} from '#libs/patient-keys/mongodb/key-documents.ts';
import { Makings, beginMaking } from '#libs/patient-keys/mongodb/making.ts';
import { type Opening, beingMoved, connectionTo, opened } from '#libs/patient-keys/mongodb/opening.ts';
import { removeFormer, wrapAllWith } from '#libs/patient-keys/mongodb/rotation.ts';
import { takeKeysIntoMongo, wrappedPages } from '#libs/patient-keys/mongodb/taking.ts';
import {
  type BeforeMaking,
  type KeysStatus,
  KeysUnusable,
  type PatientKeys,
  type Subject,
  SubjectErased,
  type SubjectKey,
  type WrappedKeys,
} from '#libs/patient-keys/patient-keys.ts';
import {
  HeldKeys,
  References,
  STORE,
  type KeylessSubject,
  newKeys,
  newSecret,
  openedKey,
  openedSecret,
  wantedOf,
  wrappedKey,
  wrappedSecret,
  wrappingKeyIn,
} from '#libs/patient-keys/subject-keys.ts';
import { fingerprintOf } from '#libs/patient-keys/wrapping.ts';

export class MongoPatientKeys implements PatientKeys {
  readonly #connection: MongoConnection;
  readonly #documents: KeyDocuments;
  readonly #makings: Makings;
  readonly #file: KeyFile;
  readonly #held = new HeldKeys();
  readonly #secret: Buffer;
  readonly #references: References;
  #wrapping: Buffer;
  #wrappedBy: string;
  #epoch: number;

  private constructor(documents: KeyDocuments, file: KeyFile, { wrappedBy, secret, destroyed }: InstallationDocument) {
    this.#connection = documents.connection;
    this.#documents = documents;
    this.#makings = new Makings(documents.connection);
    this.#file = file;
    this.#wrapping = wrappingKeyIn(file, wrappedBy);
    this.#wrappedBy = wrappedBy;
    this.#epoch = destroyed;
    this.#secret = openedSecret(secret.buffer, this.#wrapping, 'KEY_STORE_URL');
    this.#references = new References(this.#secret);
  }

  /** Makes an installation if there is none. Throws KeysUnusable, ServerUrlRefused, StoreUnavailable. */
  static async open(url: string, opening: Opening): Promise<MongoPatientKeys> {
    return opened(url, opening, async (documents) => {
      if ((await documents.found()) === undefined) {
        if ((await documents.taking()) !== undefined) throw beingMoved(documents);
        const wrapping = opening.file.read();
        const installation = { wrappedBy: fingerprintOf(wrapping), destroyed: 0 };
        await documents.install(installation, wrappedSecret(newSecret(), wrapping));
      }
      return MongoPatientKeys.#begin(documents, opening.file);
    });
  }

  /** Whether there is an installation. */
  static async isThere(url: string, opening: Opening): Promise<boolean> {
    const connection = connectionTo(url, opening);
    try {
      return (await new KeyDocuments(connection).found()) !== undefined;
    } finally {
      await connection.close();
    }
  }

  /** Takes the keys of another store unchanged. Throws KeysUnusable if other keys exist already, and as `open`. */
  static async take(url: string, opening: Opening, from: WrappedKeys): Promise<MongoPatientKeys> {
    return opened(url, opening, async (documents) => {
      await takeKeysIntoMongo(documents, from);
      return MongoPatientKeys.#begin(documents, opening.file);
    });
  }

  static async #begin(documents: KeyDocuments, file: KeyFile): Promise<MongoPatientKeys> {
    const installation = await documents.known();
    const keys = new MongoPatientKeys(documents, file, installation);
    const { former, wrappedBy } = installation;
    if (former !== undefined) await removeFormer(documents, former, wrappedBy);
    return keys;
  }

  referenceOf(subject: Subject): string {
    return this.#references.of(subject);
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

  /** Undefined if another call noticed meanwhile that keys were destroyed: one of those read may be destroyed, so it is not cached. */
  async #keysIn(epoch: number, references: readonly string[]): Promise<ReadonlyMap<string, SubjectKey> | undefined> {
    const { found, missing } = this.#held.among(references);
    for (let i = 0; i < missing.length; i += PAGE) {
      const read = await this.#read(missing.slice(i, i + PAGE));
      if (this.#epoch !== epoch) return undefined;
      for (const key of read) {
        found.set(key.reference, key);
        this.#held.add(key);
      }
    }
    return found;
  }

  async ensured(subjects: Iterable<Subject>, beforeMaking?: BeforeMaking): Promise<ReadonlyMap<Subject, SubjectKey>> {
    const { all, missing } = await wantedOf(this, subjects);
    if (missing.length > 0) await beforeMaking?.(missing.map(([reference]) => reference));
    for (let i = 0; i < missing.length; i += PAGE)
      for (const key of await this.#made(missing.slice(i, i + PAGE), missing)) all.set(key.subject, key);
    return all;
  }

  async epoch(): Promise<number> {
    return (await this.#documents.known()).destroyed;
  }

  destroyed(): Promise<ReadonlySet<string>> {
    return this.#documents.destroyed();
  }

  destroyedAmong(references: readonly string[]): Promise<ReadonlySet<string>> {
    return this.#documents.destroyed(references);
  }

  async destroy(references: readonly string[], at: string): Promise<void> {
    for (const [index, reference] of references.entries()) {
      await this.#documents.destroy(reference, at);
      // Done after the first key, so that it counts also if the rest is interrupted.
      if (index === 0) await this.#documents.nextEpoch();
    }
    if (references.length > 1) await this.#documents.nextEpoch();
    await this.#follow();
  }

  async *subjects(): AsyncIterable<readonly Pick<SubjectKey, 'reference' | 'subject'>[]> {
    await this.#follow();
    for await (const page of this.#documents.pages()) yield page.map((document) => this.#opened(document));
  }

  async rotate(next: Uint8Array): Promise<void> {
    await this.#follow();
    const [documents, former, by] = [this.#documents, this.#wrappedBy, fingerprintOf(next)];
    if (by === former) return;
    await wrapAllWith(next, {
      documents,
      makings: this.#makings,
      former,
      secret: this.#secret,
      opened: (document) => this.#opened(document),
    });
    this.#wrapping = Buffer.from(next);
    this.#wrappedBy = by;
    await removeFormer(documents, former, by);
  }

  async status(): Promise<KeysStatus> {
    const { wrappedBy } = await this.#documents.known();
    return { ...(await this.#documents.counts()), wrappedBy };
  }

  /** The wrapped keys, for another store. */
  async stored(): Promise<WrappedKeys> {
    const { wrappedBy, secret } = await this.#follow();
    const destroyed = await this.#documents.destroyedAt();
    return {
      identity: this.referenceOf(STORE),
      wrappedBy,
      secret: secret.buffer,
      keys: wrappedPages(this.#documents, wrappedBy),
      destroyed,
    };
  }

  close(): Promise<void> {
    return this.#connection.close();
  }

  /** Another process may have destroyed keys or wrapped them with another key. */
  async #follow(): Promise<InstallationDocument> {
    const known = await this.#documents.known();
    if (known.destroyed !== this.#epoch) {
      this.#held.clear();
      this.#epoch = known.destroyed;
    }
    if (known.wrappedBy !== this.#wrappedBy) {
      this.#wrapping = wrappingKeyIn(this.#file, known.wrappedBy);
      this.#wrappedBy = known.wrappedBy;
    }
    return known;
  }

  async #read(references: readonly string[]): Promise<readonly SubjectKey[]> {
    const { keys } = this.#documents;
    const found = await this.#connection.retried(() => keys.find({ _id: { $in: [...references] } }).toArray());
    // Another process may have wrapped it with another key just now.
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
    return openedKey(reference, bytes.buffer, this.#wrapping);
  }

  /** Throws SubjectErased if one of `all` is destroyed. */
  async #made(some: readonly KeylessSubject[], all: readonly KeylessSubject[]): Promise<readonly SubjectKey[]> {
    await this.#requireNotErased(all.map(([reference]) => reference));
    const references = some.map(([reference]) => reference);
    const mark = await beginMaking(this.#documents, this.#makings, () => this.#follow());
    try {
      await this.#documents.insert(newKeys(some).map((key) => this.#wrapped(key)));
    } finally {
      await this.#makings.remove(mark);
    }
    // Another process may have destroyed one just before it was made.
    await this.#requireNotErased(references);
    return [...(await this.keysOf(references)).values()];
  }

  #wrapped(key: SubjectKey): KeyDocument {
    const bytes = wrappedKey(key, this.#wrapping);
    return { _id: key.reference, wraps: { [this.#wrappedBy]: new Binary(bytes) } };
  }

  async #requireNotErased(references: readonly string[]): Promise<void> {
    const [erased] = await this.#erasedAmong(references);
    if (erased !== undefined) throw new SubjectErased(erased);
  }

  /** The destroyed references. Removes a key that an interrupted process made for one of them. */
  async #erasedAmong(references: readonly string[]): Promise<ReadonlySet<string>> {
    if (references.length === 0) return new Set();
    const erased = await this.#documents.destroyed(references);
    await this.#documents.remove([...erased]);
    return erased;
  }
}
