/** A session lasts while its person is active, half a day at most, and its stored form does not open it. */
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { SqliteShortLived } from '#libs/short-lived/sqlite/sqlite-short-lived.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { IDLE_MS, KeptSessions } from '#apps/api/session/sessions.ts';

const folder = temporaryFolder();
const opened: SqliteShortLived[] = [];
let made = 0;
beforeEach(() => {
  made += 1;
});
afterAll(async () => {
  for (const one of opened) await one.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The same for each process of an installation, another for each test. */
function store(): SqliteShortLived {
  const one = new SqliteShortLived(join(folder, `${made}.db`));
  opened.push(one);
  return one;
}

const ALICE = { subject: 'alice', name: 'Alice', roles: ['operator'], team: undefined } as const;
const HOUR_MS = 3_600_000;
const PROVED = { authenticatedMs: 0, untilMs: 24 * HOUR_MS };

test('finds the person by the secret, and by no other text', async () => {
  const sessions = new KeptSessions(store());
  const secret = await sessions.open(ALICE, PROVED, 0);
  expect((await sessions.find(secret, 1, true))?.identity).toMatchObject(ALICE);
  expect(await sessions.find(`${secret}x`, 1, true)).toBeUndefined();
  expect(secret).toMatch(/^[\w-]{43}$/);
});

test('ends after half an hour without a request of a person; automatic requests do not count', async () => {
  const sessions = new KeptSessions(store());
  const secret = await sessions.open(ALICE, PROVED, 0);
  expect(await sessions.find(secret, IDLE_MS - 1, true)).toBeDefined();
  expect(await sessions.find(secret, 2 * IDLE_MS - 2, false)).toBeDefined();
  expect(await sessions.find(secret, 2 * IDLE_MS, false)).toBeUndefined();
});

test('ends after twelve hours, even while it is used', async () => {
  const sessions = new KeptSessions(store());
  const secret = await sessions.open(ALICE, PROVED, 0);
  for (let ms = 0; ms < 12 * HOUR_MS; ms += IDLE_MS / 2) expect(await sessions.find(secret, ms, true)).toBeDefined();
  expect(await sessions.find(secret, 12 * HOUR_MS, true)).toBeUndefined();
});

test('is not found after the clock went back by an hour, as nothing shows for how long it was idle', async () => {
  const sessions = new KeptSessions(store());
  const secret = await sessions.open(ALICE, PROVED, HOUR_MS);
  expect(await sessions.find(secret, HOUR_MS - 1_000, true)).toBeDefined();
  expect(await sessions.find(secret, 0, true)).toBeUndefined();
  expect(await sessions.find(secret, HOUR_MS + 1, true)).toBeDefined();
});

test('has a name for the log that opens no session', async () => {
  const sessions = new KeptSessions(store());
  const secret = await sessions.open(ALICE, PROVED, 0);
  const name = (await sessions.find(secret, 1, true))?.identity.session ?? '';
  expect(name).toMatch(/^[0-9a-f]{16}$/);
  expect(await sessions.find(name, 1, true)).toBeUndefined();
});

test('ends at once on logout', async () => {
  const sessions = new KeptSessions(store());
  const secret = await sessions.open(ALICE, PROVED, 0);
  await sessions.end(secret);
  expect(await sessions.find(secret, 1, true)).toBeUndefined();
});

test('ends when the proof of the person expires', async () => {
  const sessions = new KeptSessions(store());
  const secret = await sessions.open(ALICE, { ...PROVED, untilMs: 60_000 }, 0);
  expect((await sessions.find(secret, 59_999, true))?.identity.untilMs).toBe(60_000);
  expect(await sessions.find(secret, 60_000, true)).toBeUndefined();
});

test('is revoked by its name, by the session at the provider, or by its person, and no other with it', async () => {
  const sessions = new KeptSessions(store());
  const open = (subject: string, sid: string) => sessions.open({ ...ALICE, subject }, { ...PROVED, sid }, 0);
  const secrets = [
    await open('alice', 'a'),
    await open('alice', 'b'),
    await open('bruno', 'c'),
    await open('chloe', 'd'),
  ];
  const left = async () => {
    const found = await Promise.all(secrets.map((secret) => sessions.find(secret, 1, true)));
    return found.map((session) => session?.sid);
  };
  await sessions.revoke({ sid: 'c' }, 1);
  expect(await left()).toStrictEqual(['a', 'b', undefined, 'd']);
  await sessions.revoke({ subject: 'alice' }, 1);
  expect(await left()).toStrictEqual([undefined, undefined, undefined, 'd']);
  const named = (await sessions.find(secrets[3] ?? '', 1, true))?.identity.session ?? '';
  await sessions.revoke({ session: named }, 1);
  expect(await left()).toStrictEqual([undefined, undefined, undefined, undefined]);
});

test('is known to every process, ended there at once, and survives a restart without its secret in the file', async () => {
  const [one, other] = [new KeptSessions(store()), new KeptSessions(store())];
  const secret = await one.open({ ...ALICE, roles: ['team'], team: 'PEPS-01' }, PROVED, 0);
  expect((await other.find(secret, IDLE_MS / 2, true))?.identity).toMatchObject({ team: 'PEPS-01', roles: ['team'] });
  const restarted = new KeptSessions(store());
  expect(await restarted.find(secret, IDLE_MS, true)).toBeDefined();
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)).toString('latin1'));
  expect(files.filter((bytes) => bytes.includes(secret))).toStrictEqual([]);
  await other.end(secret);
  for (const sessions of [one, restarted]) expect(await sessions.find(secret, IDLE_MS, true)).toBeUndefined();
});
