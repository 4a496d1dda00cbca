/** Recording keeps the known acts up to date, also while another process folds them. */
import { expect, jest, test } from '@jest/globals';
import { eventId } from '#libs/event-store/event-id.ts';
import { KNOWN_ACTS, actKey, patientKey, reversalKey } from '#libs/intake/known-acts.ts';
import { LogRecorder, type FactWithPlace } from '#libs/intake/recorder.ts';
import { SeenKeys } from '#libs/intake/seen-keys.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Product } from '#test/support/product.ts';

function act(id: string, reverses = ''): FactWithPlace {
  const data = JSON.stringify({ act_id: id, reverses });
  const event = { type: 'ActRecorded', schemaVersion: 1, effective: '2021', knownOn: '2021-01-01', data };
  return { stream: `patient-${id}`, event: { id: eventId('ActRecorded', data), ...event } };
}

const COMPLETED = {
  stream: 'erasure-1',
  event: {
    id: eventId('ErasureCompleted', '{}'),
    type: 'ErasureCompleted',
    schemaVersion: 1,
    effective: '2021',
    knownOn: '2021-01-01',
    data: '{}',
  },
};

function described(patient: string): FactWithPlace {
  const data = JSON.stringify({ patient_id: patient, birth_date: '1950-01-01' });
  const event = { type: 'PatientDescribed', schemaVersion: 1, effective: '1950', knownOn: '2021-01-01', data };
  return { stream: `patient-${patient}`, event: { id: eventId('PatientDescribed', data), ...event } };
}

test.each(['nothing else folds', 'another process catches up just before', 'another process catches up in between'])(
  'a recorded fact is known and counted once if %s',
  async (which) => {
    const product = new Product();
    const { log, readStore } = product;
    const catchUp = async (): Promise<void> => {
      await readStore.upToDate(KNOWN_ACTS, log);
    };
    const documents = await readStore.forFolding(KNOWN_ACTS, log);
    let commits = 0;
    const knownActs: typeof documents = {
      checkpoint: async () => {
        if (which.endsWith('just before')) await catchUp();
        return documents.checkpoint();
      },
      get: (keys) => documents.get(keys),
      missing: (keys) => documents.missing(keys),
      scan: (prefix, options) => documents.scan(prefix, options),
      bytes: () => documents.bytes(),
      poison: () => documents.poison(),
      commit: async (expected, batch) => {
        if (which.endsWith('in between') && commits++ === 0) await catchUp();
        return documents.commit(expected, batch);
      },
    };
    const recorder = new LogRecorder(log, knownActs, { open: async () => documents });
    expect(await recorder.record([act('A1'), act('A2'), act('R1', 'A1')], COMMIT)).toStrictEqual([true, true, true]);
    expect(await recorder.record([act('A2'), act('A3'), described('P1')], COMMIT)).toStrictEqual([false, true, true]);
    const keys = [actKey('A1'), actKey('A2'), actKey('A3'), reversalKey('A1'), patientKey('patient-P1')];
    const known = async () => [...(await recorder.acts(keys)).keys()].sort();
    expect(await known()).toStrictEqual(keys.toSorted());
    expect(await recorder.undescribed(['patient-P1', 'patient-P2'])).toStrictEqual(['patient-P2']);
    await recorder.settle();
    expect(await known()).toStrictEqual(keys.toSorted());
    const { position, processed, stored, end } = await readStore.status(KNOWN_ACTS, log);
    expect([position, processed]).toStrictEqual([end, stored]);
    await product.close();
  },
);

test('a fact that was not written when a process ended is read from the log', async () => {
  const product = new Product();
  const { log, readStore } = product;
  const documents = await readStore.forFolding(KNOWN_ACTS, log);
  await (await LogRecorder.of(product)).record([act('A1'), described('P1')], COMMIT);
  const keys = [actKey('A1'), patientKey('patient-P1')];
  expect((await documents.get(keys)).size).toBe(0);
  const next = await LogRecorder.of(product);
  expect([...(await next.acts(keys)).keys()].sort()).toStrictEqual(keys);
  await product.close();
});

