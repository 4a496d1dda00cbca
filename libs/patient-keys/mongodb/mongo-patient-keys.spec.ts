/** The keys in MongoDB keep the contract of every store of keys, from one machine or several. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Collection, MongoClient } from 'mongodb';
import { afterAll, expect, jest, test } from '@jest/globals';
import { KeyFile } from '#libs/patient-keys/key-file.ts';
import { MongoPatientKeys } from '#libs/patient-keys/mongodb/mongo-patient-keys.ts';
import { patientKeysContract } from '#libs/patient-keys/patient-keys.contract.ts';
import { takeKeysIntoFile } from '#libs/patient-keys/sqlite/taking.ts';
import { SqlitePatientKeys } from '#libs/patient-keys/sqlite/sqlite-patient-keys.ts';
import { openStoresAt, storePaths } from '#libs/runtime/stores.ts';
import { fingerprintOf } from '#libs/patient-keys/wrapping.ts';
import { NO_MONGODB, dropDatabase, mongoDatabase, stopMongo } from '#test/support/mongodb.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { describeUnless } from '#test/support/unless.ts';
import { systemClock } from '#test/support/system-clock.ts';

const AT = '2026-11-29T00:00:00.000Z';

describeUnless(NO_MONGODB)('with a MongoDB', () => {
  afterAll(stopMongo);

  async function places() {
    const [url, folder] = [await mongoDatabase(), temporaryFolder()];
    const file = new KeyFile(join(folder, 'key'));
    file.makeIfMissing();
    const opening = { file, now: () => performance.now(), retryForMs: 10_000 };
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
    file.matching(fingerprintOf(next));
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

  test('no stored byte opens a key or names a subject, and after a rotation the former key opens no key', async () => {
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

  test('a rotation that is cut off keeps the former key valid, and the next rotation ends it', async () => {
    const { url, file, opening, open, remove } = await places();
    const keys = await open();
    const key = (await keys.ensured(['patient/P1'])).get('patient/P1');
    const client = new MongoClient(url);
    // The state left by a process that was killed during its rotation long ago.
    const left = { rotation: { id: 'dead' }, rotationAt: new Date(Date.now() - 3_600_000) };
    await client.db().collection('installation').updateOne({}, { $set: left });
    expect((await keys.ensured(['patient/P2'])).size).toBe(1);
    await client.db().collection('installation').updateOne({}, { $set: left });
    // The key of the interrupted rotation opens nothing either.
    await client
      .db()
      .collection('keys')
      .updateMany({}, { $set: { 'wraps.abandoned': 'x' } });
    await rotate(keys, file);
    const { wrappedBy } = await keys.status();
    const stored = await client.db().collection('keys').find().toArray();
    expect(stored.map(({ wraps }) => Object.keys(wraps as object))).toStrictEqual([[wrappedBy], [wrappedBy]]);
    const other = await MongoPatientKeys.open(url, opening);
    expect((await other.ensured(['patient/P1'])).get('patient/P1')).toStrictEqual(key);
    await client.close();
    await keys.close();
    await other.close();
    await remove();
  });

  test('makes no key during a rotation, and all that were asked for after it', async () => {
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
    // Moves them into a file again.
    const path = join(folder, 'again.db');
    await takeKeysIntoFile(path, await taken.stored());
    const again = new SqlitePatientKeys(path, file);
    expect((await again.ensured(['patient/P1'])).get('patient/P1')?.key).toStrictEqual(key);
    await expect(again.ensured(['patient/P2'])).rejects.toMatchObject({ code: 'SUBJECT_ERASED' });
    for (const keys of [local, others, taken, again]) await keys.close();
    await remove();
  });

  test('keys that the file destroyed after they were copied are destroyed at the next copy', async () => {
    const { url, folder, file, opening, open, remove } = await places();
    const local = new SqlitePatientKeys(join(folder, 'keys.db'), file);
    const references = ['patient/P1', 'patient/P2'].map((subject) => local.referenceOf(subject));
    await local.ensured(['patient/P1', 'patient/P2']);
    await (await MongoPatientKeys.take(url, opening, local.stored())).close();
    const server = await open();
    expect((await server.keysOf(references)).size).toBe(2);
    await local.destroy(references.slice(0, 1), AT);
    const again = await MongoPatientKeys.take(url, opening, local.stored());
    for (const keys of [again, server, await open()]) {
      expect([...(await keys.keysOf(references)).keys()]).toStrictEqual(references.slice(1));
      expect(await keys.status()).toMatchObject({ keys: 1, destroyed: 1 });
      await keys.close();
    }
    await local.close();
    await remove();
  });

  test('keys whose copy was cut off are copied with their present wrapping', async () => {
    const { url, folder, file, opening, remove } = await places();
    const local = new SqlitePatientKeys(join(folder, 'keys.db'), file);
    const made = await local.ensured(['patient/P1']);
    const { keys, ...stored } = local.stored();
    async function* cutOff(): typeof keys {
      yield* keys;
      throw new Error('killed');
    }
    await expect(MongoPatientKeys.take(url, opening, { ...stored, keys: cutOff() })).rejects.toThrow('killed');
    // During the move nobody can open the part as if it were whole, and nobody can add other keys.
    await expect(MongoPatientKeys.open(url, opening)).rejects.toMatchObject({ code: 'KEYS_BEING_MOVED' });
    const others = new SqlitePatientKeys(join(folder, 'others.db'), file);
    await others.ensured(['patient/P9']);
    await expect(MongoPatientKeys.take(url, opening, others.stored())).rejects.toMatchObject({
      code: 'KEYS_OF_ANOTHER',
    });
    await others.close();
    const next = file.prepareNext();
    await local.rotate(next);
    file.matching(fingerprintOf(next));
    const taken = await MongoPatientKeys.take(url, opening, local.stored());
    expect((await taken.ensured(['patient/P1'])).get('patient/P1')).toStrictEqual(made.get('patient/P1'));
    expect(await taken.status()).toMatchObject({ keys: 1 });
    await taken.close();
    await local.close();
    await remove();
  });

  test('if two installations move their keys at once, only the keys of the first arrive', async () => {
    const { url, folder, file, opening, remove } = await places();
    const stores = ['a.db', 'b.db'].map((name) => new SqlitePatientKeys(join(folder, name), file));
    for (const store of stores) await store.ensured(['patient/P1', 'patient/P2']);
    const moved = await Promise.allSettled(stores.map((store) => MongoPatientKeys.take(url, opening, store.stored())));
    const taken = moved.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(
      moved.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { code: string }).code] : [])),
    ).toStrictEqual(['KEYS_OF_ANOTHER']);
    expect(await taken[0]?.status()).toMatchObject({ keys: 2 });
    for (const keys of [...stores, ...taken]) await keys.close();
    await remove();
  });

  test('a log without an event does not open the keys of another one', async () => {
    const { url, folder, file, open, remove } = await places();
    const keys = await open();
    const paths = storePaths(join(folder, 'data'), { keyFile: file.path });
    // The log is in a file here; the test only needs it to be empty.
    const onServer = { ...paths, keys: { store: '', file: file.path, server: url } };
    await (await openStoresAt(onServer, systemClock)).close();
    await keys.ensured(['patient/P1']);
    await expect(openStoresAt(onServer, systemClock)).rejects.toMatchObject({ code: 'KEYS_OF_ANOTHER' });
    await keys.close();
    await remove();
  });

  test('a key that is destroyed while it is read is not held', async () => {
    const { open, remove } = await places();
    const [keys, other] = [await open(), await open()];
    const [reference, second] = ['patient/P1', 'patient/P2'].map((subject) => keys.referenceOf(subject));
    await other.ensured(['patient/P1', 'patient/P2']);
    const real = Reflect.get(Collection.prototype, 'find');
    let isLate = false;
    const late = Promise.withResolvers<undefined>();
    const reached = Promise.withResolvers<undefined>();
    jest.spyOn(Collection.prototype, 'find').mockImplementation(function (this: Collection, ...given: unknown[]) {
      const cursor = Reflect.apply(real, this, given) as ReturnType<typeof real>;
      if (this.collectionName !== 'keys' || isLate) return cursor;
      isLate = true;
      const toArray = cursor.toArray.bind(cursor);
      cursor.toArray = async () => {
        const found = await toArray();
        reached.resolve(undefined);
        await late.promise;
        return found;
      };
      return cursor;
    } as never);
    const reading = keys.keysOf([reference ?? '']);
    await reached.promise;
    await other.destroy([reference ?? ''], AT);
    await keys.keysOf([second ?? '']);
    late.resolve(undefined);
    expect((await reading).size).toBe(0);
    expect((await keys.keysOf([reference ?? ''])).size).toBe(0);
    jest.restoreAllMocks();
    for (const one of [keys, other]) await one.close();
    await remove();
  });

  test('a key that a killed process left while its subject was erased opens no text', async () => {
    const { url, open, remove } = await places();
    const [keys, client] = [await open(), new MongoClient(url)];
    await keys.ensured(['patient/P1']);
    const reference = keys.referenceOf('patient/P1');
    const left = await client.db().collection('keys').findOne();
    await keys.destroy([reference], AT);
    for (const ask of ['keysOf', 'ensured'] as const) {
      await client
        .db()
        .collection('keys')
        .insertOne({ ...left });
      if (ask === 'keysOf') expect((await keys.keysOf([reference])).size).toBe(0);
      else await expect(keys.ensured(['patient/P1'])).rejects.toMatchObject({ code: 'SUBJECT_ERASED' });
      expect(await keys.status()).toMatchObject({ keys: 0 });
    }
    await client.close();
    await keys.close();
    await remove();
  });
});
