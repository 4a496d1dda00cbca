/** The fields that others query, for documents that point at the event they are shown from. */
import { BSON } from 'mongodb';
import { expect, test } from '@jest/globals';
import type { MongoConnection } from '#libs/mongodb/connection.ts';
import { ORIGIN } from '#libs/read-store/document-store.ts';
import { documentSize } from '#libs/read-store/mongodb/staging.ts';
import { StoredDocuments } from '#libs/read-store/mongodb/stored-documents.ts';
import { type FieldsOf, type ProjectionDocument, documentsOf, writesOf } from '#libs/read-store/mongodb/write.ts';

const CONNECTION = {
  db: { collection: () => undefined },
  traits: async () => ({ takesDecimals: true }),
} as unknown as MongoConnection;

const puts = [
  ['a', 'pointer', 'the whole'],
  ['b', 'document'],
] as const;

/** Read by a process that takes over a commit, from the data that another one staged. */
function staged(): readonly ProjectionDocument[] {
  const documents = documentsOf(writesOf({ puts, removes: ['c'], checkpoint: ORIGIN }), 3);
  return documents.map((document) => BSON.deserialize(BSON.serialize(document)) as ProjectionDocument);
}

async function shown(fieldsOf: FieldsOf | undefined) {
  const documents = new StoredDocuments(CONNECTION, 'any', { fieldsOf, hasBeginnings: true });
  return (await documents.shown(staged())).map(({ _id, text, ...others }) => {
    const { commit: _, bucket: __, under: ___, ...fields } = others;
    return [_id, text, fields];
  });
}

test('fields come from the event that a document points at, which is not stored again', async () => {
  expect(await shown((key, text) => ({ from: `${key}: ${text}` }))).toStrictEqual([
    ['c', null, {}],
    ['a', 'pointer', { from: 'a: the whole' }],
    ['b', 'document', { from: 'b: document' }],
  ]);
});

test('a projection that no other program queries shows no fields, and not the events it points at', async () => {
  expect(await shown(undefined)).toStrictEqual([
    ['c', null, {}],
    ['a', 'pointer', {}],
    ['b', 'document', {}],
  ]);
});

test('a staged document is as large as the text that it points at', () => {
  expect(staged().map(documentSize)).toStrictEqual([0, 'pointerthe whole'.length, 'document'.length]);
});