test('acts in memory of a patient who is erased since are not written', async () => {
  const product = Product.sealed();
  const { log, readStore } = product;
  const documents = await readStore.forFolding(KNOWN_ACTS, log);
  const commit = jest.spyOn(documents, 'commit');
  const open = () => readStore.forFolding(KNOWN_ACTS, log);
  const recorder = new LogRecorder(log, documents, { open });
  await recorder.record([act('A1'), act('A2')], COMMIT);
  await log.keys?.destroy([log.keys.referenceOf('patient/A1')], COMMIT.recordedAt);
  await log.record([COMPLETED], COMMIT);
  await recorder.settle();
  expect(commit).not.toHaveBeenCalled();
  const found = await (await readStore.upToDate(KNOWN_ACTS, log)).get([actKey('A1'), actKey('A2')]);
  expect([...found.keys()]).toStrictEqual([actKey('A2')]);
  await product.close();
});

test('a patient who is erased while others are recorded does not stay among the known acts', async () => {
  const product = Product.sealed();
  const { log, readStore } = product;
  const recorder = await LogRecorder.of(product);
  await recorder.record([act('A1')], COMMIT);
  await log.keys?.destroy([log.keys.referenceOf('patient/A1')], COMMIT.recordedAt);
  await log.record([COMPLETED], COMMIT);
  await recorder.record([act('A2')], COMMIT);
  await recorder.record([act('A3')], COMMIT);
  const others = [actKey('A2'), actKey('A3')];
  const all = [actKey('A1'), ...others];
  const documents = await readStore.upToDate(KNOWN_ACTS, log);
  for (const found of [await recorder.acts(all), await documents.get(all)])
    expect([...found.keys()].sort()).toStrictEqual(others);
  await product.close();
});

test('of many acts asked for, those that are known are found: recorded before, by this recorder, and by another one meanwhile', async () => {
  const product = Product.sealed();
  const many = (from: number) => Array.from({ length: 1_000 }, (_, i) => act(`A${from + i}`));
  const keys = Array.from({ length: 4_000 }, (_, i) => actKey(`A${i}`));
  const seen = new SeenKeys();
  await (await LogRecorder.of(product)).record(many(0), COMMIT);
  const recorder = await LogRecorder.of(product, undefined, seen);
  const knownTo = async (of: LogRecorder) => [...(await of.acts(keys)).keys()].sort();
  expect(await knownTo(recorder)).toStrictEqual(keys.slice(0, 1_000).sort());
  await recorder.record(many(1_000), COMMIT);
  expect(await knownTo(recorder)).toStrictEqual(keys.slice(0, 2_000).sort());
  await (await LogRecorder.of(product)).record([...many(2_000), act('R', 'A3999')], COMMIT);
  const next = await LogRecorder.of(product, undefined, seen);
  expect(await knownTo(next)).toStrictEqual(keys.slice(0, 3_000).sort());
  const reversals = [...keys.map((key) => key.replace('act/', 'reversal/'))];
  expect([...(await next.acts(reversals)).keys()]).toStrictEqual([reversalKey('A3999')]);
  await product.close();
});

test('keys are looked for from the first event on, after the log ended before the keys that were seen', async () => {
  const act = (position: number) => ({
    position,
    type: 'ActRecorded',
    data: JSON.stringify({ act_id: `A${position}`, reverses: '' }),
  });
  const reads: number[] = [];
  const log = {
    read: async function* ({ after = 0, upTo = 0 }: { after?: number; upTo?: number }) {
      reads.push(after);
      yield Array.from({ length: upTo - after }, (_, i) => act(after + i + 1));
    },
  } as unknown as Parameters<SeenKeys['among']>[1];
  const keys = Array.from({ length: 2_000 }, (_, i) => actKey(`A${i + 1}`));
  const seen = new SeenKeys();
  const among = async (upTo: number) => (await seen.among(keys, log, async () => upTo)).length;
  expect([await among(10), await among(4), await among(20)]).toStrictEqual([10, keys.length, 20]);
  expect(reads).toStrictEqual([0, 0]);
});
