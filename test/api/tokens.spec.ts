/** Tokens over real HTTP: a token must be signed by the provider, for this service, and current. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair } from 'jose';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import type { Route } from '#apps/api/access/routes.ts';
import { Application } from '#test/support/application.ts';
import { rounds } from '#test/support/deep.ts';
import { exampleAddress, exampleBody } from '#test/support/example-requests.ts';
import { type Claims, OpenIdProvider, newKey, signed } from '#test/support/openid-provider.ts';
import { committedContract } from '#test/support/held-contract.ts';
import { PlainClient } from '#test/support/plain-client.ts';
import { startOf } from '#test/support/programs.ts';
import { Service } from '#test/support/service.ts';

interface Problem {
  readonly type: string;
  readonly detail: string;
}

const WHO = { sub: 'Alice', roles: ['operator'] };
const ROUTE = '/jobs';
const FACT = { team_id: 'PEPS-01', due_on: '2024-02-21', label: 'a', amount_cents: '100', known_on: '2024-01-01' };
const now = (): number => Math.floor(Date.now() / 1_000);

function base64url(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** Signed by a key that its own header contains and names. */
async function selfSigned(claims: Claims, header: Readonly<Record<string, unknown>>): Promise<string> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  return signed(claims, privateKey, { ...header, jwk: await exportJWK(publicKey) });
}

describe('a token', () => {
  let provider: OpenIdProvider;
  let service: Service;
  beforeAll(async () => {
    provider = await OpenIdProvider.start();
    service = await Service.start({ workers: 1, env: provider.environment() });
  });
  afterAll(async () => {
    await service.close();
    await provider.close();
  });

  async function end(): Promise<number> {
    const log = new SqliteEventStore(join(service.folder, 'events.db'));
    try {
      return await log.end();
    } finally {
      await log.close();
    }
  }

  test('of the provider is accepted', async () => {
    for (const header of [{}, { typ: 'JWT' }, { typ: 'at+jwt' }, { typ: 'application/AT+JWT' }])
      expect((await service.get(ROUTE, { token: await provider.token(WHO, header) })).status).toBe(200);
  });

  test('of any other kind gets 401 with a sentence that does not quote it, and records nothing', async () => {
    const good = await provider.token(WHO);
    const [head = '', body = '', signature = ''] = good.split('.');
    const publicKey = new TextEncoder().encode(JSON.stringify(provider.publicKey));
    const refused: Record<string, string> = {
      'signed by another key': await signed(WHO, await newKey(), { alg: 'ES256', kid: provider.kid }),
      'of an unknown kid': await provider.token(WHO, { kid: 'unknown' }),
      'of another issuer': await provider.token({ ...WHO, iss: 'https://elsewhere.example/' }),
      'for another audience': await provider.token({ ...WHO, aud: 'another' }),
      'that has expired': await provider.token({ ...WHO, exp: now() - 60 }),
      'that is not valid yet': await provider.token({ ...WHO, nbf: now() + 600 }),
      'that was made in the future': await provider.token({ ...WHO, iat: now() + 600 }),
      'that was made two days ago': await provider.token({ ...WHO, iat: now() - 2 * 86_400 }),
      'that holds for two days': await provider.token({ ...WHO, exp: now() + 2 * 86_400 }),
      'of a logout, by its type': await provider.token(WHO, { typ: 'logout+jwt' }),
      'of a logout, by its claim': await provider.token({ ...WHO, events: {} }),
      'with a type that is no text': await provider.token(WHO, { typ: 7 }),
      'that never expires': await provider.token({ ...WHO, exp: undefined }),
      'without a subject': await provider.token({ ...WHO, sub: undefined }),
      'with an empty subject': await provider.token({ ...WHO, sub: ' ' }),
      'with half a character in its subject': await provider.token({ ...WHO, sub: 'Alice\ud800' }),
      'with a control character in its subject': await provider.token({ ...WHO, sub: 'Alice\u0007' }),
      'with an invisible character in its name': await provider.token({ ...WHO, name: 'Ali\u200bce' }),
      'with half a character in its name': await provider.token({ ...WHO, name: '\udc00Alice' }),
      'with a name in look-alike letters': await provider.token({ ...WHO, name: '\u0410lice' }),
      'with a subject in look-alike letters': await provider.token({ ...WHO, sub: '\u0410lice' }),
      'with a subject that is too long': await provider.token({ ...WHO, sub: 'a'.repeat(256) }),
      'with half a character in its number': await provider.token({ ...WHO, jti: 'a\ud800' }),
      'with half a character in its team': await provider.token({ ...WHO, team: 'a\ud800' }),
      'with half a character in a role': await provider.token({ ...WHO, roles: ['operator', '\ud800'] }),
      'with too many roles': await provider.token({ ...WHO, roles: Array.from({ length: 51 }, () => 'operator') }),
      'of an operator who approves': await provider.token({ ...WHO, roles: ['operator', 'approver'] }),
      'of an officer who keeps the accounts': await provider.token({
        ...WHO,
        roles: ['authorising-officer', 'accountant'],
      }),
      'of an auditor who acts': await provider.token({ ...WHO, roles: ['auditor', 'operator'] }),
      'without roles': await provider.token({ ...WHO, roles: undefined }),
      'with unknown roles': await provider.token({ ...WHO, roles: ['root', 'OPERATOR'] }),
      'of the role team without a team': await provider.token({ ...WHO, roles: ['team'] }),
      'without a signature': `${base64url({ alg: 'none' })}.${body}.`,
      'that declares no signature': `${base64url({ alg: 'none', kid: provider.kid })}.${body}.${signature}`,
      'signed with the public key as a secret': await signed(WHO, publicKey, { alg: 'HS256', kid: provider.kid }),
      'whose claims were changed': `${head}.${base64url({ ...WHO, roles: ['approver'] })}.${signature}`,
      'of two parts': `${head}.${body}`,
      'that is not a token': 'not-a-token',
      'that is too long': `${head}.${'x'.repeat(9_000)}.${signature}`,
    };
    const before = await end();
    for (const [what, token] of Object.entries(refused))
      for (const answer of [
        await service.get<Problem>(ROUTE, { token }),
        await service.post<Problem>('/facts/credits', FACT, { token }),
      ]) {
        assert.equal(answer.status, 401, what);
        assert.equal(answer.body.type, 'urn:decompte:problem:unauthenticated', what);
        assert.ok(answer.body.detail.length > 20 && !JSON.stringify(answer.body).includes(token.slice(0, 40)), what);
        assert.ok(answer.headers.get('www-authenticate')?.startsWith('Bearer'), what);
      }
    expect(await end()).toBe(before);
  });

  test('ends a stream when it expires', async () => {
    const exp = now() + 3;
    const authorization = `Bearer ${await provider.token({ sub: 'Grand livre', roles: ['service'], exp })}`;
    const headers = { accept: 'text/event-stream', authorization };
    const stream = await fetch(`${service.baseUrl}/feed`, { headers });
    expect(stream.status).toBe(200);
    await stream.text();
    // Timers and the clock round a millisecond each in their own way.
    expect(Date.now()).toBeGreaterThanOrEqual(exp * 1_000 - 1);
  });

  test('of a new key of the provider is accepted', async () => {
    await provider.rotate();
    const token = await provider.token(WHO);
    // The keys are fetched at most every few seconds, so invented keys cost the provider nothing.
    const until = performance.now() + 120_000;
    let status = 0;
    while (status !== 200 && performance.now() < until) {
      ({ status } = await service.get(ROUTE, { token }));
      if (status !== 200) await new Promise((resolve) => setTimeout(resolve, 500));
    }
    expect(status).toBe(200);
  });
});

