/** Sessions of the console over HTTP: the cookie, the requests that may use it, and the same identity as with a token. */
import assert from 'node:assert/strict';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Application } from '#test/support/application.ts';
import { Product } from '#test/support/product.ts';

/** The headers of the console, from a browser on a page of this service. */
const CONSOLE = { 'sec-fetch-site': 'same-origin', 'decompte-console': '1' };

let service: Application;
beforeAll(async () => {
  service = await Application.start(new Product(), { ACCESS: 'development' });
});
afterAll(() => service.close());

async function choose(person: string, headers: Readonly<Record<string, string>> = CONSOLE): Promise<Response> {
  return service.fetch('/session/choose', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ person }),
  });
}

async function cookieOf(person: string): Promise<string> {
  const set = (await choose(person)).headers.get('set-cookie') ?? assert.fail('no cookie');
  return set.split(';')[0] ?? '';
}

function statusOf(path: string, headers: Readonly<Record<string, string>>, method = 'GET'): Promise<number> {
  return service.fetch(path, { method, headers }).then(({ status }) => status);
}

test('keeps the secret from scripts and from other sites', async () => {
  const response = await choose('alice-operator');
  expect(response.status).toBe(204);
  expect(response.headers.get('set-cookie')).toMatch(/^decompte=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
});

test('refuses a person who is not on the list', async () => {
  expect((await choose('mallory')).status).toBe(404);
});

test('begins for a page of the console only', async () => {
  for (const headers of [
    {},
    { 'sec-fetch-site': 'same-origin' },
    { 'decompte-console': '1' },
    { ...CONSOLE, 'sec-fetch-site': 'cross-site' },
    { ...CONSOLE, 'sec-fetch-site': 'same-site' },
  ])
    expect((await choose('alice-operator', headers)).status).toBe(403);
});

test('gives the same identity as a token', async () => {
  const cookie = await cookieOf('peps-01-team');
  const response = await service.fetch('/session', { headers: { cookie, ...CONSOLE } });
  expect(await response.json()).toMatchObject({
    subject: 'equipe.peps-01',
    name: 'Jeanne Perrin',
    roles: ['team'],
    team: 'PEPS-01',
    idleMinutes: 30,
  });
  const token = await service.fetch('/development/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ subject: 'equipe.peps-01', roles: ['team'], team: 'PEPS-01' }),
  });
  const authorization = `Bearer ${((await token.json()) as { token: string }).token}`;
  const ofToken = await service.fetch('/session', { headers: { authorization } });
  expect(await ofToken.json()).toMatchObject({ subject: 'equipe.peps-01', roles: ['team'], team: 'PEPS-01' });
});

test('has the roles of its person, no others', async () => {
  const cookie = await cookieOf('peps-01-team');
  expect(await statusOf('/todo', { cookie, ...CONSOLE })).toBe(403);
  expect(await statusOf('/payments?team=PEPS-02', { cookie, ...CONSOLE })).toBe(403);
});

test('is refused to a request that a page of another site may have sent', async () => {
  const cookie = await cookieOf('alice-operator');
  expect(await statusOf('/session', { cookie, 'sec-fetch-site': 'same-origin' })).toBe(200);
  expect(await statusOf('/session', { cookie, 'sec-fetch-site': 'none' })).toBe(200);
  for (const site of ['cross-site', 'same-site'])
    expect(await statusOf('/session', { cookie, 'sec-fetch-site': site })).toBe(401);
  expect(await statusOf('/session', { cookie })).toBe(401);
  const command = { cookie, 'idempotency-key': 'k1', 'sec-fetch-site': 'same-origin' };
  expect(await statusOf('/statements/PEPS-01/2023-Q2/submit', command, 'POST')).toBe(403);
  // With both it reaches the command: the statement does not exist.
  expect(await statusOf('/statements/PEPS-01/2023-Q2/submit', { ...command, ...CONSOLE }, 'POST')).toBe(404);
});

test('ends by logging out, and with the choice of another person', async () => {
  const cookie = await cookieOf('alice-operator');
  const ended = await service.fetch('/session', { method: 'DELETE', headers: { cookie, ...CONSOLE } });
  expect([ended.status, await ended.json()]).toStrictEqual([200, { continueAt: null }]);
  expect(ended.headers.get('set-cookie')).toMatch(/^decompte=; .*Max-Age=0$/);
  expect(await statusOf('/session', { cookie, ...CONSOLE })).toBe(401);
  const former = await cookieOf('alice-operator');
  await choose('bruno-approver', { ...CONSOLE, cookie: former });
  expect(await statusOf('/session', { cookie: former, ...CONSOLE })).toBe(401);
});

test('without a client at an identity provider there is no login, only tokens', async () => {
  const openid = await Application.start();
  const login = (await (await openid.fetch('/session/login')).json()) as object;
  expect(login).toStrictEqual({ way: 'tokens', people: [], signedIn: false });
  expect((await fetch(`${openid.baseUrl}/session/openid`)).status).toBe(404);
  expect((await openid.fetch('/session/choose', { method: 'POST', headers: CONSOLE })).status).toBe(404);
  await openid.close();
});
