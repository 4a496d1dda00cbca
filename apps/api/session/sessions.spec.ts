/** A session lasts while its person does something, half a day at most, and its secret is in nobody else’s memory. */
import { expect, test } from '@jest/globals';
import { IDLE_MS, SessionsInMemory } from '#apps/api/session/sessions.ts';

const ALICE = { subject: 'alice', name: 'Alice', roles: ['operator'], team: undefined } as const;
const HOUR_MS = 3_600_000;

test('gives the person back to who has the secret, and to nobody else', async () => {
  const sessions = new SessionsInMemory();
  const secret = await sessions.open(ALICE, 0);
  expect((await sessions.find(secret, 1, true))?.identity).toMatchObject(ALICE);
  expect(await sessions.find(`${secret}x`, 1, true)).toBeUndefined();
  expect(secret).toMatch(/^[\w-]{43}$/);
});

test('ends when nothing was done for half an hour; requests that no person asked for do not count', async () => {
  const sessions = new SessionsInMemory();
  const secret = await sessions.open(ALICE, 0);
  expect(await sessions.find(secret, IDLE_MS - 1, true)).toBeDefined();
  expect(await sessions.find(secret, 2 * IDLE_MS - 2, false)).toBeDefined();
  expect(await sessions.find(secret, 2 * IDLE_MS, false)).toBeUndefined();
});

test('ends after twelve hours, whatever is done', async () => {
  const sessions = new SessionsInMemory();
  const secret = await sessions.open(ALICE, 0);
  for (let ms = 0; ms < 12 * HOUR_MS; ms += IDLE_MS / 2) expect(await sessions.find(secret, ms, true)).toBeDefined();
  expect(await sessions.find(secret, 12 * HOUR_MS, true)).toBeUndefined();
});

test('is named in the log by what opens nothing', async () => {
  const sessions = new SessionsInMemory();
  const secret = await sessions.open(ALICE, 0);
  const name = (await sessions.find(secret, 1, true))?.identity.session ?? '';
  expect(name).toMatch(/^[0-9a-f]{16}$/);
  expect(await sessions.find(name, 1, true)).toBeUndefined();
});

test('ends at once when it is ended', async () => {
  const sessions = new SessionsInMemory();
  const secret = await sessions.open(ALICE, 0);
  await sessions.end(secret);
  expect(await sessions.find(secret, 1, true)).toBeUndefined();
});
