/** No request is larger than a server takes, however many keys are asked for. */
import { BSON } from 'mongodb';
import { expect, test } from '@jest/globals';
import type { MongoConnection } from '#libs/mongodb/connection.ts';
import { KeyDocuments } from '#libs/patient-keys/mongodb/key-documents.ts';

/** Bytes of a request; some of it goes to the rest of the request. */
const MOST_BYTES = 16_000_000;

test('300,000 references are looked for, and removed, in requests that a server takes', async () => {
  const references = Array.from({ length: 300_000 }, (_, no) => no.toString(16).padStart(64, '0'));
  const asked: string[] = [];
  let largest = 0;
  const taken = (filter: { readonly _id: { readonly $in: readonly string[] } }): readonly string[] => {
    largest = Math.max(largest, BSON.calculateObjectSize(filter));
    asked.push(...filter._id.$in);
    return filter._id.$in;
  };
  const collection = {
    find: (filter: Parameters<typeof taken>[0]) => ({ toArray: async () => taken(filter).map((_id) => ({ _id })) }),
    deleteMany: async (filter: Parameters<typeof taken>[0]) => void taken(filter),
  };
  const connection = {
    db: { collection: () => collection },
    retried: <T>(request: () => Promise<T>) => request(),
  } as unknown as MongoConnection;
  const documents = new KeyDocuments(connection);
  expect((await documents.destroyed(references)).size).toBe(references.length);
  await documents.remove(references);
  expect(asked).toStrictEqual([...references, ...references]);
  expect(largest).toBeLessThan(MOST_BYTES);
});