type Made = (provider: OpenIdProvider, claims: Claims) => Promise<string>;

/** The caller has a role of the route, so only the token itself can be the reason of a refusal. */
function claimsFor({ roles = [] }: Pick<Route, 'roles'>): Claims {
  return { sub: 'Mallory', roles: roles.slice(0, 1), team: 'PEPS-01' };
}

function headerOf({ kid }: OpenIdProvider): Readonly<Record<string, unknown>> {
  return { alg: 'ES256', kid };
}

/** A valid token with another header. */
async function beheaded(
  provider: OpenIdProvider,
  claims: Claims,
  { alg, signed }: { readonly alg: string; readonly signed: boolean },
): Promise<string> {
  const [, body = '', signature = ''] = (await provider.token(claims)).split('.');
  return `${base64url({ alg, kid: provider.kid })}.${body}.${signed ? signature : ''}`;
}

const REFUSED: Readonly<Record<string, Made>> = {
  'that has expired': (provider, claims) => provider.token({ ...claims, exp: now() - 60 }),
  'that another key has signed': async (provider, claims) => signed(claims, await newKey(), headerOf(provider)),
  'that brings the key it is signed with': (provider, claims) => selfSigned(claims, headerOf(provider)),
  'without an algorithm': (provider, claims) => beheaded(provider, claims, { alg: 'none', signed: false }),
  'without an algorithm and with a signature': (provider, claims) =>
    beheaded(provider, claims, { alg: 'NONE', signed: true }),
  'signed with a secret': (provider, claims) =>
    signed(claims, new Uint8Array(32).fill(1), { ...headerOf(provider), alg: 'HS256' }),
  'for another audience': (provider, claims) => provider.token({ ...claims, aud: 'another' }),
  'without an audience': (provider, claims) => provider.token({ ...claims, aud: undefined }),
  'of another issuer': (provider, claims) => provider.token({ ...claims, iss: 'https://elsewhere.example/' }),
  'of no issuer': (provider, claims) => provider.token({ ...claims, iss: undefined }),
};

