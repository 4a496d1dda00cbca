/** Documents in SQLite keep the guarantees of the port. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from '@jest/globals';
import { documentStoreContract } from '#libs/read-store/document-store.contract.ts';
import { SqliteDocumentStore } from '#libs/read-store/sqlite/sqlite-document-store.ts';
import { tasksOf } from '#libs/statements/calculation/sums-on-threads.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const DIES = join(import.meta.dirname, '../../../test/support/commit-and-die.ts');

documentStoreContract('documents in SQLite', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'documents.db');
  const open = (): SqliteDocumentStore => {
    const documents = SqliteDocumentStore.open(path);
    opened.push(documents);
    return documents;
  };
  const opened: SqliteDocumentStore[] = [];
  return {
    documents: open(),
    reopen: async () => open(),
    commitAndDie: async (expected, puts) => {
      const { signal } = spawnSync(process.execPath, [DIES, path, String(expected), JSON.stringify(puts)]);
      expect(signal).toBe('SIGKILL');
    },
    close: async () => {
      for (const documents of opened) documents.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
});

test.each(['UPDATE documents SET rowid = rowid - 700', 'UPDATE documents SET rowid = -rowid, bucket = rowid - 40'])(
  'every document is read, with any place and bucket in the file: %s',
  async (forged) => {
    const folder = temporaryFolder();
    const path = join(folder, 'documents.db');
    const documents = SqliteDocumentStore.open(path);
    const puts = Array.from({ length: 600 }, (_, i) => [`${i}`, ''] as const);
    await documents.commit(0, { puts, checkpoint: { position: 1, processed: 1, link: '' } });
    const db = new DatabaseSync(path);
    db.exec(forged);
    db.close();
    const keys = puts.map(([key]) => key).sort();
    const { elsewhere } = documents;
    assert.ok(elsewhere !== undefined);
    const { count, lastPlace } = elsewhere;
    expect(count?.()).toBe(600);
    for (const parts of [
      [{}],
      tasksOf(undefined, lastPlace),
      [0, 1, 2].map((index) => ({ partition: { of: 3, index } })),
    ]) {
      const found: string[] = [];
      for (const part of parts)
        for await (const batch of documents.scan(undefined, part)) found.push(...batch.map(([key]) => key));
      expect(found.sort()).toStrictEqual(keys);
    }
    documents.close();
    rmSync(folder, { recursive: true });
  },
);
