/** Deliveries over real HTTP to a receiver on this machine: at least once, in order per team, under failures and restarts. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { Feed } from '#libs/feed/feed.ts';
import { changeSubscription, disableSubscription } from '#libs/webhooks/subscription/change.ts';
import type { SubscriptionCommand } from '#libs/webhooks/subscription/decide.ts';
import type { Subscription } from '#libs/webhooks/subscription/state.ts';
import { type Delivering, deliverWebhooks } from '#libs/webhooks/deliver-all.ts';
import type { Attempt, DeliveryClaim } from '#libs/webhooks/delivery-store.ts';
import { HttpSender } from '#libs/webhooks/http/http-sender.ts';
import type { DeliverySettings } from '#libs/webhooks/delivery-context.ts';
import type { WebhookSender } from '#libs/webhooks/sender.ts';
import { DELIVERY_WORDS } from '#libs/words/webhooks.ts';
import { secretOf } from '#libs/webhooks/signature.ts';
import { SqliteDeliveryStore } from '#libs/webhooks/sqlite/sqlite-delivery-store.ts';
import { Product } from '#test/support/product.ts';
import { appendCalculation, publishEverything } from '#test/support/published.ts';
import { Receiver, isAccepted, until } from '#test/support/webhook-receiver.ts';

const KEY = Buffer.alloc(32, 9);
const SOURCE = 'urn:test:decompte';
const ID = 'hook';

let product: Product;
let receiver: Receiver;
let store: SqliteDeliveryStore;
let running: { readonly delivering: Delivering; readonly close: () => Promise<void> }[];
let failures: unknown[];
let commands = 0;

beforeEach(async () => {
  product = new Product();
  receiver = await Receiver.listen();
  store = new SqliteDeliveryStore(join(product.folder, 'webhooks.db'));
  running = [];
  failures = [];
});

afterEach(async () => {
  await stopAll();
  await store.close();
  await receiver.close();
  await product.close();
});

/** A worker with its own connections, as in another process. */
function work(more: Partial<DeliverySettings> = {}): Delivering {
  const log = new SqliteEventStore(join(product.folder, 'events.db'));
  const own = new SqliteDeliveryStore(join(product.folder, 'webhooks.db'));
  const sender = new HttpSender({ development: true, allowed: [] }, { now: Date.now, timeoutMs: 2_000 });
  const delivering = deliverWebhooks({
    log,
    store: own,
    sender,
    words: DELIVERY_WORDS,
    key: KEY,
    source: SOURCE,
    holder: { name: `worker ${running.length}`, isDead: () => false },
    now: () => Date.now(),
    chance: () => 0.5,
    onFailure: (_, error) => failures.push(error),
    retryDelaysMs: [10, 20, 40, 80],
    pollMs: 5,
    ...more,
  });
  running.push({
    delivering,
    close: async () => {
      await sender.close();
      await own.close();
      await log.close();
    },
  });
  return delivering;
}

async function stopAll(): Promise<void> {
  const stopped = running.splice(0);
  await Promise.all(stopped.map(({ delivering }) => delivering.stop()));
  for (const { close } of stopped) await close();
  expect(failures).toStrictEqual([]);
}

function act(command: SubscriptionCommand, at = new Date().toISOString(), id = ID): Promise<Subscription> {
  const by = { name: 'alice', assurance: 'verified', osUser: '' } as const;
  const meta = { by, key: `key-${commands++}`, at };
  const commit = { recordedAt: at, actor: 'alice', correlation: 'test', causation: 'test' };
  return changeSubscription(product.log, id, command, meta, commit);
}

function subscribe(filter: Subscription['filter'] = {}, url = receiver.url): Promise<Subscription> {
  return act({ type: 'subscribe', url, filter, from: 0 });
}

async function published(): Promise<number[]> {
  const { events } = await new Feed(product.log, SOURCE).read({ after: 0, limit: 10_000 });
  return events.map(({ position }) => position);
}

async function attempts(): Promise<readonly Attempt[]> {
  return (await store.attempts(ID, { limit: 1_000 })).toReversed();
}

