/** Tokens over real HTTP: only one that the provider signed, for this service, and now, lets anybody in. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { OpenIdProvider, newKey, signed } from '#test/support/openid-provider.ts';
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

describe('a token', () => {
  let provider: OpenIdProvider;
  let service: Service;
  before(async () => {
    provider = await OpenIdProvider.start();
    service = await Service.start({ workers: 1, env: provider.environment() });
  });
  after(async () => {
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

  test('of the provider lets in', async () => {
    assert.equal((await service.get(ROUTE, { token: await provider.token(WHO) })).status, 200);
  });

  test('of any other kind is 401 with a sentence, says nothing of itself, and records nothing', async () => {
    const good = await provider.token(WHO);
    const [head = '', body = '', signature = ''] = good.split('.');
    const publicKey = new TextEncoder().encode(JSON.stringify(provider.publicKey));
    const refused: Record<string, string> = {
      'signed by another key': await signed(WHO, await newKey(), { alg: 'ES256', kid: provider.kid }),
      'of a kid that nobody knows': await provider.token(WHO, { kid: 'unknown' }),
      'of another issuer': await provider.token({ ...WHO, iss: 'https://elsewhere.example/' }),
      'for another audience': await provider.token({ ...WHO, aud: 'another' }),
      'that has expired': await provider.token({ ...WHO, exp: now() - 60 }),
      'that does not hold yet': await provider.token({ ...WHO, nbf: now() + 600 }),
      'that never expires': await provider.token({ ...WHO, exp: undefined }),
      'of nobody': await provider.token({ ...WHO, sub: undefined }),
      'of an empty name': await provider.token({ ...WHO, sub: ' ' }),
      'without roles': await provider.token({ ...WHO, roles: undefined }),
      'of roles that do not exist': await provider.token({ ...WHO, roles: ['root', 'OPERATOR'] }),
      'of a team that it does not name': await provider.token({ ...WHO, roles: ['team'] }),
      'without a signature': `${base64url({ alg: 'none' })}.${body}.`,
      'that says it needs none': `${base64url({ alg: 'none', kid: provider.kid })}.${body}.${signature}`,
      'signed with the public key as a secret': await signed(WHO, publicKey, { alg: 'HS256', kid: provider.kid }),
      'whose claims were changed': `${head}.${base64url({ ...WHO, roles: ['approver'] })}.${signature}`,
      'of two parts': `${head}.${body}`,
      'that is none': 'not-a-token',
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
    assert.equal(await end(), before);
  });

  test('of a key that the provider has put in place since lets in', { timeout: 60_000 }, async () => {
    await provider.rotate();
    const token = await provider.token(WHO);
    // Keys are asked for again no more often than every few seconds, so that made-up ones cost the provider nothing.
    const until = performance.now() + 40_000;
    let status = 0;
    while (status !== 200 && performance.now() < until) {
      ({ status } = await service.get(ROUTE, { token }));
      if (status !== 200) await new Promise((resolve) => setTimeout(resolve, 500));
    }
    assert.equal(status, 200);
  });
});

for (const health of ['failing', 'babbling', 'silent'] as const)
  test(`where the provider is ${health}, nothing is said of a token: 503, and when it is well again it lets in`, async () => {
    const provider = await OpenIdProvider.start();
    provider.health = health;
    const service = await Service.start({ workers: 0, env: provider.environment() });
    try {
      const token = await provider.token(WHO);
      const { status, headers } = await service.get(ROUTE, { token });
      assert.equal(status, 503);
      assert.ok(Number(headers.get('retry-after')) > 0);
      provider.health = 'well';
      const until = performance.now() + 30_000;
      let again = 0;
      while (again !== 200 && again !== 401 && performance.now() < until) {
        again = (await service.get('/regulation/versions', { token })).status;
        if (again !== 200) await new Promise((resolve) => setTimeout(resolve, 300));
      }
      assert.equal(again, 200);
    } finally {
      await service.close();
      await provider.close();
    }
  });

function started(env: Readonly<Record<string, string>>): { status: number | null; stderr: string } {
  return spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--import', './scripts/decorators.mjs', 'apps/api/main.ts'],
    { env: { PATH: process.env['PATH'] ?? '', DATA: '/nonexistent', ...env }, encoding: 'utf8', timeout: 30_000 },
  );
}

test('a developer’s tokens are not given out in production, nor is a provider guessed', () => {
  const production = started({ ACCESS: 'development', NODE_ENV: 'production' });
  assert.equal(production.status, 2);
  assert.match(production.stderr, /ACCESS vaut development et NODE_ENV production/);
  const unset = started({ ACCESS: 'openid' });
  assert.equal(unset.status, 2);
  for (const variable of ['OIDC_ISSUER', 'OIDC_AUDIENCE', 'OIDC_JWKS_URL'])
    assert.match(unset.stderr, new RegExp(`${variable} n'est pas réglé`));
});
