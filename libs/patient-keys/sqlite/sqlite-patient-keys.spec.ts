/** The keys in SQLite: the content of their files, and the value of old copies of them. */
import * as fs from 'node:fs';
import {
  copyFileSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, jest, test } from '@jest/globals';
import { KeyFile } from '#libs/patient-keys/key-file.ts';
import { KeysUnusable, type WrappedKeys } from '#libs/patient-keys/patient-keys.ts';
import { patientKeysContract } from '#libs/patient-keys/patient-keys.contract.ts';
import { takeKeysIntoFile } from '#libs/patient-keys/sqlite/taking.ts';
import { SqlitePatientKeys } from '#libs/patient-keys/sqlite/sqlite-patient-keys.ts';
import { KEY_BYTES, fingerprintOf } from '#libs/patient-keys/wrapping.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const AT = '2026-11-29T00:00:00.000Z';

function places() {
  const folder = temporaryFolder();
  const file = new KeyFile(join(folder, 'key'));
  file.makeIfMissing();
  const path = join(folder, 'keys.db');
  return { folder, file, path, open: () => new SqlitePatientKeys(path, file) };
}

async function rotate(keys: SqlitePatientKeys, file: KeyFile): Promise<void> {
  const next = file.prepareNext();
  await keys.rotate(next);
  file.matching(fingerprintOf(next));
}

patientKeysContract('the keys of patients in SQLite', async () => {
  const { folder, file, open } = places();
  const keys = open();
  return {
    keys,
    reopen: open,
    rotate: () => rotate(keys, file),
    close: async () => {
      await keys.close();
      rmSync(folder, { recursive: true });
    },
  };
});

/** Everything in the files of a folder. */
function bytesIn(folder: string): Buffer {
  return Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
}

test('no file of the store has a key, a subject, or the wrapped form of a destroyed key', async () => {
  const { folder, path, open } = places();
  const keys = open();
  const { key, reference } = (await keys.ensured(['patient/P1'])).get('patient/P1') ?? {};
  expect(bytesIn(folder).includes(key ?? '')).toBe(false);
  expect(bytesIn(folder).includes('patient/P1')).toBe(false);
  const wrapped = Buffer.from(readFileSync(`${path}-wal`));
  const at = wrapped.indexOf(Buffer.from(reference ?? '', 'hex'));
  const stored = wrapped.subarray(at + 32, at + 96);
  expect(bytesIn(folder).includes(stored)).toBe(true);
  await keys.destroy([reference ?? ''], AT);
  expect(bytesIn(folder).includes(stored)).toBe(false);
  await keys.close();
  rmSync(folder, { recursive: true });
});

test('an old copy of the store opens with no key file of now, once the wrapping key is another', async () => {
  const { folder, file, path, open } = places();
  const keys = open();
  await keys.ensured(['patient/P1']);
  const copy = join(folder, 'copy.db');
  await keys.close();
  copyFileSync(path, copy);
  const again = open();
  await again.destroy([again.referenceOf('patient/P1')], AT);
  await rotate(again, file);
  expect(() => new SqlitePatientKeys(copy, file)).toThrow(KeysUnusable);
  await again.close();
  rmSync(folder, { recursive: true });
});

test('a key with changed bytes, or in the place of another one, is named by its reference', async () => {
  const { folder, open } = places();
  const keys = open();
  await keys.ensured(['patient/P1', 'patient/P2']);
  const [one = '', two = ''] = ['patient/P1', 'patient/P2'].map((subject) => keys.referenceOf(subject));
  await keys.close();
  const db = new DatabaseSync(join(folder, 'keys.db'));
  const bytesOf = (reference: string): Buffer => {
    const row = db.prepare('SELECT wrapped FROM keys WHERE reference = ?').get(Buffer.from(reference, 'hex'));
    return Buffer.from(row?.['wrapped'] as Uint8Array);
  };
  const replace = db.prepare('UPDATE keys SET wrapped = ? WHERE reference = ?');
  const changed = bytesOf(one);
  changed[20] = (changed[20] ?? 0) ^ 1;
  for (const bytes of [changed, bytesOf(two), Buffer.alloc(3)]) {
    replace.run(bytes, Buffer.from(one, 'hex'));
    const again = open();
    const damaged = { code: 'KEY_DAMAGED', data: { reference: one } };
    await expect(again.keysOf([two, one])).rejects.toMatchObject(damaged);
    expect(() => again.keyOf(one)).toThrow(/KEY_DAMAGED/);
    expect((await again.keysOf([two])).size).toBe(1);
    await again.close();
  }
  db.close();
  rmSync(folder, { recursive: true });
});

test('a rotation that is cut off before or after it wrapped the keys leaves a store that opens', async () => {
  const { folder, file, open } = places();
  const keys = open();
  const { key } = (await keys.ensured(['patient/P1'])).get('patient/P1') ?? {};
  const next = file.prepareNext();
  const reference = keys.referenceOf('patient/P1');
  const before = open();
  expect((await before.keysOf([reference])).get(reference)?.key).toStrictEqual(key);
  await before.close();
  await keys.rotate(next);
  const after = open();
  expect((await after.keysOf([reference])).get(reference)?.key).toStrictEqual(key);
  expect(file.read()).toStrictEqual(next);
  await Promise.all([after.close(), keys.close()]);
  rmSync(folder, { recursive: true });
});