/** Each kind is tried at one route in so many, each route with some kinds: one hook before all routes takes the tokens (access.spec.ts). */
const ROUTES_OF = rounds(3, 1);

describe('every route refuses a token', () => {
  let service: Application;
  let client: PlainClient;
  beforeAll(async () => {
    service = await Application.start();
    client = new PlainClient(service.baseUrl, 1);
  });
  afterAll(async () => {
    client.close();
    await service.close();
  });

  interface Sent {
    readonly method: string;
    readonly path: string;
    readonly body: string | undefined;
    readonly roles: Route['roles'];
  }

  /** Each route with a complete request, so that an accepted token would have an effect. */
  function requests(): readonly Sent[] {
    const { contract } = service;
    return service.routes
      .filter(({ isPublic }) => !isPublic)
      .map(({ method, path, roles }) => {
        const operation = contract.paths[path]?.[method.toLowerCase() as 'get'];
        assert.ok(operation, `${method} ${path} is in no contract`);
        return { method, path: exampleAddress(operation, path), body: exampleBody(contract, operation), roles };
      });
  }

  for (const [nth, [kind, made]] of Object.entries(REFUSED).entries())
    test(`${kind}: 401 with a sentence, and nothing is recorded`, async () => {
      const all = requests().filter((_, i) => (i + nth) % ROUTES_OF === 0);
      expect(all.length).toBeGreaterThan(70);
      const end = await service.product.log.end();
      const failed: string[] = [];
      for (const { method, path, body, roles } of all) {
        const token = await made(service.provider, claimsFor({ roles }));
        const headers = { authorization: `Bearer ${token}`, 'idempotency-key': 'k' };
        const sent =
          body === undefined ? { headers } : { headers: { ...headers, 'content-type': 'application/json' }, body };
        const received = await client.send({ method, path, ...sent });
        committedContract().hold(method, path, received);
        const { status, text } = received;
        const isProblem = received.headers.get('content-type')?.startsWith('application/problem+json') ?? false;
        const { type, detail } = (isProblem ? JSON.parse(text) : {}) as Partial<Problem>;
        if (status !== 401 || type !== 'urn:decompte:problem:unauthenticated' || !/^[A-ZL].{20,}\.$/.test(detail ?? ''))
          failed.push(`${method} ${path}: ${status} ${text.slice(0, 200)}`);
      }
      expect(failed).toStrictEqual([]);
      expect(await service.product.log.end()).toBe(end);
    });
});

for (const health of ['failing', 'babbling', 'silent'] as const)
  test(`answers 503 while the provider is ${health}, and accepts the token when it recovers`, async () => {
    const service = await Application.start();
    const { provider } = service;
    provider.health = health;
    const authorization = `Bearer ${await provider.token(WHO)}`;
    const ask = (path: string) => service.fetch(path, { headers: { authorization } });
    try {
      const { status, headers } = await ask(ROUTE);
      expect(status).toBe(503);
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
      provider.health = 'well';
      const until = performance.now() + 30_000;
      let again = 0;
      while (again !== 200 && again !== 401 && performance.now() < until) {
        again = (await ask('/regulation/versions')).status;
        if (again !== 200) await new Promise((resolve) => setTimeout(resolve, 300));
      }
      expect(again).toBe(200);
    } finally {
      await service.close();
    }
  });

function started(env: Readonly<Record<string, string>>): { status: number | null; stderr: string } {
  return spawnSync(process.execPath, startOf('api'), {
    env: { PATH: process.env['PATH'] ?? '', DATA: '/nonexistent', ...env },
    encoding: 'utf8',
    timeout: 30_000,
  });
}

test('refuses development tokens in production, and does not guess a provider', () => {
  const production = started({ ACCESS: 'development', NODE_ENV: 'production' });
  expect(production.status).toBe(2);
  expect(production.stderr).toMatch(/ACCESS vaut development et NODE_ENV production/);
  const unset = started({ ACCESS: 'openid' });
  expect(unset.status).toBe(2);
  for (const variable of ['OIDC_ISSUER', 'OIDC_AUDIENCE', 'OIDC_JWKS_URL'])
    expect(unset.stderr).toMatch(new RegExp(`${variable} n.est pas réglé`));
});
