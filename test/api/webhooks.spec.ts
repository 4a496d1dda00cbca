/** Webhooks: subscribed over HTTP and delivered by worker processes. */
import assert from 'node:assert/strict';
import { hash, randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import type { DecompteClient } from '#libs/client/client.ts';
import type { components } from '#libs/client/contract.d.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { systemClock } from '#test/support/system-clock.ts';
import { given, keyed, refused } from '#test/support/client.ts';
import { decompteHere } from '#test/support/command-line.ts';
import { walked } from '#test/support/pages.ts';
import { Product } from '#test/support/product.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { appendCalculation } from '#test/support/published.ts';
import { Service } from '#test/support/service.ts';
import { Receiver, until } from '#test/support/webhook-receiver.ts';

type Subscribed = components['schemas']['WebhookSecretView'];
type ProblemDetails = components['schemas']['ProblemDetails'];
type Asked = Partial<components['schemas']['SubscribeDto']>;

const RANGE = { from: '2021-Q1', to: '2021-Q4', knownOn: '2022-03-31' };
const FACTS = fileURLToPath(new URL('../samples/tiny/facts', import.meta.url));

const secrets = temporaryFolder();
const keyFile = join(secrets, 'webhook_key');
writeFileSync(keyFile, hash('sha256', 'webhooks', 'base64'), { mode: 0o600 });

let service: Service;
let log: SqliteEventStore;
let receiver = await Receiver.listen();
let alice: DecompteClient;

beforeAll(async () => {
  const product = new Product();
  await product.import(FACTS);
  await product.calculate(RANGE);
  await product.readStore.close();
  service = await Service.start({ data: product.folder, env: { WEBHOOK_KEY_FILE: keyFile } });
  await product.log.close();
  rmSync(product.folder, { recursive: true, force: true });
  log = new SqliteEventStore(join(service.folder, 'events.db'), { clock: systemClock });
  alice = await service.client('operator', 'Alice');
});

beforeEach(async () => {
  await receiver.close();
  receiver = await Receiver.listen();
});

afterAll(async () => {
  await receiver.close();
  await log.close();
  await service.close();
  rmSync(secrets, { recursive: true, force: true });
});

function subscribe(asked: Asked = {}, key?: string) {
  return alice.POST('/webhooks', { params: keyed(key), body: { url: receiver.url, ...asked } });
}

/** The address of a webhook command. */
function to(id: string) {
  return { params: { path: { id }, ...keyed() } };
}

async function read({ id }: Subscribed) {
  return given(await alice.GET('/webhooks/{id}', { params: { path: { id } } }));
}

async function remove({ id }: Subscribed): Promise<void> {
  const { response } = await alice.DELETE('/webhooks/{id}', to(id));
  expect(response.status).toBe(204);
}

let periods = 2000;
function append(team: string): Promise<number> {
  return appendCalculation(log, team, String(periods++), 100n, new Date().toISOString());
}

test('makes a subscription once per key, and shows its secret only to that command', async () => {
  const [key, asked] = [randomUUID(), { types: ['fr.decompte.payment.released' as const], team: 'PEPS-01' }];
  const made = given(await subscribe(asked, key));
  expect(made.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  assert.equal(made.from, await endBefore(made), 'what is published from now on');
  expect(given(await subscribe(asked, key))).toStrictEqual(made);
  refused(await subscribe({ ...asked, team: 'PRIM-01' }, key), 409);
  const { secret: _, ...shown } = made;
  const auditor = await service.client('auditor');
  expect(given(await auditor.GET('/webhooks')).items).toStrictEqual([shown]);
  const csv = given(await alice.GET('/webhooks', { headers: { accept: 'text/csv' }, parseAs: 'text' }));
  expect(csv).toMatch(new RegExp(`^id,url,.*\\n${made.id},http`));
  expect(JSON.stringify(await read(made))).not.toContain('whsec_');
  const events = await log.readStream(`webhook-${made.id}`);
  assert.deepEqual([events.length, events[0]?.data.includes('whsec_')], [1, false], 'no secret is stored');
  await remove(made);
});

/** The position before the first event of the subscription and of its command. */
async function endBefore({ id }: Subscribed): Promise<number> {
  const [first] = await log.readStream(`webhook-${id}`);
  return (first?.position ?? 0) - 2;
}

test('refuses a wrong subscription with its faults and makes none', async () => {
  const cases: readonly (readonly [asked: object, path: string, why: RegExp])[] = [
    [{ url: 'https://10.0.0.1/' }, '/url', /privée/],
    [{ url: 'http://example.org/' }, '/url', /https/],
    [{ url: 'not an address' }, '/url', /https/],
    [{ url: 5 }, '/url', /https/],
    [{}, '/url', /https/],
    [{ types: ['fr.decompte.other'] }, '/types', /fr\.decompte\.payment\.released/],
    [{ types: [] }, '/types', /au moins un/],
    [{ from: -1 }, '/from', /position/],
    [{ from: 1e9 }, '/from', /après la fin/],
    [{ secret: 'mine' }, '/secret', /pas prévu/],
  ];
  const end = await log.end();
  const token = await service.token('operator', 'Alice');
  for (const [asked, path, why] of cases) {
    const whole = { ...('url' in asked || Object.keys(asked).length === 0 ? {} : { url: receiver.url }), ...asked };
    const { status, body } = await service.post<ProblemDetails>('/webhooks', whole, { token });
    assert.equal(status, 400, JSON.stringify(asked));
    assert.ok(
      body.errors?.some((error) => error.path === path && why.test(error.detail)),
      JSON.stringify(body),
    );
  }
  assert.equal(await log.end(), end, 'nothing is recorded');
});

test('refuses other roles, and answers 404 for an unknown webhook', async () => {
  const made = given(await subscribe({ from: await log.end() }));
  const { id } = made;
  for (const role of ['approver', 'accountant', 'service', 'auditor'] as const) {
    const client = await service.client(role);
    refused(await client.POST('/webhooks', { params: keyed(), body: { url: receiver.url } }), 403);
    refused(await client.POST('/webhooks/{id}/rotate', to(id)), 403);
    if (role !== 'auditor') refused(await client.GET('/webhooks/{id}', { params: { path: { id } } }), 403);
  }
  const none = { params: { path: { id: 'none' } } };
  refused(await alice.GET('/webhooks/{id}', none), 404);
  refused(await alice.GET('/webhooks/{id}/deliveries', none), 404);
  const end = await log.end();
  refused(await alice.POST('/webhooks/{id}/rotate', to('none')), 404);
  const token = await service.token('operator', 'Alice');
  expect((await service.post(`/webhooks/${id}/rotate`, { to: 1 }, { token })).status).toBe(400);
  assert.equal(await log.end(), end, 'nothing is recorded');
  await remove(made);
  refused(await alice.GET('/webhooks/{id}', { params: { path: { id } } }), 404);
  refused(await alice.POST('/webhooks/{id}/rotate', to(id)), 422);
});

test('delivers each calculation; a rebuild and a replay publish nothing', async () => {
  const made = given(await subscribe({ from: 0 }));
  const expected = async () => {
    const events = given(await alice.GET('/feed', { params: { query: { limit: 500 } } }));
    return events.map(({ position }) => position);
  };
  await until('all of it', async () => receiver.accepted().length === (await expected()).length);
  expect(receiver.received.length).toBeGreaterThan(0);
  const before = receiver.received.length;
  for (const { body, headers, event } of receiver.received)
    expect(new Webhook(made.secret).verify(body, headers as Record<string, string>)).toMatchObject(event);
  const data = ['--data', service.folder];
  const range = ['--from', RANGE.from, '--to', RANGE.to, '--known-on', RANGE.knownOn];
  for (const command of [
    ['projections', 'rebuild', 'statements'],
    ['replay', ...range],
    ['calculate', ...range],
  ])
    assert.equal((await decompteHere([...command, ...data])).status, 0, command.join(' '));
  const last = await append('LAST');
  await until('what comes after', () => receiver.accepted().at(-1) === last);
  expect(receiver.received).toHaveLength(before + 1);
  await remove(made);
});

test('a worker killed after a send repeats it with the same id, and repeats no other one', async () => {
  const made = given(await subscribe());
  const positions = [await append('K'), await append('K'), await append('K'), await append('OTHER')];
  let killed = false;
  receiver.answer = async ({ position }) => {
    if (position === positions[1] && !killed) {
      killed = true;
      await service.workers.at(-1)?.end('SIGKILL');
    }
    return 204;
  };
  await until('killed', () => receiver.received.some(({ event }) => event.position === positions[1]));
  await service.startWorker();
  await until('all of it', () => receiver.accepted().length === 4);
  await until('recorded', async () => (await read(made)).progress.waiting === 0);
  expect(receiver.accepted('K')).toStrictEqual(positions.slice(0, 3));
  const times = positions.map((position) => receiver.received.filter(({ event }) => event.position === position));
  assert.equal(times[1]?.length, 2);
  expect(new Set(times[1].map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  expect([times[0]?.length, times[2]?.length]).toStrictEqual([1, 1]);
  await remove(made);
});

test('sends nothing while disabled, resumes when enabled, redelivers by hand, and signs with both secrets after a rotation', async () => {
  const made = given(await subscribe());
  const { id } = made;
  const disable = (reason: string) => alice.POST('/webhooks/{id}/disable', { ...to(id), body: { reason } });
  const redeliver = (position: number) => alice.POST('/webhooks/{id}/redeliveries', { ...to(id), body: { position } });
  expect(given(await disable('Le destinataire déménage.')).status).toBe('DISABLED');
  const position = await append('H');
  refused(await disable('Encore.'), 422);
  refused(await redeliver(position), 422);
  expect((await read(made)).reason).toBe('Le destinataire déménage.');
  expect(receiver.received).toHaveLength(0);
  expect(given(await alice.POST('/webhooks/{id}/enable', { ...to(id), body: {} })).status).toBe('ENABLED');
  await until('it', () => receiver.accepted().length === 1);
  const rotated = given(await alice.POST('/webhooks/{id}/rotate', to(id)));
  expect(rotated.generation).toBe(2);
  given(await redeliver(position));
  await until('again', () => receiver.received.length === 2);
  const [first, second] = receiver.received;
  assert.ok(first && second);
  for (const [{ body, headers }, secret] of [
    [first, made.secret],
    [second, made.secret],
    [second, rotated.secret],
  ] as const)
    new Webhook(secret).verify(body, headers as Record<string, string>);
  expect(() => new Webhook(rotated.secret).verify(first.body, first.headers as Record<string, string>)).toThrow();
  const unknown = refused(await redeliver(position + 1_000), 422);
  expect(unknown.detail).toMatch(/n’est pas celle d’un événement publié/);
  const attempts = () =>
    walked(1, (query) => alice.GET('/webhooks/{id}/deliveries', { params: { path: { id }, query } }));
  await until('recorded', async () => (await attempts()).length === 2);
  expect((await attempts()).map((attempt) => [attempt.position, attempt.status, attempt.outcome])).toStrictEqual([
    [position, 204, 'DELIVERED'],
    [position, 204, 'DELIVERED'],
  ]);
  await remove(made);
});
