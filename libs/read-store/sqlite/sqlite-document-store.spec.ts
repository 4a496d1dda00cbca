/** Documents in SQLite keep what the port promises. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { documentStoreContract } from '#libs/read-store/document-store.contract.ts';
import { SqliteDocumentStore } from '#libs/read-store/sqlite/sqlite-document-store.ts';
import { temporaryFolder } from '#test/support/product.ts';

documentStoreContract('documents in SQLite', async () => {
  const folder = temporaryFolder();
  const open = (): SqliteDocumentStore => {
    const documents = SqliteDocumentStore.open(join(folder, 'documents.db'));
    opened.push(documents);
    return documents;
  };
  const opened: SqliteDocumentStore[] = [];
  return {
    documents: open(),
    reopen: async () => open(),
    close: async () => {
      for (const documents of opened) documents.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
});
