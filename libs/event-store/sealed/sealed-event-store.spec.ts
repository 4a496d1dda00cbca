/** A sealed log: the stored form of the facts about a patient. libs/runtime/sealed-log.spec.ts runs the contract of every log on it. */
import { copyFileSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { verifyLog } from '#libs/audit/verify.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import type { LogElsewhere } from '#libs/event-store/event-store.ts';
import { erasedPatients } from '#libs/event-store/sealed/erased-patients.ts';
import { SealingAhead } from '#libs/event-store/sealed/sealed-ahead.ts';
import { SealedEventStore } from '#libs/event-store/sealed/sealed-event-store.ts';
import { migrateLog } from '#libs/event-store/migrate.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { SqliteStoredEvents } from '#libs/event-store/sqlite/sqlite-stored-events.ts';
import { KeyFile } from '#libs/patient-keys/key-file.ts';
import { SubjectErased } from '#libs/patient-keys/patient-keys.ts';
import { SqlitePatientKeys } from '#libs/patient-keys/sqlite/sqlite-patient-keys.ts';
import { COMMIT } from '#test/support/commit.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const PARTS = {
  RowSetAside: {
    subjectOf: (stream: string, { line }: Readonly<Record<string, unknown>>) => `row/${stream}/${String(line)}`,
    fields: { row: '', fields: [] },
  },
};

/** Like an engine that stores each event separately. */
class EventByEvent extends SqliteEventStore {
  override sealRows(): boolean {
    return false;
  }
}

function openIn(folder: string, Store = SqliteEventStore): SealedEventStore {
  const file = new KeyFile(join(folder, 'key'));
  file.makeIfMissing();
  const keys = new SqlitePatientKeys(join(folder, 'keys.db'), file);
  return new SealedEventStore(new Store(join(folder, 'events.db')), {
    keys,
    parts: PARTS,
    elsewhere: (there) => there,
  });
}

function fact(patient: string, birth: string) {
  const data = JSON.stringify({ patient_id: patient, birth_date: birth });
  const event = { type: 'PatientDescribed', schemaVersion: 1, effective: birth, knownOn: '2021-01-01', data };
  return { stream: `patient-${patient}`, event: { id: eventId('PatientDescribed', data), ...event } };
}

const ROW = {
  stream: 'import-1',
  event: {
    id: '0123456789abcdef0123456789abcdef',
    type: 'RowSetAside',
    schemaVersion: 2,
    effective: '2021',
    knownOn: '2021-01-01',
    data: '{"code":"DATE","row":"DUPONT,1950-13-45","line":3,"fields":["DUPONT"]}',
  },
};

async function allOf(of: SealedEventStore): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const batch of of.read({ after: 0 })) events.push(...batch);
  return events;
}

const folder = temporaryFolder();
let log: SealedEventStore;
beforeAll(async () => {
  log = openIn(folder);
  await log.record([fact('DUPONT', '1950-03-17'), fact('MARTIN', '1961-04-18'), ROW], COMMIT);
});
afterAll(async () => {
  await log.close();
  rmSync(folder, { recursive: true });
});

function isStored(text: string): boolean {
  return readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes(text));
}

function all() {
  return allOf(log);
}

/** Bodies of rows: whether each is sealed whole. */
function areSealed(of: string): boolean[] {
  const db = new DatabaseSync(join(of, 'events.db'), { readOnly: true });
  const rows = db.prepare("SELECT typeof(body) = 'blob' AS sealed FROM rows ORDER BY position").all();
  db.close();
  return rows.map(({ sealed }) => sealed === 1);
}

test('stores no identifier, date, content or id of a fact about a patient, and no row set aside, in clear', () => {
  for (const { event } of [fact('DUPONT', '1950-03-17'), ROW])
    for (const text of ['DUPONT', '1950-03-17', '1950-13-45', event.data, event.id]) expect(isStored(text)).toBe(false);
  expect(isStored(Buffer.from(fact('DUPONT', '1950-03-17').event.id, 'hex').toString('latin1'))).toBe(false);
  expect(isStored('PatientDescribed')).toBe(true);
});

