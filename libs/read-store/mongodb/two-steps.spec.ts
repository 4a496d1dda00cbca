/** On a server that finds and replaces in two steps, the later of two simultaneous commits to the same documents wins. */
import { type Document, MongoBulkWriteError } from 'mongodb';
import { expect, jest, test } from '@jest/globals';
import type { MongoConnection } from '#libs/mongodb/connection.ts';
import type { BuildState, StateKeeper } from '#libs/read-store/mongodb/build-state.ts';
import { MongoDocumentStore } from '#libs/read-store/mongodb/mongo-document-store.ts';
import { TakeOver } from '#libs/read-store/mongodb/take-over.ts';
import { StoredDocuments } from '#libs/read-store/mongodb/stored-documents.ts';
import type { ProjectionDocument } from '#libs/read-store/mongodb/write.ts';

const TWO_STEPS = { updatesMany: false, replacesAtOnce: false, takesDecimals: false, looksUpLists: false };

/** `isPatient`: a request that fails is done once more. */
function connectionTo(collection: unknown, { now = (): number => 0, isPatient = false } = {}): MongoConnection {
  return {
    db: { collection: () => collection },
    traits: async () => TWO_STEPS,
    now,
    retried: <T>(ask: () => Promise<T>) => (isPatient ? ask().catch(ask) : ask()),
  } as unknown as MongoConnection;
}

function document(_id: string, commit: number): ProjectionDocument {
  return { _id, commit, text: `of commit ${commit}`, bucket: 0, under: [] };
}

/** The stored documents, with another process that acts after each removal. */
class Collection {
  readonly there = new Map<string, ProjectionDocument>();
  afterRemoval: () => void = () => undefined;

  async bulkWrite(writes: readonly { readonly deleteMany: { readonly filter: Filter } }[]): Promise<void> {
    for (const { deleteMany } of writes) for (const { _id } of this.#among(deleteMany.filter)) this.there.delete(_id);
    this.afterRemoval();
  }

  async insertMany(documents: readonly ProjectionDocument[]): Promise<void> {
    const duplicates = documents.flatMap(({ _id }, index) => (this.there.has(_id) ? [{ index, code: 11_000 }] : []));
    for (const one of documents) if (!this.there.has(one._id)) this.there.set(one._id, one);
    if (duplicates.length === 0) return;
    const result = { getWriteErrors: () => duplicates, getWriteConcernError: () => undefined };
    throw new MongoBulkWriteError({ message: 'there', code: 11_000, writeErrors: [] }, result as never);
  }

  find(filter: Filter): { toArray: () => Promise<readonly Document[]> } {
    return { toArray: async () => this.#among(filter) };
  }

  #among({ _id: sought, commit: { $lt } }: Filter): readonly ProjectionDocument[] {
    const ids = typeof sought === 'string' ? [sought] : sought.$in;
    return [...this.there.values()].filter(({ _id, commit }) => ids.includes(_id) && commit < $lt);
  }
}

interface Filter {
  readonly _id: string | { readonly $in: readonly string[] };
  readonly commit: { readonly $lt: number };
}

test('a document that an earlier commit puts between the removal and the insertion of a later one is replaced', async () => {
  const collection = new Collection();
  for (const key of ['a', 'b']) collection.there.set(key, document(key, 1));
  let late: ProjectionDocument | undefined = document('a', 2);
  collection.afterRemoval = () => {
    if (late !== undefined && !collection.there.has('a')) collection.there.set('a', late);
    late = undefined;
  };
  const documents = new StoredDocuments(connectionTo(collection), 'documents', {
    fieldsOf: undefined,
    hasBeginnings: true,
  });
  await documents.put([document('a', 3), document('b', 3)], false);
  expect([...collection.there.values()].map(({ commit }) => commit)).toStrictEqual([3, 3]);
});

test('a connection that is lost while documents of an earlier commit are looked for is retried', async () => {
  const collection = new Collection();
  collection.there.set('a', document('a', 4));
  const find = jest.spyOn(collection, 'find');
  find.mockReturnValueOnce({ toArray: () => Promise.reject(new Error('the connection is lost')) });
  const documents = new StoredDocuments(connectionTo(collection, { isPatient: true }), 'documents', {
    fieldsOf: undefined,
    hasBeginnings: true,
  });
  await documents.put([document('a', 3)], false);
  expect(find).toHaveBeenCalledTimes(2);
  expect(collection.there.get('a')?.commit).toBe(4);
});

test('the document of a later commit stays', async () => {
  const collection = new Collection();
  collection.there.set('a', document('a', 4));
  const documents = new StoredDocuments(connectionTo(collection), 'documents', {
    fieldsOf: undefined,
    hasBeginnings: true,
  });
  await documents.put([document('a', 3)], false);
  expect(collection.there.get('a')?.commit).toBe(4);
});

test('does not take over a commit that another process is carrying out', async () => {
  const states = [
    { _id: '1#3', position: 3, staged: 'commit' },
    { _id: '1#3', position: 3, staged: 'commit' },
    { _id: '1#4', position: 4, staged: null },
  ];
  let reads = 0;
  const state = { read: async () => states[Math.min(reads++, 2)] } as unknown as StateKeeper;
  const documents = new MongoDocumentStore({
    // A takeover would read the staged documents.
    connection: connectionTo({ findOne: async () => null }),
    state,
    collection: 'documents',
    uniqueId: () => 'id',
    isAlone: false,
    hasBeginnings: true,
  });
  const checkpoint = { position: 4, processed: 4, link: 'x' };
  expect(await documents.commit(3, { puts: [['a', '1']], checkpoint })).toBe(false);
  expect(reads).toBe(3);
});

test('processes that end while they wait for a commit that no process carries out count their time together', async () => {
  const there = new Map<string, object>();
  const waited = {
    findOne: async ({ _id }: { readonly _id: string }) => there.get(_id) ?? null,
    insertMany: async (documents: readonly { readonly _id: string }[]) => {
      for (const one of documents) there.set(one._id, one);
    },
    deleteMany: async () => {
      there.clear();
    },
  };
  let clock = 0;
  const state = { _id: '1#3', build: 1, staged: 'commit' } as BuildState;
  const restarted = (): TakeOver => new TakeOver(connectionTo(waited, { now: () => clock }), 5_000);
  let process = restarted();
  while (!(await process.isDue(state))) {
    expect(clock).toBeLessThan(20_000);
    clock += 500;
    // Ends soon after a part of the time.
    if (clock % 1_500 === 0) process = restarted();
  }
  expect([clock >= 5_000, there.size]).toStrictEqual([true, 5]);
  await process.isDue({ ...state, _id: '1#9' });
  clock += 1_000;
  await process.isDue({ ...state, _id: '1#9' });
  await process.end(state);
  expect(there.size).toBe(0);
});