async function status(): Promise<string> {
  const events = await product.log.readStream(`webhook-${ID}`);
  return events.at(-1)?.type ?? '';
}

test('delivers every published event once, in order, signed and identical to the feed', async () => {
  await publishEverything(product.log);
  await subscribe();
  work();
  const expected = await published();
  await until('all of it', () => receiver.received.length >= expected.length);
  await stopAll();
  const { events } = await new Feed(product.log, SOURCE).read({ after: 0, limit: 1_000 });
  assert.equal(receiver.received.length, events.length, 'once');
  const byPosition = receiver.received.toSorted((a, b) => a.event.position - b.event.position);
  expect(byPosition.map(({ event }) => event)).toStrictEqual(events);
  const ofTeam = events.filter(({ team }) => team === 'PEPS-01').map(({ position }) => position);
  assert.deepEqual(receiver.accepted('PEPS-01'), ofTeam, 'in the order of the team');
  // A gap would show.
  expect(byPosition.map(({ sequence }) => sequence)).toStrictEqual(events.map((_, i) => i + 1));
  const verifier = new Webhook(secretOf(KEY, ID, 1));
  for (const { body, headers, event } of receiver.received) {
    expect(verifier.verify(body, headers as Record<string, string>)).toMatchObject(event);
    expect(headers['content-type']).toBe('application/cloudevents+json; charset=utf-8');
    expect(headers['webhook-id']).toBe(`msg_${ID}_${event.id}`);
  }
});

test('delivers only the requested types and team, after a position', async () => {
  await publishEverything(product.log);
  const types = ['fr.decompte.payment.released', 'fr.decompte.payment.returned', 'fr.decompte.statement.no-longer-due'];
  await subscribe({ types, team: 'PEPS-01' });
  work();
  await until('the payments', () => receiver.received.length >= 5);
  const later = await appendCalculation(product.log, 'IPEP-01', '2022', 500n);
  await until('the cursor passes it', async () => ((await store.progress(ID))?.cursor ?? 0) >= later);
  await stopAll();
  expect(receiver.received.map(({ event }) => event.type.replace('fr.decompte.', ''))).toStrictEqual([
    'payment.released',
    'payment.released',
    'payment.returned',
    'payment.returned',
    'payment.released',
  ]);
});

