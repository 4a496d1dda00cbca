/** Short-lived values in MongoDB keep their contract. */
import { afterAll } from '@jest/globals';
import { MongoShortLived } from '#libs/short-lived/mongodb/mongo-short-lived.ts';
import { shortLivedContract } from '#libs/short-lived/short-lived.contract.ts';
import { NO_MONGODB, dropDatabase, mongoDatabase, stopMongo } from '#test/support/mongodb.ts';
import { describeUnless } from '#test/support/unless.ts';

describeUnless(NO_MONGODB)('with a MongoDB', () => {
  afterAll(stopMongo);

  shortLivedContract('MongoDB', async () => {
    const url = await mongoDatabase();
    return {
      open: () => new MongoShortLived(url, { now: () => performance.now(), retryForMs: 10_000 }),
      close: () => dropDatabase(url),
    };
  });
});
