/** The state of deliveries in MongoDB keeps its contract. */
import { afterAll } from '@jest/globals';
import { deliveryStoreContract } from '#libs/webhooks/delivery-store.contract.ts';
import { MongoDeliveryStore } from '#libs/webhooks/mongodb/mongo-delivery-store.ts';
import { NO_MONGODB, dropDatabase, mongoDatabase, stopMongo } from '#test/support/mongodb.ts';
import { describeUnless } from '#test/support/unless.ts';

describeUnless(NO_MONGODB)('with a MongoDB', () => {
  let url: string | undefined;

  afterAll(async () => {
    if (url !== undefined) await dropDatabase(url);
    await stopMongo();
  });

  deliveryStoreContract('MongoDB', async () => {
    url ??= await mongoDatabase();
    return new MongoDeliveryStore(url, { now: () => performance.now(), retryForMs: 10_000 });
  });
});