test('retries a failed event with the same id and holds back its team only', async () => {
  const [a1, b1] = [
    await appendCalculation(product.log, 'A', '2021-Q1', 100n),
    await appendCalculation(product.log, 'B', '2021-Q1', 200n),
  ];
  const [a2, b2] = [
    await appendCalculation(product.log, 'A', '2021-Q2', 300n),
    await appendCalculation(product.log, 'B', '2021-Q2', 400n),
  ];
  // An error, no answer, a redirect (not followed), then success.
  const answers = [500, undefined, 302];
  receiver.answer = ({ position }, times) => {
    if (position !== a1) return 204;
    return times <= answers.length ? answers[times - 1] : receiver.accepted('B').length === 2 ? 204 : 503;
  };
  await subscribe();
  work({ retryDelaysMs: Array.from({ length: 100 }, () => 20) });
  await until('all four', () => receiver.accepted().length === 4);
  await stopAll();
  expect(receiver.accepted()).toStrictEqual([b1, b2, a1, a2]);
  const tries = receiver.received.filter(({ event }) => event.position === a1);
  expect(new Set(tries.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  expect(new Set(tries.map(({ body }) => body)).size).toBe(1);
  const recorded = (await attempts()).filter(({ position }) => position === a1);
  expect(
    [...recorded.slice(0, 3), ...recorded.slice(-1)].map(({ status: answered, outcome }) => [answered, outcome]),
  ).toStrictEqual([
    [500, 'FAILED'],
    [null, 'FAILED'],
    [302, 'FAILED'],
    [204, 'DELIVERED'],
  ]);
  expect(recorded.map(({ number }) => number)).toStrictEqual(recorded.map((_, i) => i + 1));
  expect(recorded[1]?.error ?? '').toMatch(/ECONNRESET/);
});

test('disables the subscription with a reason after the last try; once enabled again, it continues from where it stopped', async () => {
  const first = await appendCalculation(product.log, 'A', '2021-Q1', 100n);
  const second = await appendCalculation(product.log, 'A', '2021-Q2', 100n);
  receiver.answer = () => 503;
  await subscribe();
  work();
  await until('disabled', async () => (await status()) === 'WebhookDisabled');
  await until('five tries', () => receiver.received.length === 5);
  const [last] = (await product.log.readStream(`webhook-${ID}`)).slice(-1);
  const { reason } = JSON.parse(last?.data ?? '{}') as { reason: string };
  expect(reason).toBe(`l’événement ${first} n’a pas été accepté en 5 essais ; au dernier, la réponse est 503`);
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.equal(receiver.received.length, 5, 'nothing is sent any more');
  receiver.answer = () => 200;
  await act({ type: 'enable' });
  await until('both', () => receiver.accepted().length === 2);
  expect(receiver.accepted()).toStrictEqual([first, second]);
  await stopAll();
  expect((await attempts()).map(({ number, outcome }) => `${number} ${outcome}`)).toStrictEqual([
    '1 FAILED',
    '2 FAILED',
    '3 FAILED',
    '4 FAILED',
    '5 EXHAUSTED',
    '1 DELIVERED',
    '1 DELIVERED',
  ]);
});

test('410 disables at once', async () => {
  await appendCalculation(product.log, 'A', '2021-Q1', 100n);
  receiver.answer = () => 410;
  await subscribe();
  work();
  await until('disabled', async () => (await status()) === 'WebhookDisabled');
  await stopAll();
  expect(receiver.received).toHaveLength(1);
});

test('skipping an event lets the next ones pass', async () => {
  const first = await appendCalculation(product.log, 'A', '2021-Q1', 100n);
  const second = await appendCalculation(product.log, 'A', '2021-Q2', 100n);
  receiver.answer = ({ position }) => (position === first ? 500 : 204);
  await subscribe();
  work({ retryDelaysMs: [10, 600_000] });
  await until('it waits', () => receiver.received.length === 2);
  await act({ type: 'skip', position: first });
  await until('the one behind', () => receiver.accepted().length === 1);
  await stopAll();
  expect(receiver.accepted()).toStrictEqual([second]);
  expect((await attempts()).map(({ position, outcome }) => [position, outcome])).toStrictEqual([
    [first, 'FAILED'],
    [first, 'FAILED'],
    [first, 'GIVEN_UP'],
    [second, 'DELIVERED'],
  ]);
});

test('redelivers an event once on request, also while its team waits', async () => {
  const first = await appendCalculation(product.log, 'A', '2021-Q1', 100n);
  const second = await appendCalculation(product.log, 'A', '2021-Q2', 100n);
  receiver.answer = ({ position }) => (position === second ? 500 : 204);
  await subscribe();
  work({ retryDelaysMs: [600_000] });
  await until('the second waits', () => receiver.received.length === 2);
  await act({ type: 'redeliver', position: first });
  await until('again', () => receiver.received.length === 3);
  receiver.answer = () => 500;
  await act({ type: 'redeliver', position: first });
  await until('and again', () => receiver.received.length === 4);
  await until('recorded', async () => (await attempts()).length === 4);
  await stopAll();
  expect(receiver.received.map(({ event, headers }) => [event.position, headers['webhook-id']])).toStrictEqual(
    [first, second, first, first].map((position) => [
      position,
      `msg_${ID}_${receiver.received.find(({ event }) => event.position === position)?.event.id}`,
    ]),
  );
  expect(receiver.received.map(({ sequence }) => sequence)).toStrictEqual([1, 2, 1, 1]);
  expect((await attempts()).at(-1)?.outcome).toBe('EXHAUSTED');
  assert.equal(await status(), 'WebhookRedeliveryAsked', 'a redelivery that fails disables nothing');
});

test('forgets attempts after ninety days, also in a worker that runs for years', async () => {
  await subscribe({ types: ['fr.decompte.statement.calculated'] });
  await appendCalculation(product.log, 'PEPS-01', '2021-Q4', 1n);
  let shiftMs = 0;
  work({ now: () => Date.now() + shiftMs });
  await until('delivered', async () => (await attempts()).length === 1);
  shiftMs = 91 * 86_400_000;
  await until('forgotten', async () => (await attempts()).length === 0);
});

test('after a rotation both secrets verify, a day later only the new one', async () => {
  await subscribe();
  const rotatedAt = Date.now();
  await act({ type: 'rotate' }, new Date(rotatedAt).toISOString());
  let now = rotatedAt + 1_000;
  work({ now: () => now });
  await appendCalculation(product.log, 'A', '2021-Q1', 100n);
  await until('the first', () => receiver.received.length === 1);
  await until('recorded', async () => (await attempts()).length === 1);
  now = rotatedAt + 24 * 3_600_000;
  await appendCalculation(product.log, 'A', '2021-Q2', 100n);
  await until('the second', () => receiver.received.length === 2);
  await stopAll();
  // The test controls the clock of the receiver, so only the signatures are checked against the secrets.
  const verified = receiver.received.map(({ body, headers }) =>
    [1, 2].map((generation) => {
      const at = new Date(Number(headers['webhook-timestamp']) * 1_000);
      const expected = new Webhook(secretOf(KEY, ID, generation)).sign(String(headers['webhook-id']), at, body);
      return String(headers['webhook-signature']).split(' ').includes(expected);
    }),
  );
  expect(verified).toStrictEqual([
    [true, true],
    [false, true],
  ]);
});

test('stops sending to a removed subscription and deletes its state', async () => {
  await appendCalculation(product.log, 'A', '2021-Q1', 100n);
  receiver.answer = () => 500;
  await subscribe();
  work({ retryDelaysMs: [600_000] });
  await until('a try', async () => (await attempts()).length === 1);
  await act({ type: 'remove' });
  await until('forgotten', async () => (await store.progress(ID)) === undefined);
  await appendCalculation(product.log, 'A', '2021-Q2', 100n);
  await stopAll();
  expect(receiver.received).toHaveLength(1);
});

test('stops on another log until a person gives the position to continue from', async () => {
  await appendCalculation(product.log, 'A', '2021-Q1', 100n);
  const last = await appendCalculation(product.log, 'A', '2021-Q2', 100n);
  await subscribe();
  work();
  await until('both', () => receiver.accepted().length === 2);
  await stopAll();
  const claim = await store.claim(ID, { name: 'test', isDead: () => false }, Date.now(), Date.now() + 1_000);
  assert.ok(claim);
  await store.advance(claim, [], last, 'ff'.repeat(32));
  await store.release(claim);
  work();
  await until('disabled', async () => (await status()) === 'WebhookDisabled');
  await act({ type: 'enable' });
  await until('disabled again', async () => (await product.log.readStream(`webhook-${ID}`)).length === 4);
  expect(receiver.received).toHaveLength(2);
  await act({ type: 'enable', from: last - 1 });
  await until('from there', () => receiver.received.length === 3);
  await stopAll();
  expect(receiver.received.at(-1)?.event.position).toBe(last);
});

/** The position of the delivered event, and the claim, to change what is stored of the deliveries. */
async function deliveredOnce(): Promise<{ readonly last: number; readonly claim: DeliveryClaim }> {
  const last = await appendCalculation(product.log, 'A', '2021-Q1', 100n);
  await subscribe();
  work();
  await until('it', () => receiver.accepted().length === 1);
  await stopAll();
  const claim = await store.claim(ID, { name: 'test', isDead: () => false }, Date.now(), Date.now() + 1_000);
  assert.ok(claim);
  return { last, claim };
}

async function expectAnotherLogAfterAWhile(): Promise<void> {
  let now = Date.now();
  work({ now: () => now });
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(await status()).toBe('WebhookSubscribed');
  now += 60_000;
  await until('disabled', async () => (await status()) === 'WebhookDisabled');
}

test('on a log that lost applied commands too, continues from the position that a person gives first', async () => {
  const { last, claim } = await deliveredOnce();
  await store.apply(claim, 9, []);
  await store.advance(claim, [], last, 'ff'.repeat(8));
  await store.release(claim);
  work();
  await until('disabled', async () => (await status()) === 'WebhookDisabled');
  await act({ type: 'enable', from: last - 1 });
  await until('from there', () => receiver.received.length === 2);
  await stopAll();
  expect(await status()).toBe('WebhookEnabled');
});

test('a cursor beyond the end waits a while, then counts as another log', async () => {
  const { last, claim } = await deliveredOnce();
  await store.advance(claim, [], last + 20, '');
  await store.release(claim);
  await expectAnotherLogAfterAWhile();
});

test('an applied command that the log does not have waits a while, then counts as another log', async () => {
  const { claim } = await deliveredOnce();
  await store.apply(claim, 1, []);
  await store.release(claim);
  await expectAnotherLogAfterAWhile();
});

test('delivers every event in order per team with two workers, random stops, random failures and concurrent appends', async () => {
  const TEAMS = ['A', 'B', 'C'];
  const COUNT = 120;
  let seed = 7;
  const random = (): number => (seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  const trace: string[] = [];
  receiver.answer = async ({ team, position }) => {
    await new Promise((resolve) => setTimeout(resolve, random() * 4));
    const status = random() < 0.25 ? 500 : 204;
    trace.push(`${team} ${position} ${status}`);
    return status;
  };
  await subscribe();
  const retryDelaysMs = Array.from({ length: 30 }, () => 5);
  const append = (async () => {
    for (let i = 0; i < COUNT; i++) {
      await appendCalculation(product.log, TEAMS[i % 3] ?? '', `${2000 + i}`, BigInt(100 + i));
      await new Promise((resolve) => setTimeout(resolve, random() * 5));
    }
  })();
  for (let round = 0; round < 8; round++) {
    work({ retryDelaysMs });
    work({ retryDelaysMs });
    await new Promise((resolve) => setTimeout(resolve, 40 + random() * 80));
    await stopAll();
  }
  await append;
  work({ retryDelaysMs });
  work({ retryDelaysMs });
  await until('all of it', () => receiver.accepted().length === COUNT);
  await stopAll();
  const expected = await published();
  for (const team of TEAMS) {
    const own = receiver.received.filter(({ event }) => event.team === team);
    expect(receiver.accepted(team)).toHaveLength(COUNT / 3);
    // No event is sent before the earlier ones of its team are accepted.
    let accepted = 0;
    for (const { event, status: answered } of own) {
      assert.equal(event.position, expected.filter((_, i) => TEAMS[i % 3] === team)[accepted], trace.join('\n'));
      if (isAccepted(answered)) accepted++;
    }
  }
  assert.equal(receiver.received.filter(({ status: answered }) => isAccepted(answered)).length, COUNT, 'each once');
});

test('receivers that never answer, each with more teams than it may be sent at once, do not hold up another', async () => {
  const silence = Promise.withResolvers<undefined>();
  let silent = 0;
  const sender: WebhookSender = {
    send: async ({ url }) => {
      if (url !== receiver.url) silent++;
      if (url !== receiver.url) await silence.promise;
      return { status: 204 };
    },
    close: async () => undefined,
  };
  for (let i = 0; i < 9; i++)
    await act({ type: 'subscribe', url: `${receiver.url}/${i}`, filter: {}, from: 0 }, undefined, `silent-${i}`);
  for (let team = 0; team < 10; team++) await appendCalculation(product.log, `T${team}`, '2021-Q1', 100n);
  work({ sender });
  try {
    await until('all that may be sent at once', () => silent >= 64);
    await subscribe();
    await until('the events of the other', async () => (await attempts()).length === 10);
  } finally {
    silence.resolve(undefined);
  }
});

test('the delivery disables a subscription once', async () => {
  const subscription = await subscribe();
  const settings = { log: product.log, now: () => Date.now() };
  await disableSubscription(settings, subscription, 'une raison');
  await disableSubscription(settings, subscription, 'une autre');
  expect(await product.log.readStream(`webhook-${ID}`)).toHaveLength(2);
});
