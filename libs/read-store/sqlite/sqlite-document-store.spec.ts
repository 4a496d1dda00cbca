/** Documents in SQLite keep what the port promises. */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { documentStoreContract } from '#libs/read-store/document-store.contract.ts';
import { SqliteDocumentStore } from '#libs/read-store/sqlite/sqlite-document-store.ts';
import { temporaryFolder } from '#test/support/product.ts';

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
