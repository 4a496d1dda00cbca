/** An audit names each missing or damaged key, and still checks the others. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { eventId } from '#libs/event-store/event-id.ts';
import { patientStream, pseudonym, subjectOfPatient } from '#libs/event-store/sealed/sealed-names.ts';
import { SqliteStoredEvents } from '#libs/event-store/sqlite/sqlite-stored-events.ts';
import { checkWhole } from '#libs/audit/whole-check.ts';
import { keyCheckAt } from '#libs/runtime/key-check.ts';
import { openLogAt, openStoredLogAt, storePaths } from '#libs/runtime/stores.ts';
import { systemClock } from '#test/support/system-clock.ts';
import { setAsideSubject } from '#libs/erasure/subjects.ts';
import { decompteHere } from '#test/support/command-line.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Product } from '#test/support/product.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const PATIENTS = Array.from({ length: 12 }, (_, i) => `P000000${i}`);
const ROW = { file: 'acts.csv', sha256: 'x', line: 2, code: 'UNKNOWN_VALUE', message: 'x', fields: [], row: 'A1,P9' };

let folder: string;
let referenceOf: (subject: string) => string;
beforeEach(async () => {
  folder = temporaryFolder();
  const product = Product.sealed(folder);
  const events = [...PATIENTS.map(described), factOf('import-1', 'RowSetAside', ROW)];
  await product.log.record(events, COMMIT);
  const { keys } = product.log;
  const named = [...PATIENTS.map(subjectOfPatient), setAsideSubject({ stream: 'import-1', line: 2 })];
  const references = new Map(named.map((subject) => [subject, keys?.referenceOf(subject) ?? '']));
  referenceOf = (subject) => references.get(subject) ?? '';
  await product.readStore.close();
  await product.log.close();
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function factOf(stream: string, type: string, fields: object) {
  const data = JSON.stringify(fields);
  const event = { type, schemaVersion: 1, effective: '2021', knownOn: '2021-01-01', data };
  return { stream, event: { ...event, id: eventId(type, stream + data) } };
}

function described(patient: string) {
  const row = { birth_date: '1950-03-17', sex: 'F', died_on: '', known_on: '2021-01-01' };
  return factOf(patientStream(patient), 'PatientDescribed', { patient_id: patient, ...row });
}

function streamOf(patient = ''): string {
  return patientStream(pseudonym(referenceOf(subjectOfPatient(patient))));
}

function inKeys(sql: string, reference: string): void {
  const db = new DatabaseSync(join(folder, 'keys.db'));
  expect(db.prepare(sql).run(Buffer.from(reference, 'hex')).changes).toBe(1);
  db.close();
}

async function verified(...more: readonly string[]) {
  const { status, stdout, stderr } = await decompteHere(['audit', 'verify', '--data', folder, ...more]);
  return { status, said: stdout + stderr };
}

async function keysIn(): Promise<unknown> {
  return (JSON.parse((await verified('--json')).said) as { readonly keys?: unknown }).keys;
}

test('keys that are all there are counted, and so are those that were destroyed', async () => {
  const product = Product.sealed(folder);
  await product.log.keys?.destroy([referenceOf(subjectOfPatient('P0000003'))], COMMIT.recordedAt);
  await product.readStore.close();
  await product.log.close();
  expect(await keysIn()).toStrictEqual({ usable: 13, unusable: 0, named: [] });
  const { status, said } = await verified();
  expect([status, said]).toStrictEqual([0, expect.stringMatching(/13 clés vérifiées/)]);
});

test('names each missing or damaged key by its stream, even if other keys are faulty too', async () => {
  const damage = 'UPDATE keys SET wrapped = zeroblob(3) WHERE reference = ?';
  const [first = '', second = '', third = ''] = PATIENTS;
  for (const patient of [second, third]) inKeys(damage, referenceOf(subjectOfPatient(patient)));
  inKeys(damage, referenceOf('row/import-1/2'));
  inKeys('DELETE FROM keys WHERE reference = ?', referenceOf(subjectOfPatient(first)));
  const named = [
    { stream: streamOf(first), fault: 'missing' },
    { stream: streamOf(second), fault: 'damaged' },
    { stream: streamOf(third), fault: 'damaged' },
    { stream: 'import-1', position: 13, fault: 'damaged' },
  ];
  expect(await keysIn()).toStrictEqual({ usable: 9, unusable: 4, named });
  const { status, said } = await verified();
  expect(status).toBe(1);
  expect(said).toContain('13 événements vérifiés ; tout convient.');
  expect(said).toContain(`- flux ${streamOf(first)} : la clé n’est pas là, et personne ne l’a détruite.`);
  expect(said).toContain(`- flux ${streamOf(third)} : la clé ne s’ouvre pas.`);
  expect(said).toContain('- flux import-1, événement 13 : la clé ne s’ouvre pas.');
  for (const patient of PATIENTS) expect(said).not.toContain(patient);
});

const UNCHECKED = [0, expect.stringMatching(/tout convient[^]*n’ont pas été vérifiées/)];

test('a log without its keys, or without the key that wraps them, is verified too, and says so', async () => {
  const key = join(folder, 'patients.key');
  const bytes = readFileSync(key);
  rmSync(key);
  expect(Object.values(await verified())).toStrictEqual(UNCHECKED);
  writeFileSync(key, bytes, { mode: 0o600 });
  for (const end of ['', '-wal', '-shm']) rmSync(join(folder, `keys.db${end}`), { force: true });
  expect(Object.values(await verified())).toStrictEqual(UNCHECKED);
});

test('an unreadable store of keys is a fault even if the log fits', async () => {
  for (const end of ['-wal', '-shm']) rmSync(join(folder, `keys.db${end}`), { force: true });
  const { said: before } = await verified();
  expect(before).toMatch(/tout convient/);
  const db = new DatabaseSync(join(folder, 'keys.db'));
  db.exec('UPDATE installation SET secret = zeroblob(60)');
  db.close();
  const { status, said } = await verified();
  expect([status, said]).toStrictEqual([1, expect.stringMatching(/tout convient[^]*ce qui y est gardé est abîmé/)]);
  for (const end of ['-wal', '-shm']) rmSync(join(folder, `keys.db${end}`), { force: true });
  writeFileSync(join(folder, 'keys.db'), 'no database at all '.repeat(100));
  const other = await verified();
  expect([other.status, other.said]).toStrictEqual([1, expect.stringMatching(/tout convient[^]*pas une base SQLite/)]);
});

test('verifies a carried-over log up to the position at which a missing key prevents the comparison', async () => {
  inKeys('DELETE FROM keys WHERE reference = ?', referenceOf(subjectOfPatient('P0000005')));
  const paths = storePaths(folder, {});
  const stored = new SqliteStoredEvents(paths.logPath);
  stored.carriedOver = async () => ({ position: 13, link: '0'.repeat(64), isResealed: false });
  const check = await checkWhole(stored, {
    openLog: () => openLogAt(paths, systemClock),
    openStoredLog: () => openStoredLogAt(paths, systemClock),
    checkKeys: () => keyCheckAt(paths, systemClock),
  });
  await stored.close();
  expect(check).toMatchObject({ fits: false, events: 13, misfits: [], keys: { usable: 12, unusable: 1 } });
  expect(check.carriedOver).toMatchObject({ isOpened: false, compared: 0 });
});
