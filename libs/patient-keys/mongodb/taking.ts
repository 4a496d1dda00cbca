/**
 * Takes the keys of another store into MongoDB unchanged: the same key wraps them. Keys taken before stay, unless they are destroyed by
 * now. The taken keys are marked first, so that keys of two stores never mix, even after an interruption.
 */
import { Binary } from 'mongodb';
import { type KeyDocuments, locked } from '#libs/patient-keys/mongodb/key-documents.ts';
import { KeysUnusable, type WrappedKeys } from '#libs/patient-keys/patient-keys.ts';

/** Throws KeysUnusable if there are other keys already. */
export async function takeKeysIntoMongo(documents: KeyDocuments, from: WrappedKeys): Promise<void> {
  const { wrappedBy, secret, keys, destroyed } = from;
  const isBegun = await begin(documents, from);
  for await (const page of keys) {
    const taken = page.map(([_id, bytes]) => ({ _id, wraps: { [wrappedBy]: new Binary(bytes) } }));
    if (taken.length === 0) continue;
    // Keys of an interrupted move may be wrapped by a former key.
    if (!isBegun) await documents.remove(taken.map(({ _id }) => _id));
    await documents.insert(taken);
  }
  await documents.keepDestroyed(destroyed);
  // A key destroyed there or here since it was taken is not restored.
  await documents.remove([...(await documents.destroyed())]);
  // Written last: until it exists, nothing was taken.
  await documents.install({ wrappedBy, destroyed: destroyed.length }, secret);
  await documents.nextEpoch();
  await documents.endTaking();
}

/** Whether these keys were taken before. If two stores are taken at once, the first one wins. */
async function begin(documents: KeyDocuments, { identity, secret }: WrappedKeys): Promise<boolean> {
  const [before, taking] = [await documents.found(), await documents.taking()];
  if (before === undefined && taking === undefined && (await documents.counts()).keys > 0) throw ofAnother(documents);
  if (before === undefined) await documents.beginTaking(identity);
  // Another process may have installed others meanwhile, or the same ones wrapped with another key.
  const installed = await documents.found();
  const isOther = installed !== undefined && !Buffer.from(secret).equals(installed.secret.buffer);
  if (isOther || (installed === undefined && (await documents.taking()) !== identity)) throw ofAnother(documents);
  return before !== undefined;
}

function ofAnother({ connection }: KeyDocuments): KeysUnusable {
  return new KeysUnusable({ code: 'KEYS_OF_ANOTHER', data: { place: connection.db.databaseName } });
}

/** All keys as stored, for another store. Throws StoreUnavailable if they are wrapped with another key meanwhile. */
export async function* wrappedPages(documents: KeyDocuments, wrappedBy: string): WrappedKeys['keys'] {
  for await (const page of documents.pages())
    yield page.map(({ _id, wraps }): readonly [string, Uint8Array] => {
      const bytes = wraps[wrappedBy];
      if (bytes === undefined) throw locked();
      return [_id, bytes.buffer];
    });
}
