import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { documentStoreContract } from '#libs/read-store/document-store.contract.ts';
import { SqliteDocumentStore } from '#libs/read-store/sqlite-document-store.ts';
import { temporaryFolder } from '#test/support/product.ts';

documentStoreContract('the documents of a projection in SQLite', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'documents.db');
  const documents = new SqliteDocumentStore(path);
  return {
    documents,
    reopen: async () => new SqliteDocumentStore(path),
    close: async () => {
      await documents.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
});