test('gives back every event as recorded, whole or in the requested fields', async () => {
  expect(await all()).toMatchObject([
    { ...fact('DUPONT', '1950-03-17').event, stream: 'patient-DUPONT' },
    { ...fact('MARTIN', '1961-04-18').event, stream: 'patient-MARTIN' },
    { ...ROW.event, stream: 'import-1' },
  ]);
  for await (const [first] of log.read({ after: 0, categories: ['patient'], fields: ['effective', 'stream'] }))
    expect(first).toStrictEqual({ effective: '1950-03-17', stream: 'patient-DUPONT' });
  expect(await log.find('import-1', ROW.event.id)).toBeUndefined();
  const { stream, event } = fact('DUPONT', '1950-03-17');
  expect((await log.find(stream, event.id))?.data).toBe(event.data);
});

test('looks once for the key of a patient without a key', async () => {
  const own = temporaryFolder();
  const of = openIn(own);
  const looked = jest.spyOn(of.keys, 'keysOf');
  await of.record([fact('P1', '1950-03-17')], COMMIT);
  expect(looked).toHaveBeenCalledTimes(1);
  await of.close();
  rmSync(own, { recursive: true });
});

test('an event whose key is destroyed keeps only its type, position, revision and day known', async () => {
  const references = [log.keys.referenceOf('patient/DUPONT'), log.keys.referenceOf('row/import-1/3')];
  await log.keys.destroy(references, COMMIT.recordedAt);
  const [first, second, row] = await all();
  expect(first).toStrictEqual({
    position: 1,
    stream: `patient-~${references[0]}`,
    revision: 0,
    id: expect.stringMatching(/^[0-9a-f]{32}$/),
    type: 'PatientDescribed',
    schemaVersion: 1,
    effective: '',
    knownOn: '2021-01-01',
    data: '',
    commit: 1,
  });
  expect(first?.id).not.toBe(fact('DUPONT', '1950-03-17').event.id);
  expect(second).toMatchObject({ stream: 'patient-MARTIN', effective: '1961-04-18' });
  expect(JSON.parse(row?.data ?? '')).toStrictEqual({ code: 'DATE', line: 3, row: '', fields: [] });
  expect(await log.readStream(`patient-~${references[0]}`)).toStrictEqual([first]);
  expect((await erasedPatients(log))('DUPONT')).toBe(true);
  expect((await erasedPatients(log))('MARTIN')).toBe(false);
  await expect(log.record([fact('DUPONT', '1950-03-17')], COMMIT)).rejects.toThrow(SubjectErased);
});

test('stores events sealed by another thread unchanged, and seals them again if a key was destroyed since', async () => {
  const own = temporaryFolder();
  const opened = openIn(own);
  const keys = opened.keys as SqlitePatientKeys;
  const rows = new SealingAhead(keys, opened);
  const facts = [fact('A', '1950-03-17'), fact('B', '1961-04-18'), fact('A', '1950-03-18')];
  const sealed = async () => {
    const streams = [...new Set(facts.map(({ stream }) => stream))];
    const streamOf = Uint32Array.from(facts, ({ stream }) => streams.indexOf(stream));
    const contents = facts.map(({ event: { effective, data } }) => ({ effective, data }));
    const of = await rows.sealed({ streams, streamOf, ids: facts.map(({ event }) => event.id), contents });
    return facts.map((located, fact) => ({ ...located, ahead: of && { of, fact, stream: streamOf[fact] ?? 0 } }));
  };
  const ahead = await sealed();
  await opened.record(ahead.slice(0, 2), COMMIT);
  expect(await opened.record(facts.slice(0, 2), COMMIT)).toStrictEqual({ positions: ['known', 'known'] });
  expect((await allOf(opened)).map(({ stream, data }) => ({ stream, data }))).toStrictEqual(
    facts.slice(0, 2).map(({ stream, event: { data } }) => ({ stream, data })),
  );
  await keys.destroy([keys.referenceOf('patient/B')], COMMIT.recordedAt);
  await opened.record(ahead.slice(2), COMMIT);
  await expect(opened.record(ahead.slice(1, 2), COMMIT)).rejects.toThrow(SubjectErased);
  expect((await sealed()).map((located) => located.ahead)).toStrictEqual([undefined, undefined, undefined]);
  expect((await opened.readStream('patient-A')).map(({ id }) => id)).toStrictEqual(
    [facts[0], facts[2]].map((of) => of?.event.id),
  );
  await opened.close();
  rmSync(own, { recursive: true });
});

