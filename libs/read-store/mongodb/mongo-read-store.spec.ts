/** The read store in MongoDB keeps the guarantees of the port, and removes data that are no longer needed. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { Collection, MongoClient } from 'mongodb';
import { readStoreContract } from '#libs/read-store/read-store.contract.ts';
import { ReadStoreEngine } from '#libs/read-store/engine/read-store-engine.ts';
import { type ReadModel, textShape } from '#libs/read-store/read-model.ts';
import { NotServed } from '#libs/read-store/read-store.ts';
import { MongoCatalogue } from '#libs/read-store/mongodb/mongo-catalogue.ts';
import { Shelf } from '#libs/read-store/mongodb/shelf.ts';
import { NO_MONGODB, dropDatabase, mongoDatabase, stopMongo } from '#test/support/mongodb.ts';
import { Talk, WORDS, contents } from '#test/support/talk.ts';
import { describeUnless } from '#test/support/unless.ts';

/** In the past, because a server's clock may be finer than its dates. */
const AT_ONCE = -1_000;

afterAll(stopMongo);

function opened(
  url: string,
  keepReplacedMs: number,
  readModels: readonly ReadModel[] = [],
  now = (): number => performance.now(),
): MongoCatalogue {
  return new MongoCatalogue(url, {
    readModels,
    uniqueId: randomUUID,
    now,
    retryForMs: 5_000,
    keepReplacedMs,
  });
}

