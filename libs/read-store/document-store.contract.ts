/** What every adapter of the read store promises (document-store.ts); each test runs on documents of its own. */
import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import type { Batch, DocumentStore, ScanOptions } from '#libs/read-store/document-store.ts';

export interface OpenedDocuments {
  readonly documents: DocumentStore;
  /** One more connection to the same documents. */
  readonly reopen: () => Promise<DocumentStore>;
  readonly close: () => Promise<void>;
}

function batch(position: number, puts: Batch['puts'] = [], more: Partial<Batch> = {}): Batch {
  return { puts, checkpoint: { position, processed: position * 2 }, ...more };
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

    test('at first there is nothing, at position 0', async () => {
      const { documents } = await openNew();
      assert.deepEqual(await documents.checkpoint(), { position: 0, processed: 0 });
      assert.deepEqual([await scanned(documents), await documents.poison()], [[], []]);
      assert.equal((await documents.get(['a'])).size, 0);
    });

    test('documents and checkpoint are written together and read back as they were', async () => {
      const { documents } = await openNew();
      const text = 'é😀"\n\u0000';
      assert.equal(
        await documents.commit(
          0,
          batch(3, [
            ['a/1', text],
            ['b', ''],
          ]),
        ),
        true,
      );
      assert.deepEqual(await documents.checkpoint(), { position: 3, processed: 6 });
      assert.deepEqual(
        await documents.get(['a/1', 'b', 'c']),
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
      assert.deepEqual(await documents.get(['a']), new Map([['a', '2']]));
      await documents.commit(1, batch(2, [['a', '3']]));
      assert.deepEqual(await scanned(documents), [['a', '3']]);
    });

    test('where the checkpoint has moved nothing is written, and the answer is false', async () => {
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
      assert.equal(await documents.commit(0, more), false);
      assert.equal(await documents.commit(6, more), false);
      assert.deepEqual(await documents.checkpoint(), { position: 5, processed: 10 });
      assert.deepEqual([await scanned(documents), await documents.poison()], [[['a', '1']], []]);
    });

    test('a commit that fails half-way writes nothing', async () => {
      const { documents } = await openNew();
      const failing = function* (): Iterable<readonly [string, string]> {
        yield ['a', '1'];
        throw new Error('no more');
      };
      await assert.rejects(documents.commit(0, batch(1, failing())), /no more/);
      assert.deepEqual([await scanned(documents), (await documents.checkpoint()).position], [[], 0]);
      assert.equal(await documents.commit(0, batch(1, [['a', '1']])), true);
    });

    test('what is set aside is kept once by position, in order', async () => {
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
      assert.deepEqual(await documents.poison(), [
        { position: 2, message: 'a' },
        { position: 4, message: 'b' },
      ]);
    });

    test('the documents under a prefix come by key, and only they', async () => {
      const { documents } = await openNew();
      const keys = ['team/b', 'team/😀', 'team/', 'teams', 'team', 'tea', 'team/\uFFFD', 'team/a', 'x'];
      await documents.commit(
        0,
        batch(
          1,
          keys.map((key) => [key, key]),
        ),
      );
      assert.deepEqual(
        (await scanned(documents, 'team/')).map(([key]) => key),
        ['team/', 'team/a', 'team/b', 'team/\uFFFD', 'team/😀'],
      );
      assert.equal((await scanned(documents)).length, keys.length);
      assert.deepEqual(await scanned(documents, 'y'), []);
      const rest = await scanned(documents, 'team/', { after: 'team/a' });
      assert.deepEqual(
        rest.map(([key]) => key),
        ['team/b', 'team/\uFFFD', 'team/😀'],
      );
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
      assert.ok(batches > 1);
      assert.deepEqual(
        (await scanned(documents, 'k')).map(([key]) => key),
        keys,
      );
      assert.equal((await documents.get(keys)).size, keys.length);
    });

    test('two connections see one state, and of two commits at one checkpoint one is written', async () => {
      const { documents, reopen } = await openNew();
      const other = await reopen();
      try {
        const written = await Promise.all([
          documents.commit(0, batch(1, [['a', 'one']])),
          other.commit(0, batch(1, [['a', 'two']])),
        ]);
        assert.deepEqual([...written].sort(), [false, true]);
        assert.deepEqual(await documents.get(['a']), await other.get(['a']));
        assert.equal((await other.checkpoint()).position, 1);
      } finally {
        await other.close();
      }
    });
  });
}
