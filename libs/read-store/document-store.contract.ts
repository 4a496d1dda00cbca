/** The contract of every adapter for documents (document-store.ts); each test runs on separate documents. */
import assert from 'node:assert/strict';
import { afterEach, describe, expect, test } from '@jest/globals';
import {
  type Batch,
  type ProjectionCheckpoint,
  type DocumentStore,
  ORIGIN,
  type ScanOptions,
} from '#libs/read-store/document-store.ts';
import { isOfPartition } from '#libs/read-store/partition.ts';

interface OpenedDocuments {
  readonly documents: DocumentStore;
  /** Opens another connection to the same documents, like another process. */
  readonly reopen: () => Promise<DocumentStore>;
  /** Commits in another process, which is killed when half of the documents are handed over. */
  readonly commitAndDie: (expected: number, puts: readonly (readonly [string, string])[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

function checkpointAt(position: number): ProjectionCheckpoint {
  return { position, processed: position * 2, link: `link ${position}` };
}

function batch(position: number, puts: Batch['puts'] = [], more: Partial<Batch> = {}): Batch {
  return { puts, checkpoint: checkpointAt(position), ...more };
}

async function scanned(
  documents: DocumentStore,
  prefix?: string,
  options?: ScanOptions,
): Promise<(readonly [string, string])[]> {
  const all: (readonly [string, string])[] = [];
  for await (const some of documents.scan(prefix, options)) all.push(...some);
  return all;
}

export function documentStoreContract(name: string, open: () => Promise<OpenedDocuments>): void {
  describe(name, () => {
    const opened: OpenedDocuments[] = [];
    afterEach(async () => {
      for (const { close } of opened.splice(0)) await close();
    });
    const openNew = async (): Promise<OpenedDocuments> => {
      const made = await open();
      opened.push(made);
      return made;
    };

    test('a new store has no document, at position 0', async () => {
      const { documents } = await openNew();
      expect(await documents.checkpoint()).toStrictEqual(ORIGIN);
      expect([await scanned(documents), await documents.poison()]).toStrictEqual([[], []]);
      expect((await documents.get(['a'])).size).toBe(0);
      expect(await documents.missing(['a'])).toStrictEqual(['a']);
    });

    test('documents and checkpoint are written together and read back as they were', async () => {
      const { documents } = await openNew();
      const text = 'é😀"\n\u0000';
      expect(
        await documents.commit(
          0,
          batch(3, [
            ['a/1', text],
            ['b', ''],
          ]),
        ),
      ).toBe(true);
      expect(await documents.checkpoint()).toStrictEqual(checkpointAt(3));
      expect(await documents.missing(['c', 'a/1', '', 'b', '"é'])).toStrictEqual(['c', '', '"é']);
      expect(await documents.get(['a/1', 'b', 'c'])).toStrictEqual(
        new Map([
          ['a/1', text],
          ['b', ''],
        ]),
      );
    });

    test('a document put again takes the place of the one before, in one commit too', async () => {
      const { documents } = await openNew();
      await documents.commit(
        0,
        batch(1, [
          ['a', '1'],
          ['a', '2'],
        ]),
      );
      expect(await documents.get(['a'])).toStrictEqual(new Map([['a', '2']]));
      await documents.commit(1, batch(2, [['a', '3']]));
      expect(await scanned(documents)).toStrictEqual([['a', '3']]);
    });

    test('if the checkpoint has moved, no document is written, and the answer is false', async () => {
      const { documents } = await openNew();
      await documents.commit(0, batch(5, [['a', '1']]));
      const more = batch(
        9,
        [
          ['a', '2'],
          ['b', '1'],
        ],
        { poison: [{ position: 8, message: 'bad' }] },
      );
      expect(await documents.commit(0, more)).toBe(false);
      expect(await documents.commit(6, more)).toBe(false);
      expect(await documents.checkpoint()).toStrictEqual(checkpointAt(5));
      expect([await scanned(documents), await documents.poison()]).toStrictEqual([[['a', '1']], []]);
    });

    test('a commit that fails half-way writes no document', async () => {
      const { documents } = await openNew();
      const failing = function* (): Iterable<readonly [string, string]> {
        yield ['a', '1'];
        throw new Error('no more');
      };
      await expect(documents.commit(0, batch(1, failing()))).rejects.toThrow(/no more/);
      expect([await scanned(documents), (await documents.checkpoint()).position]).toStrictEqual([[], 0]);
      expect(await documents.commit(0, batch(1, [['a', '1']]))).toBe(true);
    });

    test('a reader sees the whole of a commit or no part of it', async () => {
      const { documents, reopen } = await openNew();
      const reader = await reopen();
      const keys = Array.from({ length: 1_000 }, (_, i) => `k${i}`);
      await documents.commit(
        0,
        batch(
          1,
          keys.map((key) => [key, 'old']),
        ),
      );
      const seen: Promise<ReadonlyMap<string, string>>[] = [];
      const scans: Promise<(readonly [string, string])[]>[] = [];
      const puts = function* (): Iterable<readonly [string, string]> {
        for (const [i, key] of keys.entries()) {
          if (i % 400 === 200) seen.push(reader.get(keys));
          if (i === 600) scans.push(scanned(reader, 'k1', { after: 'k1' }));
          yield [key, 'new'];
        }
      };
      const written = documents.commit(1, batch(2, puts(), { removes: ['k5'] }));
      seen.push(reader.get(keys));
      expect(await written).toBe(true);
      seen.push(reader.get(keys));
      for (const found of await Promise.all(seen)) {
        expect(found.size).toBe(keys.length);
        expect(new Set(found.values()).size).toBe(1);
      }
      for (const found of await Promise.all(scans)) expect(new Set(found.map(([, text]) => text)).size).toBe(1);
      expect((await reader.get(['k0'])).get('k0')).toBe('new');
    });

    test('a commit whose process is killed half-way writes no document, and another process continues', async () => {
      const { documents, commitAndDie } = await openNew();
      const keys = Array.from({ length: 3_000 }, (_, i) => `k${String(i).padStart(4, '0')}`);
      const old = keys.slice(0, 2_000).map((key) => [key, 'old'] as const);
      await documents.commit(0, batch(1, old));
      await commitAndDie(
        1,
        keys.map((key) => [key, 'new']),
      );
      expect(await scanned(documents, 'k')).toStrictEqual(old);
      expect(await documents.checkpoint()).toStrictEqual(checkpointAt(1));
      expect(await documents.commit(1, batch(2, [['k0000', 'new']]))).toBe(true);
      expect((await documents.get(['k0000'])).get('k0000')).toBe('new');
    });

    test('a checkpoint may keep its position from one commit to the next', async () => {
      const { documents } = await openNew();
      for (const key of ['a', 'b'])
        expect(await documents.commit(0, { puts: [[key, '1']], checkpoint: ORIGIN })).toBe(true);
      expect(await documents.commit(0, batch(4))).toBe(true);
      expect(await scanned(documents, '')).toStrictEqual([
        ['a', '1'],
        ['b', '1'],
      ]);
    });

    test('set-aside events are kept once by position, in order', async () => {
      const { documents } = await openNew();
      await documents.commit(
        0,
        batch(5, [], {
          poison: [
            { position: 4, message: 'b' },
            { position: 2, message: 'a' },
          ],
        }),
      );
      await documents.commit(5, batch(6, [], { poison: [{ position: 4, message: 'again' }] }));
      expect(await documents.poison()).toStrictEqual([
        { position: 2, message: 'a' },
        { position: 4, message: 'b' },
      ]);
    });

    test('the documents under a prefix come in the order of the bytes of their keys, and only they', async () => {
      const { documents } = await openNew();
      const keys = ['team/b', 'team/😀', 'team/', 'teams', 'team', 'tea', 'team/\uFFFD', 'team/a', 'x'];
      await documents.commit(
        0,
        batch(
          1,
          keys.map((key) => [key, key]),
        ),
      );
      expect((await scanned(documents, 'team/')).map(([key]) => key)).toStrictEqual([
        'team/',
        'team/a',
        'team/b',
        'team/\uFFFD',
        'team/😀',
      ]);
      expect(await scanned(documents)).toHaveLength(keys.length);
      expect(await scanned(documents, 'y')).toStrictEqual([]);
      const rest = await scanned(documents, 'team/', { after: 'team/a' });
      expect(rest.map(([key]) => key)).toStrictEqual(['team/b', 'team/\uFFFD', 'team/😀']);
    });

    test('many documents come in batches, each once, and many keys are asked for at once', async () => {
      const { documents } = await openNew();
      const keys = Array.from({ length: 1_700 }, (_, i) => `k${String(i).padStart(5, '0')}`);
      await documents.commit(
        0,
        batch(
          1,
          keys.map((key) => [key, '{}']),
        ),
      );
      let batches = 0;
      for await (const _ of documents.scan('k')) batches++;
      expect(batches).toBeGreaterThan(1);
      expect((await scanned(documents, 'k')).map(([key]) => key)).toStrictEqual(keys);
      expect((await documents.get(keys)).size).toBe(keys.length);
    });

    test('two connections see one state, and of two commits at one checkpoint one is written', async () => {
      const { documents, reopen } = await openNew();
      const other = await reopen();
      const written = await Promise.all([
        documents.commit(0, batch(1, [['a', 'one']])),
        other.commit(0, batch(1, [['a', 'two']])),
      ]);
      expect([...written].sort()).toStrictEqual([false, true]);
      expect(await documents.get(['a'])).toStrictEqual(await other.get(['a']));
      expect((await other.checkpoint()).position).toBe(1);
    });

    test('of many processes that commit at one checkpoint at once one does, each time', async () => {
      const { documents, reopen } = await openNew();
      const all = [documents, await reopen(), await reopen(), await reopen()];
      for (let position = 0; position < 6; position++) {
        const commits = all.map((store, i) => store.commit(position, batch(position + 1, [['a', String(i)]])));
        const written = await Promise.all(commits);
        expect(written.filter(Boolean)).toHaveLength(1);
        expect((await documents.get(['a'])).get('a')).toBe(String(written.indexOf(true)));
      }
    });

    test('the size grows with the written documents', async () => {
      const { documents } = await openNew();
      await documents.commit(0, batch(1, [['a', '1']]));
      const few = await documents.bytes();
      const long = Array.from({ length: 200 }, (_, i) => [`k${i}`, JSON.stringify('x'.repeat(1_000))] as const);
      await documents.commit(1, batch(2, long));
      expect(await documents.bytes()).toBeGreaterThan(few + 100_000);
    });

    test('a document that is removed is gone, with those put in the same commit in its place', async () => {
      const { documents } = await openNew();
      const puts = (['a', 'b', 'c'] as const).map((key) => [key, '1'] as const);
      await documents.commit(0, batch(1, puts));
      expect(await documents.commit(1, batch(2, [['b', '2']], { removes: ['a', 'b', 'never'] }))).toBe(true);
      expect(await scanned(documents, '')).toStrictEqual([
        ['b', '2'],
        ['c', '1'],
      ]);
      expect(await documents.commit(1, batch(3, [], { removes: ['c'] }))).toBe(false);
      expect((await documents.get(['c'])).size).toBe(1);
    });

    test('each document is in one partition, by its key alone, also when more documents follow', async () => {
      const { documents, reopen } = await openNew();
      const keys = Array.from({ length: 3_000 }, (_, i) => `${i % 2 === 0 ? 'even' : 'odd'}/é${i}`);
      const put = (from: number, some: readonly string[]): Promise<boolean> =>
        documents.commit(
          from,
          batch(
            from + 1,
            some.map((key) => [key, key]),
          ),
        );
      await put(0, keys.slice(0, 600));
      const part = async (index: number, of: number, options: ScanOptions & { prefix?: string } = {}) =>
        (await scanned(documents, options.prefix, { ...options, partition: { of, index } })).map(([key]) => key);
      const early = await part(1, 3);
      await put(1, keys.slice(600).toReversed());
      for (const count of [1, 2, 3, 16, 64]) {
        const parts = await Promise.all(Array.from({ length: count }, (_, index) => part(index, count)));
        assert.deepEqual(parts.flat().sort(), keys.toSorted(), `${count} parts`);
        for (const [index, found] of parts.entries())
          assert.ok(
            found.every((key) => isOfPartition(key, { of: count, index })),
            `part ${index} of ${count}`,
          );
        // No partition is so large that the others wait for it.
        assert.ok(Math.max(...parts.map(({ length }) => length)) < (2 * keys.length) / count, `${count} parts`);
      }
      const first = new Set(keys.slice(0, 600));
      expect((await part(1, 3)).filter((key) => first.has(key)).sort()).toStrictEqual(early.sort());
      const odd = keys.filter((key) => key.startsWith('odd/') && isOfPartition(key, { of: 3, index: 2 })).sort();
      expect(await part(2, 3, { prefix: 'odd/' })).toStrictEqual(odd);
      expect(await part(2, 3, { prefix: 'odd/', after: odd[1] ?? '' })).toStrictEqual(odd.slice(2));
      const other = await reopen();
      const elsewhere = await scanned(other, undefined, { partition: { of: 3, index: 1 } });
      expect(elsewhere.map(([key]) => key).sort()).toStrictEqual((await part(1, 3)).sort());
    });

    test('a partition that there is not is refused', async () => {
      const { documents } = await openNew();
      for (const [of, index] of [
        [0, 0],
        [65, 0],
        [2, 2],
        [2, -1],
        [1.5, 0],
      ] as const)
        await expect(scanned(documents, undefined, { partition: { of, index } })).rejects.toThrow(RangeError);
    });

    test('every document has one place, in the order of storage; a store without places refuses them', async () => {
      const { documents } = await openNew();
      const puts = Array.from({ length: 1_200 }, (_, i) => [`${(i * 7) % 1_200}`, `${i}`] as const);
      await documents.commit(0, batch(1, puts));
      await documents.commit(1, batch(2, [['5', 'later']], { removes: ['0', '7', '1193'] }));
      const lastPlace = documents.elsewhere?.lastPlace;
      const places = { from: 1, before: 601 };
      if (lastPlace === undefined) {
        await expect(scanned(documents, undefined, { places })).rejects.toThrow(RangeError);
        return;
      }
      const halves = [places, { from: 601, before: lastPlace + 1 }];
      const found = await Promise.all(halves.map((half) => scanned(documents, undefined, { places: half })));
      expect(found.flat()).toStrictEqual(await scanned(documents));
      expect(found.map(({ length }) => length)).toStrictEqual([598, 599]);
      await expect(scanned(documents, '', { places })).rejects.toThrow(RangeError);
    });
  });
}
