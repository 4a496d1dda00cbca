/** Uploads in MongoDB keep their contract; incomplete or altered files are not read. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Binary, MongoClient } from 'mongodb';
import { afterAll, expect, test } from '@jest/globals';
import { MongoUploads } from '#libs/uploads/mongodb/mongo-uploads.ts';
import { uploadsContract } from '#libs/uploads/uploads.contract.ts';
import { UploadMissing } from '#libs/uploads/uploads.ts';
import { NO_MONGODB, dropDatabase, mongoDatabase, stopMongo } from '#test/support/mongodb.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { describeUnless } from '#test/support/unless.ts';

describeUnless(NO_MONGODB)('with a MongoDB', () => {
  afterAll(stopMongo);

  async function machines() {
    const [url, folder] = [await mongoDatabase(), temporaryFolder()];
    return {
      url,
      // A separate folder: only the server is shared.
      connect: async () => {
        const own = mkdtempSync(join(folder, 'machine-'));
        return new MongoUploads(url, { folder: own, now: () => performance.now(), retryForMs: 10_000 });
      },
      close: async () => {
        rmSync(folder, { recursive: true, force: true });
        await dropDatabase(url);
      },
    };
  }

  uploadsContract('MongoDB', machines);

  test('files that are not all in, or not as they were received, are refused', async () => {
    const { url, connect, close } = await machines();
    const uploads = await connect();
    const client = new MongoClient(url);
    const folder = await uploads.incoming();
    writeFileSync(join(folder, 'acts.csv'), 'as received');
    await uploads.keep('job', folder);
    const [all, pieces] = [client.db().collection('uploads'), client.db().collection('upload_pieces')];
    const whole = await all.findOne({});
    await all.updateOne({}, { $unset: { files: 1 } });
    await expect(uploads.open('job')).rejects.toThrow(UploadMissing);
    // Cut off before the last piece: the next one finishes it.
    await uploads.keep('job', folder);
    expect(await all.findOne({})).toMatchObject({ files: whole?.['files'] as unknown });
    await pieces.updateOne({}, { $set: { bytes: new Binary(Buffer.from('as changed!')) } });
    await expect(uploads.open('job')).rejects.toThrow(UploadMissing);
    await pieces.deleteMany({});
    await expect(uploads.open('job')).rejects.toThrow(UploadMissing);
    // No data of the failed upload remain.
    expect((await uploads.kept()).map(({ job }) => job)).toStrictEqual(['job', expect.stringContaining('incoming-')]);
    await client.close();
    await uploads.close();
    await close();
  });
});
