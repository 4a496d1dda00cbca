/**
 * Wraps all keys in MongoDB with another one. Until all have the new wrap, each key has both wraps, and no other; then the installation
 * switches to the new key in one step, and the old wraps are removed. If it is interrupted before that step, the old key stays in force;
 * after it, the next process that opens the keys removes the remaining old wraps.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { Binary } from 'mongodb';
import {
  type KeyDocument,
  type KeyDocuments,
  THE_INSTALLATION,
  locked,
} from '#libs/patient-keys/mongodb/key-documents.ts';
import { type Makings, MAKING_PAUSE_MS, isCutOff } from '#libs/patient-keys/mongodb/making.ts';
import type { SubjectKey } from '#libs/patient-keys/patient-keys.ts';
import { wrappedKey, wrappedSecret } from '#libs/patient-keys/subject-keys.ts';
import { fingerprintOf } from '#libs/patient-keys/wrapping.ts';

interface Rotating {
  readonly documents: KeyDocuments;
  readonly makings: Makings;
  /** Fingerprint of the key in force. */
  readonly former: string;
  readonly secret: Uint8Array;
  /** Opens a document with the key in force. */
  readonly opened: (document: KeyDocument) => SubjectKey;
}

/** Ends when the installation names the next key. Throws StoreUnavailable, also if another rotation is under way. */
export async function wrapAllWith(next: Uint8Array, rotating: Rotating): Promise<void> {
  const { documents, former, secret } = rotating;
  const { connection, installations } = documents;
  const [id, by] = [randomUUID(), fingerprintOf(next)];
  await lock(id, rotating);
  for await (const page of documents.pages()) {
    await renew(id, documents);
    await connection.retried(() => wrapPage(page, next, rotating));
  }
  const flipped = await connection.retried(() =>
    installations.updateOne(
      { ...THE_INSTALLATION, 'rotation.id': id },
      {
        $set: { wrappedBy: by, secret: new Binary(wrappedSecret(secret, next)), former },
        $unset: { rotation: '', rotationAt: '' },
      },
    ),
  );
  if (flipped.matchedCount === 0 && (await documents.known()).wrappedBy !== by) throw locked();
}

/** `by`: fingerprint of the key in force. */
export async function removeFormer(
  { connection, installations, keys }: KeyDocuments,
  former: string,
  by: string,
): Promise<void> {
  await connection.retried(() =>
    keys.updateMany({ [`wraps.${by}`]: { $exists: true } }, { $unset: { [`wraps.${former}`]: '' } }),
  );
  await connection.retried(() => installations.updateOne({ ...THE_INSTALLATION, former }, { $unset: { former: '' } }));
}

/** From then until the end of the rotation no process makes a key. Throws StoreUnavailable if another rotation is under way. */
async function lock(id: string, { documents, makings }: Rotating): Promise<void> {
  const { rotation: other, rotationAt } = await documents.known();
  if (other !== undefined && !isCutOff(rotationAt, await makings.serverTime())) throw locked();
  await documents.connection.retried(() =>
    documents.installations.updateOne(
      other === undefined
        ? { ...THE_INSTALLATION, rotation: { $exists: false } }
        : { ...THE_INSTALLATION, 'rotation.id': other.id },
      { $set: { rotation: { id } }, $currentDate: { rotationAt: true } },
    ),
  );
  if ((await documents.known()).rotation?.id !== id) throw locked();
  for (;;) {
    const making = await makings.all();
    if (making.length === 0) return;
    const now = await makings.serverTime();
    if (making.every(({ at }) => isCutOff(at, now))) return;
    await renew(id, documents);
    await setTimeout(MAKING_PAUSE_MS);
  }
}

/** Throws StoreUnavailable if another process considered the rotation abandoned. */
async function renew(id: string, { connection, installations }: KeyDocuments): Promise<void> {
  const renewed = await connection.retried(() =>
    installations.updateOne({ ...THE_INSTALLATION, 'rotation.id': id }, { $currentDate: { rotationAt: true } }),
  );
  if (renewed.matchedCount === 0) throw locked();
}

/** Also removes the wraps left by an interrupted rotation. */
async function wrapPage(
  page: readonly KeyDocument[],
  next: Uint8Array,
  { documents, former, opened }: Rotating,
): Promise<void> {
  const by = fingerprintOf(next);
  for (const document of page) {
    const bytes = new Binary(wrappedKey(opened(document), next));
    const left = Object.keys(document.wraps).filter((name) => name !== former && name !== by);
    await documents.keys.updateOne(
      { _id: document._id },
      {
        $set: { [`wraps.${by}`]: bytes },
        ...(left.length > 0 && { $unset: Object.fromEntries(left.map((name) => [`wraps.${name}`, ''])) }),
      },
    );
  }
}
