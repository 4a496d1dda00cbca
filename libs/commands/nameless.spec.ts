/** A text that a person types cannot name a patient; nobody can test a guess of a patient against the recorded digest of a command. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { digestOf } from '#libs/commands/digest.ts';
import { idsIn, requireNameless, requireNamelessKey } from '#libs/commands/nameless.ts';
import { receive, receivedCommand, wasReceived } from '#libs/commands/received-command.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { jobIdOf, jobOf, requestJob } from '#libs/jobs/job/jobs.ts';
import { metaOf } from '#test/support/experiment.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Product } from '#test/support/product.ts';
import { withOwn } from '#test/support/with-own.ts';

const product = Product.sealed();
const { log } = product;
const ERASED = 'P0000002';

beforeAll(async () => {
  const { keys } = log;
  if (keys === undefined) throw new RangeError('the log is sealed');
  await keys.ensured(['patient/P0000001', `patient/${ERASED}`, 'patient/7', 'patient/2026', 'patient/123456']);
  await keys.destroy([keys.referenceOf(`patient/${ERASED}`)], COMMIT.recordedAt);
});
afterAll(() => product.close());

const reason = (text: string) => requireNameless(log, [{ name: 'reason', text }]);

test('refuses the id of a patient, in any spelling, also of an erased patient', async () => {
  for (const text of [
    'P0000001 a déménagé',
    'doublon de p0000001.',
    '« P 000 0001 » est mort',
    'P-0000001/P-0000009',
    'patient:P0000001',
    'Ｐ０００００01',
    `c’est ${ERASED}`,
    JSON.stringify({ note: 'vu\nP0000001' }),
    JSON.stringify({ note: JSON.stringify('vu\nP0000001') }),
    String.raw`{"note":"\u0050\u0030000001"}`,
    'dossier 123456',
  ])
    await expect(reason(text)).rejects.toThrow('REASON_NAMES_PATIENT');
});

test('accepts texts that name no patient: words, years, days, amounts and other ids', async () => {
  for (const text of ['', 'demande du 7 mars 2026', 'P0000003 est inconnu', '123 456 euros', 'P00000011', 'échéance'])
    await expect(reason(text)).resolves.toBeUndefined();
  expect(idsIn('du 12/03/2026 à 7 h')).not.toContain('12032026');
  const file = 'cap_rate: 123456 # arrêté du 3 décembre, annexe P0000001\n'.repeat(20);
  expect([idsIn(file).has('123456'), idsIn(file).has('P0000001')]).toStrictEqual([false, true]);
});

test('digits within a word are a number of ours: an event of the feed, a name of a run, a key', async () => {
  for (const text of ['123456-9f86d081884c7d65', 'R-123456', '2026-11/123456'])
    await expect(reason(text)).resolves.toBeUndefined();
  await expect(requireNamelessKey(log, 'order-123456')).resolves.toBeUndefined();
  await expect(reason('123456')).rejects.toThrow('REASON_NAMES_PATIENT');
});

test('names a text other than a reason in the refusal', async () => {
  const texts = (text: string) => requireNameless(log, [{ name: 'save', text }]);
  await expect(texts('rejeu-P0000001')).rejects.toThrow('TEXT_NAMES_PATIENT');
});

test('the id in the name of a stream counts too, except if the stream is asked for and sealed', async () => {
  await expect(reason('patient-P0000001')).rejects.toThrow('REASON_NAMES_PATIENT');
  await expect(reason('patient-P0000001 a déménagé')).rejects.toThrow('REASON_NAMES_PATIENT');
  const asks = (kind: string, request: object) =>
    requestJob(log, { kind, request }, { ...metaOf('Alice'), key: kind }, COMMIT);
  await expect(asks('simulate', { simulation: 'patient-P0000001' })).rejects.toThrow('TEXT_NAMES_PATIENT');
  await expect(asks('bundle', { stream: 'patient-P0000001' })).resolves.toMatch(/^[0-9a-f]+$/);
});

test('refuses no text in a log in clear, as no patient can be erased there', async () => {
  const inClear = withOwn<EventStore>(log, { keys: undefined });
  await expect(requireNameless(inClear, [{ name: 'reason', text: 'P0000001' }])).resolves.toBeUndefined();
});

test('a key names no patient, nor the patient whose first fact comes with it; a key that names one by chance is taken', async () => {
  await expect(requireNamelessKey(log, 'erase-P0000001')).rejects.toThrow('KEY_NAMES_PATIENT');
  await expect(requireNamelessKey(log, 'acts/P0000009/1', ['P0000009'])).rejects.toThrow('KEY_NAMES_PATIENT');
  await expect(requireNamelessKey(log, 'acts/P0000009/1', ['P0000001'])).resolves.toBeUndefined();
  await expect(requireNamelessKey(log, 'a0000000-0000-4000-8000-000000123456')).resolves.toBeUndefined();
  const received = receivedCommand(log, { name: 'POST /erasures', body: {} }, { ...metaOf('Alice'), key: 'P0000001' });
  await expect(receive(log, received, COMMIT)).rejects.toThrow('KEY_NAMES_PATIENT');
});

test('a name that is typed names no patient, also before anything but its key is recorded', async () => {
  for (const name of ['P0000001', 'a Ｐ０００００01']) {
    const received = receivedCommand(log, { name: 'decompte X', body: {} }, metaOf(name));
    await expect(receive(log, received, COMMIT)).rejects.toThrow('TEXT_NAMES_PATIENT');
    await expect(requestJob(log, { kind: 'simulate', request: {} }, metaOf(name), COMMIT)).rejects.toThrow(
      'TEXT_NAMES_PATIENT',
    );
  }
});

const ASKED = { kind: 'bundle', request: { stream: 'patient-P0000001' } };
const COMMAND = { name: 'POST /erasures', body: { patient: 'P0000001' } };

/** All that is stored. */
async function stored(): Promise<string> {
  let text = '';
  for await (const batch of log.read({ after: 0 })) text += JSON.stringify(batch);
  return text;
}

