/** Webhooks as they are asked for over HTTP and delivered by workers, each a process of its own. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Webhook } from 'standardwebhooks';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { decompte } from '#test/support/command-line.ts';
import { Product, temporaryFolder } from '#test/support/product.ts';
import { appendCalculation } from '#test/support/published.ts';
import { Service } from '#test/support/service.ts';
import { Receiver, until } from '#test/support/webhook-receiver.ts';

interface WebhookBody {
  readonly id: string;
  readonly url: string;
  readonly status: string;
  readonly reason: string | null;
  readonly generation: number;
  readonly from: number;
  readonly secret: string;
  readonly progress: { readonly cursor: number | null; readonly waiting: number };
}
interface ProblemBody {
  readonly detail: string;
  readonly errors: readonly { readonly path: string; readonly detail: string }[];
}

const RANGE = { from: '2021-Q1', to: '2021-Q4', knownOn: '2022-03-31' };
const FACTS = fileURLToPath(new URL('../samples/tiny/facts', import.meta.url));

const secrets = temporaryFolder();
const keyFile = join(secrets, 'webhook_key');
writeFileSync(keyFile, Buffer.alloc(32, 5).toString('base64'));

let service: Service;
let log: SqliteEventStore;
let receiver = await Receiver.listen();
let operator: string;

before(async () => {
  const product = new Product();
  await product.import(FACTS);
  await product.calculate(RANGE);
  await product.readStore.close();
  service = await Service.start({ data: product.folder, env: { WEBHOOK_KEY_FILE: keyFile } });
  await product.log.close();
  rmSync(product.folder, { recursive: true, force: true });
  log = new SqliteEventStore(join(service.folder, 'events.db'));
  operator = await service.token('operator');
});

beforeEach(async () => {
  await receiver.close();
  receiver = await Receiver.listen();
});

after(async () => {
  await receiver.close();
  await log.close();
  await service.close();
  rmSync(secrets, { recursive: true, force: true });
});

async function subscribe(asked: object = {}): Promise<WebhookBody> {
  const { status, body } = await service.post<WebhookBody>(
    '/webhooks',
    { url: receiver.url, ...asked },
    { token: operator },
  );
  assert.equal(status, 201, JSON.stringify(body));
  return body;
}

async function read({ id }: WebhookBody): Promise<WebhookBody> {
  return (await service.get<WebhookBody>(`/webhooks/${id}`, { token: operator })).body;
}

function remove({ id }: WebhookBody, key: string = randomUUID()) {
  return service.request('DELETE', `/webhooks/${id}`, undefined, {
    token: operator,
    headers: { 'idempotency-key': key },
  });
}

let periods = 2000;
function append(team: string): Promise<number> {
  return appendCalculation(log, team, String(periods++), 100n, new Date().toISOString());
}

test('a subscription is made once for a key, and shows its secret to that command alone', async () => {
  const key = randomUUID();
  const asked = { url: receiver.url, types: ['fr.decompte.payment.released'], team: 'PEPS-01' };
  const made = await service.post<WebhookBody>('/webhooks', asked, { token: operator, key });
  assert.equal(made.status, 201);
  assert.match(made.body.secret, /^whsec_[A-Za-z0-9+/]{43}=$/);
  assert.equal(made.body.from, await endBefore(made.body), 'what is published from now on');
  const again = await service.post<WebhookBody>('/webhooks', asked, { token: operator, key });
  assert.deepEqual(again.body, made.body);
  const other = await service.post('/webhooks', { ...asked, team: 'PEPS-02' }, { token: operator, key });
  assert.equal(other.status, 409);
  const seen = await service.get<{ items: WebhookBody[] }>('/webhooks', { token: await service.token('auditor') });
  assert.deepEqual(
    seen.body.items.map(({ id, secret }) => [id, secret]),
    [[made.body.id, undefined]],
  );
  const csv = await service.get<string>('/webhooks', { token: operator, headers: { accept: 'text/csv' } });
  assert.match(csv.body, new RegExp(`^id,url,.*\\n${made.body.id},http`));
  assert.ok(!JSON.stringify(await read(made.body)).includes('whsec_'));
  const events = await log.readStream(`webhook-${made.body.id}`);
  assert.deepEqual([events.length, events[0]?.data.includes('whsec_')], [1, false], 'no secret is stored');
  await remove(made.body);
});

/** Position before that of the first event of the subscription and of its command. */
async function endBefore({ id }: WebhookBody): Promise<number> {
  const [first] = await log.readStream(`webhook-${id}`);
  return (first?.position ?? 0) - 2;
}

test('what is wrong with a subscription is told, and none is made', async () => {
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
  for (const [asked, path, why] of cases) {
    const whole = { ...('url' in asked || Object.keys(asked).length === 0 ? {} : { url: receiver.url }), ...asked };
    const { status, body } = await service.post<ProblemBody>('/webhooks', whole, { token: operator });
    assert.equal(status, 400, JSON.stringify(asked));
    assert.ok(
      body.errors.some((error) => error.path === path && why.test(error.detail)),
      JSON.stringify(body),
    );
  }
  assert.equal(await log.end(), end, 'nothing is recorded');
});

