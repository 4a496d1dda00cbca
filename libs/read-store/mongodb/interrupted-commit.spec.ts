/**
 * A commit that stops at any of its writes, or continues late, is whole for every reader and is finished or skipped by the next process.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Batch, type DocumentStore } from '#libs/read-store/document-store.ts';
import { MongoCatalogue } from '#libs/read-store/mongodb/mongo-catalogue.ts';
import { type Passage, MongoProxy } from '#test/support/mongo-proxy.ts';
import { NO_MONGODB, dropDatabase, mongoDatabase, stopMongo } from '#test/support/mongodb.ts';
import { describeUnless } from '#test/support/unless.ts';

const KEYS = Array.from({ length: 60 }, (_, i) => `k${String(i).padStart(2, '0')}`);
/** More writes than a commit has. */
const MOST_WRITES = 20;

/** All documents with one text, except the last, which is removed; the poison event is at its position. */
function batch(position: number, text: string): Batch {
  return {
    removes: ['k59'],
    puts: KEYS.slice(0, -1).map((key) => [key, text] as const),
    poison: [{ position, message: text }],
    checkpoint: { position, processed: position, link: `link ${position}` },
  };
}

async function contents(documents: DocumentStore) {
  const found: string[] = [];
  for await (const some of documents.scan('k')) found.push(...some.map(([key, text]) => `${key} ${text}`));
  const poison = await documents.poison();
  return { found, poison: poison.map(({ position }) => position), ...(await documents.checkpoint()) };
}

function expected(position: number, text: string, poison: readonly number[]) {
  const keys = position === 1 ? KEYS : KEYS.slice(0, -1);
  return {
    found: keys.map((key) => `${key} ${text}`),
    poison,
    position,
    processed: position,
    link: `link ${position}`,
  };
}

describeUnless(NO_MONGODB)('a commit in MongoDB', () => {
  let url: string;
  let proxy: MongoProxy;
  let opened: MongoCatalogue[];

  beforeEach(async () => {
    url = await mongoDatabase();
    proxy = await MongoProxy.before(url);
    opened = [];
  });

  afterEach(async () => {
    proxy.up();
    for (const catalogue of opened) await catalogue.close();
    await proxy.close();
    await dropDatabase(url);
  });

  afterAll(stopMongo);

  function open(at: string, name: string, retryForMs = 0): Promise<DocumentStore> {
    const catalogue = new MongoCatalogue(at, {
      readModels: [],
      uniqueId: randomUUID,
      now: () => performance.now(),
      retryForMs,
      keepReplacedMs: 60_000,
      takeOverMs: 0,
    });
    opened.push(catalogue);
    return catalogue.scratch(name);
  }

  /** Documents at position 1. */
  async function begun(name: string): Promise<DocumentStore> {
    const other = await open(url, name);
    const { poison: _, ...first } = batch(1, 'old');
    await other.commit(0, { ...first, puts: KEYS.map((key) => [key, 'old'] as const) });
    return other;
  }

  test.each<Passage>(['cut', 'cut-answer'])(
    'a connection that ends at any write leaves the whole commit or no part of it, and another process continues (%s)',
    async (passage) => {
      const outcomes = new Set<number>();
      for (let stop = 1; ; stop++) {
        expect(stop).toBeLessThan(MOST_WRITES);
        const other = await begun(`stop-${stop}`);
        const interrupted = await open(proxy.url, `stop-${stop}`);
        await interrupted.checkpoint();
        const cut = { done: false };
        proxy.atWrite((write) => {
          cut.done ||= write === stop;
          return write === stop ? passage : 'pass';
        });
        const written = interrupted.commit(1, batch(2, 'new'));
        await written.catch(() => undefined);
        proxy.up();
        if (!cut.done) {
          expect(await written).toBe(true);
          break;
        }
        await expect(written).rejects.toMatchObject({ code: 'READ_STORE_SILENT' });
        const after = await contents(other);
        expect(after).toStrictEqual(after.position === 1 ? expected(1, 'old', []) : expected(2, 'new', [2]));
        outcomes.add(after.position);
        expect(await other.commit(after.position, batch(3, 'newer'))).toBe(true);
        const poison = after.position === 1 ? [3] : [2, 3];
        expect(await contents(other)).toStrictEqual(expected(3, 'newer', poison));
        expect(await contents(await open(proxy.url, `stop-${stop}`))).toStrictEqual(expected(3, 'newer', poison));
      }
      expect([...outcomes].sort()).toStrictEqual([1, 2]);
    },
  );

  test('a connection that is lost and comes back does not change a commit', async () => {
    const mended = setInterval(() => {
      proxy.up();
    }, 20);
    for (let stop = 1, isCut = true; isCut; stop++) {
      expect(stop).toBeLessThan(MOST_WRITES);
      await begun(`back-${stop}`);
      const documents = await open(proxy.url, `back-${stop}`, 10_000);
      await documents.checkpoint();
      isCut = false;
      proxy.atWrite((write) => {
        if (write !== stop) return 'pass';
        isCut = true;
        return stop % 2 === 0 ? 'cut' : 'cut-answer';
      });
      expect(await documents.commit(1, batch(2, 'new'))).toBe(true);
      expect(await contents(documents)).toStrictEqual(expected(2, 'new', [2]));
    }
    clearInterval(mended);
  });

  test('a process that stalls at any write does not overwrite the writes of others', async () => {
    for (let stall = 1, isStalled = true; isStalled; stall++) {
      expect(stall).toBeLessThan(MOST_WRITES);
      const other = await begun(`stall-${stall}`);
      const stalled = await open(proxy.url, `stall-${stall}`);
      await stalled.checkpoint();
      const { promise: resumed, resolve: resume } = Promise.withResolvers<undefined>();
      const { promise: reached, resolve: reach } = Promise.withResolvers<boolean>();
      proxy.atWrite(async (write): Promise<Passage> => {
        if (write === stall) {
          reach(true);
          await resumed;
        }
        return 'pass';
      });
      const written = stalled.commit(1, batch(2, 'new'));
      isStalled = await Promise.race([reached, written.then(() => false)]);
      const { position } = await other.checkpoint();
      if (isStalled) {
        expect(await other.commit(position, batch(3, 'newer'))).toBe(true);
        expect(await other.commit(3, { ...batch(4, 'newest'), removes: ['k00'], puts: [['k58', 'last']] })).toBe(true);
      }
      const before = await contents(other);
      resume(undefined);
      // It learns that others continued, unless its commit counted already.
      expect(await written).toBe(position === 2);
      expect(await contents(other)).toStrictEqual(before);
      expect(await contents(await open(url, `stall-${stall}`))).toStrictEqual(before);
    }
  });

  test('readers see whole commits while many are made', async () => {
    const [writer, reader] = [await begun('many'), await open(url, 'many')];
    let isDone = false;
    const write = async (): Promise<void> => {
      for (let position = 1; position < 15; position++)
        await writer.commit(position, batch(position + 1, String(position)));
      isDone = true;
    };
    let seen = 0;
    const read = async (): Promise<void> => {
      while (!isDone) {
        const texts = [...(await reader.get(KEYS.slice(0, -1))).values()];
        expect([texts.length, new Set(texts).size]).toStrictEqual([59, 1]);
        for await (const some of reader.scan('k')) expect(new Set(some.map(([, text]) => text)).size).toBe(1);
        seen++;
      }
    };
    await Promise.all([write(), read()]);
    expect(seen).toBeGreaterThan(1);
  });
});
