/** Deliveries in SQLite keep the contract of a delivery store. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { deliveryStoreContract } from '#libs/webhooks/delivery-store.contract.ts';
import { SqliteDeliveryStore } from '#libs/webhooks/sqlite/sqlite-delivery-store.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const folder = temporaryFolder();
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

deliveryStoreContract('SQLite', async () => new SqliteDeliveryStore(join(folder, 'webhooks.db')));
