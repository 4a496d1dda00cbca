/** Key rotation at the provider: a valid token never gets 401, and a withdrawn key soon stops working. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { Application } from '#test/support/application.ts';
import { fakeOnly } from '#test/support/fake-timers.ts';

const WHO = { sub: 'Alice', roles: ['operator'] };
const SECOND = 1_000;

let service: Application;
let clock: number;
beforeEach(async () => {
  service = await Application.start();
  clock = Date.now();
  fakeOnly(['Date'], clock);
});
afterEach(async () => {
  jest.useRealTimers();
  await service.close();
});

function later(ms: number): void {
  jest.setSystemTime((clock += ms));
}

interface Answer {
  readonly status: number;
  readonly retryAfterS: number;
}

async function ask(token: string): Promise<Answer> {
  const { status, headers } = await service.fetch('/regulation/versions', {
    headers: { authorization: `Bearer ${token}` },
  });
  return { status, retryAfterS: Number(headers.get('retry-after')) };
}

async function statusOf(token: string): Promise<number> {
  return (await ask(token)).status;
}

test('accepts a withdrawn key for at most five minutes', async () => {
  const token = await service.provider.token(WHO);
  expect(await statusOf(token)).toBe(200);
  await service.provider.rotate();
  later(300 * SECOND);
  expect(await statusOf(token)).toBe(401);
  expect(await statusOf(await service.provider.token(WHO))).toBe(200);
});

test('accepts a withdrawn key no longer if the clock goes back by an hour, and a new key at once', async () => {
  const token = await service.provider.token(WHO);
  expect(await statusOf(token)).toBe(200);
  await service.provider.rotate();
  expect(await statusOf(await service.provider.token(WHO, { kid: 'made up' }))).toBe(401);
  later(-3_600 * SECOND);
  expect(await statusOf(await service.provider.token(WHO))).toBe(200);
  expect(await statusOf(token)).toBe(401);
});

test('answers 503 to a token of a new key until the keys can be fetched, and 401 to one of an unknown key', async () => {
  const madeUp = await service.provider.token(WHO, { kid: 'made up' });
  expect(await statusOf(madeUp)).toBe(401);
  await service.provider.rotate();
  const token = await service.provider.token(WHO);
  const { status, retryAfterS } = await ask(token);
  expect(status).toBe(503);
  assert.ok(retryAfterS >= 1 && retryAfterS <= 10, String(retryAfterS));
  assert.equal(await statusOf(madeUp), 401, 'looked for already');
  later(retryAfterS * SECOND);
  expect(await statusOf(token)).toBe(200);
});

test('invented keys cost the provider one request in ten seconds and do not delay a new key', async () => {
  expect(await statusOf(await service.provider.token(WHO))).toBe(200);
  const asked = service.provider.asked;
  for (let i = 0; i < 20; i++) await statusOf(await service.provider.token(WHO, { kid: `made up ${i}` }));
  expect(service.provider.asked).toBe(asked + 1);
  await service.provider.rotate();
  later(10 * SECOND);
  await statusOf(await service.provider.token(WHO, { kid: 'made up again' }));
  expect(await statusOf(await service.provider.token(WHO))).toBe(200);
  expect(service.provider.asked).toBe(asked + 2);
});

test('answers 503 to an unknown key while the provider fails, and accepts the token when it recovers', async () => {
  expect(await statusOf(await service.provider.token(WHO))).toBe(200);
  await service.provider.rotate();
  const token = await service.provider.token(WHO);
  service.provider.health = 'failing';
  for (let i = 0; i < 3; i++) expect(await statusOf(token)).toBe(503);
  service.provider.health = 'well';
  expect(await statusOf(token)).toBe(200);
});