test('everyone else is refused, and what is not there is not found', async () => {
  const made = await subscribe({ from: await log.end() });
  for (const role of ['approver', 'accountant', 'service', 'auditor'] as const) {
    const token = await service.token(role);
    assert.equal((await service.post('/webhooks', { url: receiver.url }, { token })).status, 403, role);
    assert.equal((await service.post(`/webhooks/${made.id}/rotate`, undefined, { token })).status, 403, role);
    if (role !== 'auditor') assert.equal((await service.get(`/webhooks/${made.id}`, { token })).status, 403, role);
  }
  for (const path of ['/webhooks/none', '/webhooks/none/deliveries'])
    assert.equal((await service.get(path, { token: operator })).status, 404, path);
  const end = await log.end();
  assert.equal((await service.post('/webhooks/none/rotate', undefined, { token: operator })).status, 404);
  assert.equal((await service.post(`/webhooks/${made.id}/rotate`, { to: 1 }, { token: operator })).status, 400);
  assert.equal(await log.end(), end, 'nothing is recorded');
  assert.equal((await remove(made)).status, 204);
  assert.equal((await service.get(`/webhooks/${made.id}`, { token: operator })).status, 404);
  assert.equal((await service.post(`/webhooks/${made.id}/rotate`, undefined, { token: operator })).status, 422);
});

test('the worker delivers what was calculated; a rebuild and a replay publish nothing more', async () => {
  const made = await subscribe({ from: 0 });
  const expected = async () => {
    const { body } = await service.get<{ position: number }[]>('/feed?limit=500', { token: operator });
    return body.map(({ position }) => position);
  };
  await until('all of it', async () => receiver.accepted().length === (await expected()).length);
  assert.ok(receiver.received.length > 0);
  const before = receiver.received.length;
  for (const { body, headers, event } of receiver.received)
    assert.deepEqual(new Webhook(made.secret).verify(body, headers as Record<string, string>), event);
  const data = ['--data', service.folder];
  const range = ['--from', RANGE.from, '--to', RANGE.to, '--known-on', RANGE.knownOn];
  for (const command of [
    ['projections', 'rebuild', 'statements'],
    ['replay', ...range],
    ['calculate', ...range],
  ])
    assert.equal((await decompte([...command, ...data])).status, 0, command.join(' '));
  const last = await append('LAST');
  await until('what comes after', () => receiver.accepted().at(-1) === last);
  assert.equal(receiver.received.length, before + 1);
  await remove(made);
});

test('a worker killed between a send and its record sends again, with the same id, and nothing else twice', async () => {
  const made = await subscribe();
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
  assert.deepEqual(receiver.accepted('K'), positions.slice(0, 3));
  const times = positions.map((position) => receiver.received.filter(({ event }) => event.position === position));
  assert.equal(times[1]?.length, 2);
  assert.equal(new Set(times[1].map(({ headers }) => headers['webhook-id'])).size, 1);
  assert.deepEqual([times[0]?.length, times[2]?.length], [1, 1]);
  await remove(made);
});

test('disabled, it sends nothing; enabled, it goes on; by hand, it sends again; rotated, both secrets sign', async () => {
  const made = await subscribe();
  const post = (verb: string, body?: object) =>
    service.post<WebhookBody & ProblemBody>(`/webhooks/${made.id}/${verb}`, body, { token: operator });
  const disabled = await post('disable', { reason: 'Le destinataire déménage.' });
  assert.deepEqual([disabled.status, disabled.body.status], [200, 'DISABLED']);
  const position = await append('H');
  assert.equal((await post('disable', { reason: 'Encore.' })).status, 422);
  assert.equal((await post('redeliveries', { position })).status, 422);
  assert.equal((await read(made)).reason, 'Le destinataire déménage.');
  assert.equal(receiver.received.length, 0);
  assert.equal((await post('enable', {})).body.status, 'ENABLED');
  await until('it', () => receiver.accepted().length === 1);
  const rotated = await post('rotate');
  assert.deepEqual([rotated.status, rotated.body.generation], [200, 2]);
  assert.equal((await post('redeliveries', { position })).status, 202);
  await until('again', () => receiver.received.length === 2);
  const [first, second] = receiver.received;
  assert.ok(first && second);
  for (const [{ body, headers }, secret] of [
    [first, made.secret],
    [second, made.secret],
    [second, rotated.body.secret],
  ] as const)
    new Webhook(secret).verify(body, headers as Record<string, string>);
  assert.throws(() => new Webhook(rotated.body.secret).verify(first.body, first.headers as Record<string, string>));
  const refused = await post('redeliveries', { position: position + 1_000 });
  assert.equal(refused.status, 422);
  assert.match(refused.body.detail, /n’est pas celle d’un événement publié/);
  await until('recorded', async () => (await deliveries(made, '')).items.length === 2);
  const page = await deliveries(made, '?limit=1');
  assert.deepEqual(
    page.items.map((attempt) => [attempt.position, attempt.status, attempt.outcome]),
    [[position, 204, 'DELIVERED']],
  );
  const rest = await deliveries(made, `?limit=1&cursor=${page.next ?? ''}`);
  assert.deepEqual([rest.items.length, rest.next], [1, null]);
  await remove(made);
});

interface Deliveries {
  readonly items: readonly { readonly position: number; readonly status: number; readonly outcome: string }[];
  readonly next: string | null;
}

async function deliveries({ id }: WebhookBody, query: string): Promise<Deliveries> {
  return (await service.get<Deliveries>(`/webhooks/${id}/deliveries${query}`, { token: operator })).body;
}
