/** The keys in MongoDB keep the contract of every store of keys, from one machine or several. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { afterAll, expect, test } from '@jest/globals';
import { KeyFile } from '#libs/patient-keys/key-file.ts';
import { MongoPatientKeys } from '#libs/patient-keys/mongodb/mongo-patient-keys.ts';
import { patientKeysContract } from '#libs/patient-keys/patient-keys.contract.ts';
import { SqlitePatientKeys } from '#libs/patient-keys/sqlite/sqlite-patient-keys.ts';
import { fingerprintOf } from '#libs/patient-keys/wrapping.ts';
import { NO_MONGODB, dropDatabase, mongoDatabase, stopMongo } from '#test/support/mongodb.ts';
import { temporaryFolder } from '#test/support/product.ts';
import { describeUnless } from '#test/support/unless.ts';

const AT = '2026-11-29T00:00:00.000Z';

describeUnless(NO_MONGODB)('with a MongoDB', () => {
  afterAll(stopMongo);

  async function places() {
    const [url, folder] = [await mongoDatabase(), temporaryFolder()];
    const file = new KeyFile(join(folder, 'key'));
    file.makeIfMissing();
    const opening = { file, clock: () => new Date(), now: () => performance.now(), retryForMs: 10_000 };
    return {
      url,
      folder,
      file,
      opening,
      open: () => MongoPatientKeys.open(url, opening),
      remove: async () => {
        rmSync(folder, { recursive: true });
        await dropDatabase(url);
      },
    };
  }

  async function rotate(keys: MongoPatientKeys, file: KeyFile): Promise<void> {
    const next = file.prepareNext();
    await keys.rotate(next);
    file.replace(next);
  }

  patientKeysContract('the keys of patients in MongoDB', async () => {
    const { file, open, remove } = await places();
    const keys = await open();
    return {
      keys,
      reopen: open,
      rotate: () => rotate(keys, file),
      close: async () => {
        await keys.close();
        await remove();
      },
    };
  });

  test('nothing that is stored opens a key or names a subject, and after a rotation nothing opens with the former key', async () => {
    const { url, file, open, remove } = await places();
    const keys = await open();
    const made = await keys.ensured(['patient/P0000001', 'row/import-1/2']);
    const former = fingerprintOf(file.read());
    await rotate(keys, file);
    const client = new MongoClient(url);
    const stored = [];
    for (const { collectionName } of await client.db().collections())
      stored.push(...(await client.db().collection(collectionName).find().toArray()));
    const bytes = Buffer.from(JSON.stringify(stored));
    for (const { key, subject } of made.values())
      for (const told of [subject, key.toString('base64'), former]) expect(bytes.includes(told)).toBe(false);
    expect(stored).toHaveLength(3);
    await client.close();
    await keys.close();
    await remove();
  });

  test('a rotation that is cut off leaves the former key in force, and the next one ends it', async () => {
    const { url, file, opening, open, remove } = await places();
    const keys = await open();
    const key = (await keys.ensured(['patient/P1'])).get('patient/P1');
    const client = new MongoClient(url);
    // As a process leaves it that died among the keys, long ago.
    const left = { rotation: { id: 'dead', at: new Date(Date.now() - 3_600_000) } };
    await client.db().collection('installation').updateOne({}, { $set: left });
    expect((await keys.ensured(['patient/P2'])).size).toBe(1);
    await client.db().collection('installation').updateOne({}, { $set: left });
    await rotate(keys, file);
    const other = await MongoPatientKeys.open(url, opening);
    expect((await other.ensured(['patient/P1'])).get('patient/P1')).toStrictEqual(key);
    await client.close();
    await keys.close();
    await other.close();
    await remove();
  });

  test('no key is made while others are wrapped anew', async () => {
    const { file, open, remove } = await places();
    const [one, other] = [await open(), await open()];
    await one.ensured(Array.from({ length: 50 }, (_, i) => `patient/${i}`));
    const made = Promise.all(Array.from({ length: 20 }, (_, i) => other.ensured([`row/${i}`])));
    await rotate(one, file);
    await made;
    const subjects: string[] = [];
    for await (const page of one.subjects()) subjects.push(...page.map(({ subject }) => subject));
    expect(subjects).toHaveLength(70);
    await one.close();
    await other.close();
    await remove();
  });

  test('takes the keys of a file as they are, with those destroyed, and no others after them', async () => {
    const { url, folder, file, opening, remove } = await places();
    const local = new SqlitePatientKeys(join(folder, 'keys.db'), file);
    const { key } = (await local.ensured(['patient/P1', 'patient/P2'])).get('patient/P1') ?? {};
    await local.destroy([local.referenceOf('patient/P2')], AT);
    const taken = await MongoPatientKeys.take(url, opening, local.stored());
    expect((await taken.ensured(['patient/P1'])).get('patient/P1')?.key).toStrictEqual(key);
    await expect(taken.ensured(['patient/P2'])).rejects.toMatchObject({ code: 'SUBJECT_ERASED' });
    const others = new SqlitePatientKeys(join(folder, 'others.db'), file);
    await expect(MongoPatientKeys.take(url, opening, others.stored())).rejects.toMatchObject({
      code: 'KEYS_OF_ANOTHER',
    });
    for (const keys of [local, others, taken]) await keys.close();
    await remove();
  });
});
