/** Takes the keys of another store into MongoDB as they are: the same key wraps them. Those taken before stay, unless they are destroyed now. */
import { Binary } from 'mongodb';
import type { KeyDocuments } from '#libs/patient-keys/mongodb/key-documents.ts';
import { KeysUnusable, type WrappedKeys } from '#libs/patient-keys/patient-keys.ts';

/** Throws KeysUnusable where there are other keys already. */
export async function takeKeys(documents: KeyDocuments, from: WrappedKeys): Promise<void> {
  const { wrappedBy, secret, keys, destroyed } = from;
  const isBegun = (await documents.found()) !== undefined;
  await requireSecret(documents, secret);
  for await (const page of keys) {
    const taken = page.map(([_id, bytes]) => ({ _id, wraps: { [wrappedBy]: new Binary(bytes) } }));
    if (taken.length === 0) continue;
    // What was taken by one that was cut off may be wrapped with a former key.
    if (!isBegun) await documents.remove(taken.map(({ _id }) => _id));
    await documents.insert(taken);
  }
  await documents.keepDestroyed(destroyed);
  // What was destroyed there or here since it was taken, or since an earlier time, does not come back.
  await documents.remove([...(await documents.destroyed())]);
  // The last: until it is there, nothing was taken.
  await documents.install({ wrappedBy, destroyed: destroyed.length }, secret);
  await requireSecret(documents, secret);
  await documents.nextEpoch();
}

/** Of two stores that are taken at once, the first one is; the keys here may have been wrapped with another key too. */
async function requireSecret(documents: KeyDocuments, secret: Uint8Array): Promise<void> {
  const there = await documents.found();
  if (there !== undefined && !Buffer.from(secret).equals(there.secret.buffer))
    throw new KeysUnusable({ code: 'KEYS_OF_ANOTHER', data: { place: documents.connection.db.databaseName } });
}