test('seals the facts of a patient and commit with one ciphertext, and still opens facts that a former version sealed one by one', async () => {
  const place = temporaryFolder();
  const facts = ['1950-03-17', '1950-03-18', '1950-03-19'].map((day) => fact('DUPONT', day));
  const former = openIn(place, EventByEvent);
  await former.record([facts[0] ?? ROW, ROW], COMMIT);
  await former.close();
  const sealed = openIn(place);
  await sealed.record([...facts, fact('MARTIN', '1961-04-18')], COMMIT);
  expect(areSealed(place)).toStrictEqual([false, false, true, true]);
  expect((await sealed.readStream('patient-DUPONT')).map(({ effective }) => effective)).toStrictEqual(
    facts.map(({ event }) => event.effective),
  );
  const stored = new SqliteStoredEvents(join(place, 'events.db'));
  expect(await verifyLog(stored)).toMatchObject({ events: 5, misfits: [] });
  await stored.close();
  await sealed.keys.destroy([sealed.keys.referenceOf('patient/DUPONT')], COMMIT.recordedAt);
  expect((await allOf(sealed)).filter(({ data }) => data === '')).toHaveLength(3);
  await sealed.close();
  rmSync(place, { recursive: true });
});

test('is carried over to a store that seals event by event, each event compared, the erased ones as they are', async () => {
  const [place, other] = [temporaryFolder(), temporaryFolder()];
  const from = openIn(place);
  await from.record([fact('DUPONT', '1950-03-17'), fact('MARTIN', '1961-04-18'), ROW], COMMIT);
  await from.keys.destroy([from.keys.referenceOf('patient/MARTIN')], COMMIT.recordedAt);
  for (const name of ['key', 'keys.db', 'keys.db-wal']) copyFileSync(join(place, name), join(other, name));
  const to = openIn(other, EventByEvent);
  const { former, copied } = await migrateLog(from, to, { isResealed: true });
  expect([former, copied]).toStrictEqual([await from.linkAt(3), 3]);
  expect(await allOf(to)).toStrictEqual(await allOf(from));
  expect(areSealed(other)).toStrictEqual([false, false, false]);
  for (const text of ['DUPONT', '1950-03-17'])
    expect(readdirSync(other).some((name) => readFileSync(join(other, name)).includes(text))).toBe(false);
  await from.close();
  await to.close();
  for (const one of [place, other]) rmSync(one, { recursive: true });
});

test('a row that a former program stored in clear, and whose key is destroyed, is carried over without its content', async () => {
  const own = temporaryFolder();
  const stored = new SqliteEventStore(join(own, 'events.db'));
  const other = { ...ROW.event, id: 'f'.repeat(32), data: ROW.event.data.replace('"line":3', '"line":4') };
  await stored.record([ROW, { ...ROW, event: other }], COMMIT);
  await stored.close();
  const file = new KeyFile(join(own, 'key'));
  file.makeIfMissing();
  const keys = new SqlitePatientKeys(join(own, 'keys.db'), file);
  await keys.ensured(['row/import-1/3', 'row/import-1/4']);
  await keys.destroy([keys.referenceOf('row/import-1/3')], COMMIT.recordedAt);
  const settings = { keys, parts: PARTS, elsewhere: (there: LogElsewhere) => there };
  const former = new SealedEventStore(new SqliteEventStore(join(own, 'events.db')), {
    ...settings,
    emptiesParts: true,
  });
  const [emptied, kept] = await allOf(former);
  expect(JSON.parse(emptied?.data ?? '')).toStrictEqual({ code: 'DATE', line: 3, row: '', fields: [] });
  expect(emptied?.id).not.toBe(ROW.event.id);
  expect(kept).toMatchObject(other);
  await former.close();
  rmSync(own, { recursive: true });
});
