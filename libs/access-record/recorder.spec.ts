/** The stored entries of the recorder, and its report about entries that it could not store. */
import { expect, test } from '@jest/globals';
import type { Access, AccessRecord } from '#libs/access-record/access-record.ts';
import { AccessRecorder } from '#libs/access-record/recorder.ts';

const read = (request: string, ids: readonly string[] = ['P1']): Omit<Access, 'key' | 'count'> => ({
  at: '2026-11-28T08:00:00.000Z',
  subject: 'u-1',
  name: 'Zoé',
  roles: ['auditor'],
  session: 's1',
  address: '/patients/P1',
  request,
  kind: 'PATIENT',
  ids,
});

const erasedAmong = (patients: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  Promise.resolve(new Map(patients.filter((one) => one === 'P1').map((one) => [one, '~3a1ba39464f95fd5'])));

class Kept {
  readonly accesses: Access[] = [];
  readonly pruned: string[] = [];
  readonly renamed: unknown[] = [];
  isBroken = false;

  readonly record = {
    add: (accesses: readonly Access[]) => {
      if (this.isBroken) return Promise.reject(new Error('disk full'));
      this.accesses.push(...accesses);
      return Promise.resolve();
    },
    rename: (ids: readonly string[], to: string) => {
      this.renamed.push([ids, to]);
      return Promise.resolve();
    },
    prune: (before: string) => {
      this.pruned.push(before);
      return Promise.resolve();
    },
  } as unknown as AccessRecord;
}

test('keeps each reading under its own key, at most a thousand ids of it, and removes old ones', async () => {
  const kept = new Kept();
  const now = Date.UTC(2026, 10, 28);
  const recorder = new AccessRecorder({ record: kept.record, now: () => now, onFailure: () => undefined });
  recorder.take(read('r1'));
  recorder.take(
    read(
      'r2',
      Array.from({ length: 1_200 }, (_, i) => `P${i}`),
    ),
  );
  await recorder.flush();
  expect(kept.accesses.map(({ key, ids, count }) => [key, ids.length, count])).toStrictEqual([
    ['2026-11-28T08:00:00.000Z r1 PATIENT', 1, 1],
    ['2026-11-28T08:00:00.000Z r2 PATIENT', 1_000, 1_200],
  ]);
  expect(kept.pruned).toStrictEqual(['2025-10-24T00:00:00.000Z']);
});

test('an entry that cannot be written waits, up to a bound; one entry counts those lost beyond the bound', async () => {
  const kept = new Kept();
  const failures: unknown[] = [];
  const onFailure = (error: unknown) => failures.push(error);
  const onRecovered = () => failures.push('recovered');
  const recorder = new AccessRecorder({ record: kept.record, now: () => 0, onFailure, onRecovered });
  kept.isBroken = true;
  recorder.take(read('first'));
  await recorder.flush();
  await recorder.flush();
  expect(failures).toHaveLength(1);
  for (let i = 0; i < 10_003; i++) recorder.take(read(`r${i}`));
  kept.isBroken = false;
  await recorder.flush();
  expect(failures[1]).toBe('recovered');
  expect(kept.accesses).toHaveLength(10_001);
  expect(kept.accesses[0]?.request).toBe('first');
  expect(kept.accesses.at(-1)).toMatchObject({ kind: 'LOST', count: 4 });
});

test('a waiting reading of a patient erased before it is written is kept without the pseudonym, and no entry is rewritten', async () => {
  const kept = new Kept();
  const recorder = new AccessRecorder({ record: kept.record, now: () => 0, onFailure: () => undefined, erasedAmong });
  recorder.take(read('r1', ['P1', 'P2']));
  recorder.take({ ...read('r2', ['P1']), kind: 'RECORD' });
  await recorder.flush();
  const name = '~3a1ba39464f95fd5';
  expect(kept.accesses.map(({ address, ids }) => [address, ids])).toStrictEqual([
    [`/patients/${name}`, [name, 'P2']],
    [`/patients/${name}`, [name]],
  ]);
  expect(kept.renamed).toStrictEqual([]);
});

test('an entry written during the erasure is renamed at once', async () => {
  const kept = new Kept();
  let asked = 0;
  // Each flush checks before it writes, when the patient exists, and after it.
  const erasedMeanwhile = (patients: readonly string[]) =>
    ++asked % 2 === 1 ? Promise.resolve(new Map<string, string>()) : erasedAmong(patients);
  const settings = { record: kept.record, now: () => 0, onFailure: () => undefined };
  const recorder = new AccessRecorder({ ...settings, erasedAmong: erasedMeanwhile });
  recorder.take(read('r1', ['P1', 'P2']));
  await recorder.flush();
  // A query about the patient in the record itself contains his id too.
  recorder.take({ ...read('r2', ['P1']), kind: 'RECORD' });
  await recorder.flush();
  expect(kept.renamed).toStrictEqual([
    [['P1'], '~3a1ba39464f95fd5'],
    [['P1'], '~3a1ba39464f95fd5'],
  ]);
});

test('an entry written during the erasure is renamed later if that fails at first', async () => {
  const kept = new Kept();
  const answers = [
    () => Promise.resolve(new Map<string, string>()),
    () => Promise.reject(new Error('the keys cannot be read')),
  ];
  const recorder = new AccessRecorder({
    record: kept.record,
    now: () => 0,
    onFailure: () => undefined,
    erasedAmong: (patients) => answers.shift()?.() ?? erasedAmong(patients),
  });
  recorder.take(read('r1'));
  await recorder.flush();
  expect(kept.renamed).toStrictEqual([]);
  await recorder.flush();
  expect(kept.renamed).toStrictEqual([[['P1'], '~3a1ba39464f95fd5']]);
  recorder.take(read('r2'));
  await recorder.flush();
  expect(kept.renamed).toHaveLength(1);
});

test('the address of the stream of an erased patient is kept without the pseudonym', async () => {
  const kept = new Kept();
  const erasedAmong = (patients: readonly string[]) =>
    Promise.resolve(new Map(patients.filter((one) => one === 'P 1').map((one) => [one, '~3a1ba39464f95fd5'])));
  const recorder = new AccessRecorder({ record: kept.record, now: () => 0, onFailure: () => undefined, erasedAmong });
  for (const [i, stream] of ['patient-P%201', 'patient-P2', 'patient-%'].entries())
    recorder.take({ ...read(`r${i}`, ['~3f3ba9a6']), address: `/streams/${stream}/events` });
  await recorder.flush();
  expect(kept.accesses.map(({ address }) => address)).toStrictEqual([
    '/streams/patient-~3a1ba39464f95fd5/events',
    '/streams/patient-P2/events',
    '/streams/patient-%/events',
  ]);
});
