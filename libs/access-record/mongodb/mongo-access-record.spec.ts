/** The record of accesses in MongoDB keeps its contract. */
import { afterAll } from '@jest/globals';
import { accessRecordContract } from '#libs/access-record/access-record.contract.ts';
import { MongoAccessRecord } from '#libs/access-record/mongodb/mongo-access-record.ts';
import { NO_MONGODB, dropDatabase, mongoDatabase, stopMongo } from '#test/support/mongodb.ts';
import { describeUnless } from '#test/support/unless.ts';

describeUnless(NO_MONGODB)('with a MongoDB', () => {
  let url: Promise<string> | undefined;
  afterAll(async () => {
    if (url !== undefined) await dropDatabase(await url);
    await stopMongo();
  });

  accessRecordContract('MongoDB', async () => {
    url ??= mongoDatabase();
    return new MongoAccessRecord(await url, { now: () => performance.now(), retryForMs: 10_000 });
  });
});