describeUnless(NO_MONGODB)('on a server', () => {
  readStoreContract('the read store in MongoDB', async () => {
    const url = await mongoDatabase();
    const client = new MongoClient(url);
    const connections: MongoCatalogue[] = [];
    return {
      connect: async () => {
        const catalogue = opened(url, 60_000);
        connections.push(catalogue);
        return catalogue;
      },
      builds: async (projection) => {
        const builds = client.db().collection<{ _id: number }>('builds').find({ projection, removed: null });
        return (await builds.toArray()).map(({ _id }) => _id).sort((a, b) => a - b);
      },
      close: async () => {
        for (const catalogue of connections) await catalogue.close();
        await client.close();
        await dropDatabase(url);
      },
    };
  });

  let url: string;
  let client: MongoClient;
  let talk: Talk;

  beforeEach(async () => {
    url = await mongoDatabase();
    client = new MongoClient(url);
    talk = new Talk();
    await talk.say(['talk-1', 'a']);
  });

  afterEach(async () => {
    await talk.close();
    await client.close();
    await dropDatabase(url);
  });

  async function collectionsOf(projection: string): Promise<string[]> {
    const all = await client.db().listCollections({}, { nameOnly: true }).toArray();
    return all.map(({ name }) => name).filter((name) => name.startsWith(`${projection}_v`));
  }

  test('drops the collections of replaced builds when their readers have had their time', async () => {
    const [patient, prompt] = [new ReadStoreEngine(opened(url, 60_000)), new ReadStoreEngine(opened(url, AT_ONCE))];
    await patient.upToDate(WORDS, talk.log);
    await patient.rebuild(WORDS, talk.log);
    expect(await collectionsOf('words')).toHaveLength(2);
    await prompt.rebuild(WORDS, talk.log);
    expect(await collectionsOf('words')).toStrictEqual(['words_v1_3']);
    await patient.close();
    await prompt.close();
  });

  test('drops the writes of a process to a build that was removed', async () => {
    const catalogue = opened(url, AT_ONCE);
    const late = await catalogue.begin('words', 1);
    const readStore = new ReadStoreEngine(catalogue);
    await readStore.rebuild(WORDS, talk.log);
    await late.documents
      .commit(0, { puts: [['a', '1']], checkpoint: { position: 1, processed: 1, link: 'x' } })
      .catch(() => undefined);
    await readStore.rebuild(WORDS, talk.log);
    expect(await collectionsOf('words')).toStrictEqual(['words_v1_3']);
    await readStore.close();
  });

  test('one request asks for the position of the documents in use', async () => {
    const readStore = new ReadStoreEngine(opened(url, 60_000));
    await readStore.upToDate(WORDS, talk.log);
    for (const position of [1, 2, 3]) {
      await readStore.serving(WORDS, talk.log);
      const find = jest.spyOn(Collection.prototype, 'find');
      const { checkpoint } = await readStore.serving(WORDS, talk.log);
      expect([checkpoint.position, find.mock.calls.length]).toStrictEqual([position, 1]);
      find.mockRestore();
      await talk.say(['talk-1', 'b']);
      await readStore.upToDate(WORDS, talk.log);
    }
    await readStore.close();
  });

  test('a build that a process finished before it ended takes over at the first read, or at the next search for it', async () => {
    let clock = 0;
    const [reader, builder, third] = [opened(url, 60_000, [], () => clock), opened(url, 60_000), opened(url, 60_000)];
    const served = client.db().collection<{ _id: string }>('served');
    const numbers: (number | undefined)[] = [];
    for (const isReadElsewhere of [true, false]) {
      const build = await builder.begin('words', 1);
      await builder.serve(build);
      await reader.serving('words');
      const late = await builder.begin('words', 1);
      await late.documents.commit(0, { puts: [], checkpoint: { position: 1, processed: 1, link: 'x' } });
      // The state left by a process that ends there.
      const fields = { projection: 'words', version: 1, build: late.number, form: 3 };
      await served.insertOne({ _id: `words#${late.number}`, ...fields });
      numbers.push((await reader.serving('words'))?.number);
      if (isReadElsewhere) await third.serving('words');
      else clock += 2_000;
      numbers.push((await reader.serving('words'))?.number);
    }
    expect(numbers).toStrictEqual([1, 2, 3, 4]);
    for (const catalogue of [reader, builder, third]) await catalogue.close();
  });

  test('a database that was dropped by hand is built again', async () => {
    const first = new ReadStoreEngine(opened(url, 60_000));
    await first.upToDate(WORDS, talk.log);
    await first.close();
    await client.db().dropDatabase();
    const second = new ReadStoreEngine(opened(url, 60_000));
    expect((await second.status(WORDS, talk.log)).version).toBe(0);
    expect(await contents(await second.upToDate(WORDS, talk.log))).toStrictEqual({ 'talk-1': { words: ['a'] } });
    await second.close();
  });

  test('a database that is dropped while processes have it open is built again by them, scratch documents too', async () => {
    const [worker, reader] = [new ReadStoreEngine(opened(url, 60_000)), new ReadStoreEngine(opened(url, 60_000))];
    for (const round of [1, 2]) {
      const documents = await worker.upToDate(WORDS, talk.log);
      expect(await contents((await reader.serving(WORDS, talk.log)).documents)).toStrictEqual(
        await contents(documents),
      );
      for (const engine of [worker, reader]) {
        const scratch = await engine.scratch('sums');
        await scratch.write({ puts: [['a', String(round)]] });
        expect(await contents(scratch)).toStrictEqual({ a: round });
      }
      await client.db().dropDatabase();
      await expect(reader.serving(WORDS, talk.log)).rejects.toThrow(NotServed);
    }
    for (const engine of [worker, reader]) await engine.close();
  });

  test('documents of a former form do not serve, and are built again', async () => {
    const former = new ReadStoreEngine(opened(url, 60_000));
    await former.upToDate(WORDS, talk.log);
    await former.close();
    await client
      .db()
      .collection('served')
      .updateMany({}, { $unset: { form: true } });
    await client
      .db()
      .collection('words_v1_1')
      .updateMany({}, { $unset: { under: true } });
    const now = new ReadStoreEngine(opened(url, AT_ONCE));
    expect((await now.status(WORDS, talk.log)).version).toBe(0);
    expect(await contents(await now.upToDate(WORDS, talk.log))).toStrictEqual({ 'talk-1': { words: ['a'] } });
    await now.rebuild(WORDS, talk.log);
    expect(await collectionsOf('words')).toStrictEqual(['words_v1_3']);
    await now.close();
  });

  test('the states of a build do not pile up', async () => {
    const catalogue = opened(url, 60_000);
    for (const [name, puts] of [
      ['full', [['a', '1']] as const],
      ['empty', []],
    ] as const) {
      const documents = await catalogue.scratch(name);
      for (let position = 0; position < 150; position++) {
        const checkpoint = { position: position + 1, processed: position + 1, link: 'x' };
        expect(await documents.commit(position, { puts, checkpoint })).toBe(true);
      }
      const states = client
        .db()
        .collection('states')
        .find({ build: `scratch_${name}` });
      expect((await states.toArray()).length).toBeLessThan(100);
    }
    await catalogue.close();
  });

  test('a document larger than the limit of the server is refused by name, and no document is written', async () => {
    const catalogue = opened(url, 60_000);
    const documents = await catalogue.scratch('large');
    const puts = [
      ['small', '1'],
      ['large', 'é'.repeat(8_000_001)],
    ] as const;
    const checkpoint = { position: 1, processed: 1, link: 'x' };
    await expect(documents.commit(0, { puts, checkpoint })).rejects.toMatchObject({
      code: 'DOCUMENT_TOO_LARGE',
      data: { key: 'large', bytes: 16_000_002, max: 16_000_000 },
    });
    expect([await contents(documents), await documents.checkpoint()]).toMatchObject([{}, { position: 0 }]);
    await catalogue.close();
  });

  const SHOWN: ReadModel = {
    projection: 'words',
    kinds: [
      {
        kind: 'word',
        meaning: 'un mot',
        prefix: '',
        fields: { word: textShape('le mot') },
        optional: [],
        show: (word) => ({ word }),
      },
    ],
    indexes: {},
    views: [],
  };

  test('views show the build in use, also if a process makes them for an earlier one late', async () => {
    const [reader, builder] = [opened(url, 60_000, [SHOWN]), opened(url, 60_000, [SHOWN])];
    await builder.serve(await builder.begin('words', 1));
    const shown: string[] = [];
    let isLate = true;
    const show = jest.spyOn(Shelf.prototype, 'show').mockImplementation(async (collection) => {
      if (isLate) {
        isLate = false;
        await builder.serve(await builder.begin('words', 1));
      }
      shown.push(collection);
    });
    await reader.serving('words');
    show.mockRestore();
    expect(shown).toStrictEqual(['words_v1_2', 'words_v1_1', 'words_v1_2']);
    for (const catalogue of [reader, builder]) await catalogue.close();
  });

  test('a document that cannot be shown is refused before its commit counts, and the next commit works', async () => {
    const [kind] = SHOWN.kinds;
    if (kind === undefined) throw new RangeError('one kind');
    const failing = { ...SHOWN, isScratch: true as const, kinds: [{ ...kind, show: () => ({ word: 1 }) }] };
    const catalogue = opened(url, 60_000, [failing]);
    const documents = await catalogue.scratch('words');
    const commit = (puts: readonly (readonly [string, string])[]) =>
      documents.commit(0, { puts, checkpoint: { position: 1, processed: 1, link: 'x' } });
    await expect(commit([['a', 'word']])).rejects.toThrow(TypeError);
    expect(await commit([])).toBe(true);
    await catalogue.close();
  });

  test('a document that its query fields make too large is refused too, and the next commit works', async () => {
    const catalogue = opened(url, 60_000, [{ ...SHOWN, isScratch: true }]);
    const documents = await catalogue.scratch('words');
    const commit = (word: string) =>
      documents.commit(0, { puts: [['a', word]], checkpoint: { position: 1, processed: 1, link: 'x' } });
    await expect(commit('a'.repeat(9_000_000))).rejects.toMatchObject({ code: 'DOCUMENT_TOO_LARGE' });
    expect(await commit('a')).toBe(true);
    expect(await documents.get(['a'])).toStrictEqual(new Map([['a', 'a']]));
    await catalogue.close();
  });
});
