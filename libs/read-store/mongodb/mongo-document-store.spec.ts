/** Documents in MongoDB keep the guarantees of the port. */
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, expect } from '@jest/globals';
import { documentStoreContract } from '#libs/read-store/document-store.contract.ts';
import type { DocumentStore } from '#libs/read-store/document-store.ts';
import { MongoCatalogue } from '#libs/read-store/mongodb/mongo-catalogue.ts';
import { NO_MONGODB, dropDatabase, mongoDatabase, stopMongo } from '#test/support/mongodb.ts';
import { describeUnless } from '#test/support/unless.ts';

const DIES = join(import.meta.dirname, '../../../test/support/commit-and-die.ts');

afterAll(stopMongo);

describeUnless(NO_MONGODB)('on a server', () => {
  documentStoreContract('documents in MongoDB', async () => {
    const url = await mongoDatabase();
    const opened: MongoCatalogue[] = [];
    const open = (): Promise<DocumentStore> => {
      const catalogue = new MongoCatalogue(url, {
        readModels: [],
        uniqueId: randomUUID,
        now: () => performance.now(),
        retryForMs: 5_000,
        keepReplacedMs: 60_000,
        takeOverMs: 0,
      });
      opened.push(catalogue);
      return catalogue.scratch('contract');
    };
    return {
      documents: await open(),
      reopen: open,
      commitAndDie: async (expected, puts) => {
        const { signal } = spawnSync(process.execPath, [DIES, url, String(expected), JSON.stringify(puts)]);
        expect(signal).toBe('SIGKILL');
      },
      close: async () => {
        for (const catalogue of opened) await catalogue.close();
        await dropDatabase(url);
      },
    };
  });
});