test('a rotation that a running service ended counts as done; one whose key is lost does not', async () => {
  const { folder, file, open } = places();
  const keys = open();
  const service = open();
  await service.ensured(['patient/P1']);
  const next = file.prepareNext();
  await keys.rotate(next);
  await service.keysOf([]);
  expect(file.read()).toStrictEqual(next);
  expect(file.matching(fingerprintOf(next))).toStrictEqual(next);
  expect(file.matching(fingerprintOf(Buffer.alloc(KEY_BYTES)))).toBeUndefined();
  expect(file.read()).toStrictEqual(next);
  await Promise.all([keys.close(), service.close()]);
  rmSync(folder, { recursive: true });
});

test('a file that was cut off is named as that of the keys', async () => {
  const { folder, path, open } = places();
  const keys = open();
  await keys.ensured(Array.from({ length: 500 }, (_, i) => `patient/P${i}`));
  await keys.close();
  truncateSync(path, statSync(path).size / 2);
  expect(open).toThrow(/KEYS_UNREADABLE .*keys\.db.*malformed/);
  rmSync(folder, { recursive: true });
});

test('of two rotations at once, none loses the key of the other', async () => {
  const { folder, file, open } = places();
  const [one, other] = [open(), open()];
  const { key } = (await one.ensured(['patient/P1'])).get('patient/P1') ?? {};
  const reference = one.referenceOf('patient/P1');
  // The other one is prepared, and refused or ended, before the first one puts its key in place.
  const [first, second] = [file.prepareNext(), file.prepareNext()];
  await one.rotate(first);
  const after = open();
  expect((await after.keysOf([reference])).get(reference)?.key).toStrictEqual(key);
  await other.rotate(second);
  file.matching((await one.status()).wrappedBy);
  expect(file.read()).toStrictEqual(second);
  expect((await after.keysOf([reference])).get(reference)?.key).toStrictEqual(key);
  await Promise.all([one.close(), other.close(), after.close()]);
  rmSync(folder, { recursive: true });
});

test('a rotation that a former program began is ended', async () => {
  const { folder, file, open } = places();
  const keys = open();
  const next = file.prepareNext();
  renameSync(`${file.path}.next-${fingerprintOf(next)}`, `${file.path}.next`);
  await keys.rotate(next);
  await open().close();
  expect(file.read()).toStrictEqual(next);
  await keys.close();
  rmSync(folder, { recursive: true });
});

test('a key that another process moves to its place while it is looked for is found', async () => {
  const { folder, file } = places();
  const next = file.prepareNext();
  const move = jest.fn(() => {
    renameSync(`${file.path}.next-${fingerprintOf(next)}`, file.path);
  });
  jest.resetModules();
  jest.unstable_mockModule('node:fs', () => ({
    ...fs,
    readFileSync: (path: string, encoding: 'utf8') => {
      const read = readFileSync(path, encoding);
      if (path === file.path && move.mock.calls.length === 0) move();
      return read;
    },
  }));
  const { KeyFile: Looking } = await import('#libs/patient-keys/key-file.ts');
  expect(new Looking(file.path).matching(fingerprintOf(next))).toStrictEqual(next);
  expect(move).toHaveBeenCalledTimes(1);
  jest.unstable_unmockModule('node:fs');
  rmSync(folder, { recursive: true });
});

test('makes a key file for its user alone, and never replaces another', () => {
  const { folder, file } = places();
  expect(statSync(file.path).mode & 0o777).toBe(0o600);
  const key = file.read();
  expect(file.makeIfMissing()).toBe(false);
  expect(file.read()).toStrictEqual(key);
  writeFileSync(file.path, '');
  expect(file.matching('0'.repeat(16))).toBeUndefined();
  rmSync(folder, { recursive: true });
});

test('keys that are moved into another store are left nowhere here, and no process makes another one here', async () => {
  const { folder, file, path, open } = places();
  const [keys, other] = [new SqlitePatientKeys(path, file, true), open()];
  const made = await other.ensured(['patient/P1', 'patient/P2']);
  const references = [...made.values()].map(({ reference }) => reference);
  await other.destroy(references.slice(1), AT);
  const target = join(folder, 'target.db');
  const moved = { code: 'KEYS_MOVED', data: { path } };
  // Interrupted when all keys were taken: nobody may continue with a copy.
  const cutOff = async (stored: WrappedKeys): Promise<void> => {
    await takeKeysIntoFile(target, stored);
    throw new Error('killed');
  };
  await expect(keys.moveInto(cutOff)).rejects.toThrow('killed');
  await expect(other.ensured(['patient/P3'])).rejects.toMatchObject(moved);
  expect(open).toThrow(KeysUnusable);
  await keys.moveInto((stored) => takeKeysIntoFile(target, stored));
  await expect(other.keysOf(references)).rejects.toMatchObject(moved);
  for (const one of [keys, other]) await one.close();
  const left = readdirSync(folder).filter((name) => name.startsWith('keys.db'));
  const there = new SqlitePatientKeys(target, file);
  expect((await there.ensured(['patient/P1'])).get('patient/P1')).toStrictEqual(made.get('patient/P1'));
  expect(await there.status()).toMatchObject({ keys: 1, destroyed: 1 });
  for await (const page of there.stored().keys)
    for (const [, wrapped] of page)
      for (const name of left) expect(readFileSync(join(folder, name)).includes(Buffer.from(wrapped))).toBe(false);
  // A repetition moves nothing.
  const again = new SqlitePatientKeys(path, file, true);
  await again.moveInto(() => Promise.reject(new Error('nothing is there to be taken')));
  for (const one of [again, there]) await one.close();
  rmSync(folder, { recursive: true });
});