test('nobody can test a guess of a request against its digest, and the digest recognises a repeated key', async () => {
  const [meta, other] = [metaOf('Alice'), metaOf('Bob')];
  const id = await requestJob(log, ASKED, meta, COMMIT);
  const received = receivedCommand(log, COMMAND, other);
  expect(await receive(log, received, COMMIT)).toBe(false);
  const text = await stored();
  expect(text).not.toContain(digestOf({ type: 'request', ...ASKED }));
  expect(text).not.toContain(digestOf([COMMAND.name, COMMAND.body]));
  expect(await requestJob(log, ASKED, meta, COMMIT)).toBe(id);
  expect(await receive(log, received, COMMIT)).toBe(true);
  await expect(requestJob(log, { ...ASKED, request: {} }, meta, COMMIT)).rejects.toThrow('KEY_REUSED');
  await expect(wasReceived(log, receivedCommand(log, { ...COMMAND, body: {} }, other))).rejects.toThrow('KEY_REUSED');
});

test('recognises a key that an earlier version recorded with a plain digest', async () => {
  const former = withOwn<EventStore>(log, { keys: undefined });
  const [meta, other] = [metaOf('Carl'), metaOf('Dora')];
  await requestJob(former, ASKED, meta, COMMIT);
  await receive(former, receivedCommand(former, COMMAND, other), COMMIT);
  expect(await requestJob(log, ASKED, meta, COMMIT)).toBe(jobIdOf(meta));
  expect(await jobOf(log, jobIdOf(meta))).toMatchObject({ status: 'PENDING' });
  expect(await wasReceived(log, receivedCommand(log, COMMAND, other))).toBe(true);
  await expect(requestJob(log, { ...ASKED, request: {} }, meta, COMMIT)).rejects.toThrow('KEY_REUSED');
});
