/** People log in to the console at a real identity provider: their identity, refusals, the end of a session, and the recent login. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Application } from '#test/support/application.ts';
import { fakeOnly } from '#test/support/fake-timers.ts';
import { freePort } from '#test/support/free-port.ts';
import { type Accounts, CLIENT, LoginProvider } from '#test/support/login-provider.ts';
import { OF_CONSOLE, PersonBrowser } from '#test/support/person-browser.ts';
import { Product } from '#test/support/product.ts';

const ACCOUNTS: Accounts = {
  alice: { name: 'Alice Martin', roles: ['operator'] },
  chloe: { name: 'Chloé Garnier', roles: ['authorising-officer'] },
  jeanne: { name: 'Jeanne Perrin', roles: ['team'], team: 'PEPS-01' },
  nobody: { name: 'Personne' },
  both: { name: 'Les Deux', roles: ['authorising-officer', 'accountant'] },
  lost: { name: 'Sans équipe', roles: ['team'] },
  half: { sub: 'moitié-\ud800', name: 'Moitié', roles: ['operator'] },
  long: { sub: 'x'.repeat(256), name: 'Long', roles: ['operator'] },
};
const MINUTE_MS = 60_000;
const BACK = '/console/decomptes?schema=PEPS';

interface World {
  readonly service: Application;
  readonly provider: LoginProvider;
}

async function world(more: { claimsIn?: 'userinfo'; issuer?: string } = {}): Promise<World> {
  const port = await freePort();
  const at = `http://127.0.0.1:${port}`;
  const provider = await LoginProvider.start({ accounts: ACCOUNTS, service: at, ...more });
  const product = new Product();
  const secret = join(product.folder, 'client-secret');
  writeFileSync(secret, `${CLIENT.secret}\n`, { mode: 0o600 });
  const service = await Application.start(product, {
    PORT: String(port),
    OIDC_ISSUER: more.issuer ?? provider.issuer,
    OIDC_JWKS_URL: `${provider.issuer}/jwks`,
    OIDC_CLIENT_ID: CLIENT.id,
    OIDC_CLIENT_SECRET_FILE: secret,
    OIDC_REDIRECT_URL: `${at}/session/openid/callback`,
  });
  return { service, provider };
}

let here: World;
beforeAll(async () => {
  // The provider prints long warnings that it is not for production.
  for (const says of ['warn', 'info'] as const) jest.spyOn(console, says).mockReturnValue();
  here = await world();
});
afterEach(() => {
  jest.useRealTimers();
  here.provider.isWell = true;
});
afterAll(async () => {
  await here.service.close();
  await here.provider.close();
  jest.restoreAllMocks();
});

/** The address at the provider where a login begins. */
async function begun(browser: PersonBrowser, query = `?back=${encodeURIComponent(BACK)}`, { service } = here) {
  const response = await browser.ask(`${service.baseUrl}/session/openid${query}`, {
    headers: { 'sec-fetch-site': 'same-origin' },
  });
  assert.equal(response.status, 303, await response.text());
  return response.headers.get('location') ?? assert.fail('no address');
}

/** The answer after a person has typed `login`; the provider’s site requests the callback. */
async function cameBack(browser: PersonBrowser, login: string, query?: string, at = here): Promise<Response> {
  const callback = await browser.loginAt(await begun(browser, query, at), login);
  return browser.ask(callback, {}, 'elsewhere');
}

async function loggedIn(login: string): Promise<PersonBrowser> {
  const browser = new PersonBrowser();
  const response = await cameBack(browser, login);
  assert.equal(response.status, 303, await response.clone().text());
  return browser;
}

async function session(browser: PersonBrowser, { service } = here): Promise<Response> {
  return browser.ask(`${service.baseUrl}/session`, { headers: OF_CONSOLE });
}

async function command(browser: PersonBrowser, path: string): Promise<Response> {
  const headers = { ...OF_CONSOLE, 'idempotency-key': crypto.randomUUID(), 'if-match': '"3f0a9c41de"' };
  return browser.ask(`${here.service.baseUrl}${path}`, { method: 'POST', headers });
}

async function problem(response: Response): Promise<{ status: number; type: string; detail: string }> {
  const { type, detail } = (await response.json()) as { type: string; detail: string };
  return { status: response.status, type: type.replace('urn:decompte:problem:', ''), detail };
}

describe('a login', () => {
  test('asks the provider for a code, with PKCE, a state and a nonce', async () => {
    const address = new URL(await begun(new PersonBrowser()));
    expect(address.origin).toBe(here.provider.issuer);
    const { state, nonce, code_challenge: challenge, ...asked } = Object.fromEntries(address.searchParams);
    for (const random of [state, nonce, challenge]) expect(random).toMatch(/^[\w-]{43}$/);
    expect(asked).toStrictEqual({
      client_id: CLIENT.id,
      redirect_uri: `${here.service.baseUrl}/session/openid/callback`,
      response_type: 'code',
      scope: 'openid profile',
      code_challenge_method: 'S256',
    });
  });

  test('comes back to the address of the console, and leaves only random secrets in the browser', async () => {
    const browser = new PersonBrowser();
    const response = await cameBack(browser, 'alice');
    expect([response.status, response.headers.get('location')]).toStrictEqual([303, BACK]);
    const cookies = [...browser.cookiesOf(here.service.baseUrl).values()];
    const LOGIN = /^__Host-decompte-login=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure; Max-Age=600$/;
    const SESSION = /^__Host-decompte=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/;
    expect(cookies).toHaveLength(2);
    expect(cookies[0]).toMatch(LOGIN);
    expect(cookies[1]).toMatch(SESSION);
  });

  test('gives the identity, name, roles and team that the claims say', async () => {
    const alice = await session(await loggedIn('alice'));
    expect(await alice.json()).toMatchObject({
      subject: 'alice',
      name: 'Alice Martin',
      roles: ['operator'],
      team: null,
    });
    const jeanne = await session(await loggedIn('jeanne'));
    expect(await jeanne.json()).toMatchObject({ subject: 'jeanne', roles: ['team'], team: 'PEPS-01' });
  });

  test('finds the roles with the person’s data, if the token does not contain them', async () => {
    const other = await world({ claimsIn: 'userinfo' });
    const browser = new PersonBrowser();
    expect((await cameBack(browser, 'jeanne', undefined, other)).status).toBe(303);
    expect(await (await session(browser, other)).json()).toMatchObject({ roles: ['team'], team: 'PEPS-01' });
    await other.service.close();
    await other.provider.close();
  });

  test('refuses an address to come back to that is not in the console', async () => {
    const browser = new PersonBrowser();
    for (const back of [
      'https://mallory.example/console/',
      '//mallory.example/console/',
      '/\\mallory.example/console/',
      '/console/../docs',
      '/console/%2e%2e/docs',
      '/console/..\\docs',
      '/console',
      '/docs',
      'javascript:alert(1)',
      '',
      `/console/${'x'.repeat(2_000)}`,
    ]) {
      const at = `${here.service.baseUrl}/session/openid?back=${encodeURIComponent(back)}`;
      expect([back, (await browser.ask(at)).status]).toStrictEqual([back, 400]);
    }
    expect((await cameBack(browser, 'alice', '')).headers.get('location')).toBe('/console/');
  });

  test('replaces the session before it, with another secret', async () => {
    const browser = await loggedIn('alice');
    const former = browser.cookiesOf(here.service.baseUrl).get('__Host-decompte')?.split(';')[0] ?? '';
    await cameBack(browser, 'alice');
    const headers = { ...OF_CONSOLE, cookie: former };
    expect((await fetch(`${here.service.baseUrl}/session`, { headers })).status).toBe(401);
    expect((await session(browser)).status).toBe(200);
  });
});

describe('a login is refused', () => {
  test.each([
    ['nobody', /aucun rôle \(roles\)/],
    ['both', /rôles qu’une même personne ne peut pas avoir \(ordonnateur et comptable\)/],
    ['lost', /rôle team et ne dit pas quelle équipe/],
    ['half', /n’est pas recevable \(sub\)/],
    ['long', /n’est pas recevable \(sub\)/],
  ])('to %s, for its claims', async (login, sentence) => {
    const browser = new PersonBrowser();
    const refused = await problem(await cameBack(browser, login));
    expect(refused).toMatchObject({ status: 403, type: 'login-refused' });
    expect(refused.detail).toMatch(sentence);
    expect(browser.cookiesOf(here.service.baseUrl).has('__Host-decompte')).toBe(false);
  });

  test.each([
    [
      'with another state',
      (url: URL) => {
        url.searchParams.set('state', 'x'.repeat(43));
      },
      /n’a pas commencé dans ce/,
    ],
    [
      'without a state',
      (url: URL) => {
        url.searchParams.delete('state');
      },
      /n’a pas commencé dans ce navigateur/,
    ],
    [
      'from another issuer',
      (url: URL) => {
        url.searchParams.set('iss', 'https://other.example');
      },
      /pas pour cette/,
    ],
    [
      'with an unknown code',
      (url: URL) => {
        url.searchParams.set('code', 'x'.repeat(43));
      },
      /code .* a déjà servi/,
    ],
    [
      'without a code',
      (url: URL) => {
        url.searchParams.delete('code');
      },
      /pas pour cette connexion/,
    ],
    [
      'with two codes',
      (url: URL) => {
        url.searchParams.append('code', 'x');
      },
      /pas pour cette connexion/,
    ],
  ])('that comes back %s', async (_, change, sentence) => {
    const browser = new PersonBrowser();
    const callback = new URL(await browser.loginAt(await begun(browser), 'alice'));
    change(callback);
    const refused = await problem(await browser.ask(callback.href, {}, 'elsewhere'));
    expect(refused).toMatchObject({ status: 403, type: 'login-refused' });
    expect(refused.detail).toMatch(sentence);
  });

  test('whose nonce belongs to another login', async () => {
    const browser = new PersonBrowser();
    const address = new URL(await begun(browser));
    address.searchParams.set('nonce', 'y'.repeat(43));
    const callback = await browser.loginAt(address.href, 'alice');
    const refused = await problem(await browser.ask(callback, {}, 'elsewhere'));
    expect(refused).toMatchObject({ status: 403, type: 'login-refused' });
  });

  test('whose code was used, in its own login or in another', async () => {
    const browser = new PersonBrowser();
    const callback = await browser.loginAt(await begun(browser), 'alice');
    expect((await browser.ask(callback, {}, 'elsewhere')).status).toBe(303);
    expect((await problem(await browser.ask(callback, {}, 'elsewhere'))).detail).toMatch(/a déjà servi/);
    const again = new URL(callback);
    again.searchParams.set('state', new URL(await begun(browser)).searchParams.get('state') ?? '');
    const refused = await problem(await browser.ask(again.href, {}, 'elsewhere'));
    expect(refused).toMatchObject({ status: 403, type: 'login-refused' });
  });

  test('in a browser in which it did not begin', async () => {
    const mallory = new PersonBrowser();
    const callback = await mallory.loginAt(await begun(mallory), 'alice');
    const victim = new PersonBrowser();
    for (const browser of [victim, await loggedIn('chloe')]) {
      const refused = await problem(await browser.ask(callback, {}, 'elsewhere'));
      expect(refused).toMatchObject({ status: 403, type: 'login-refused' });
    }
    expect((await session(victim)).status).toBe(401);
  });

  test('that took longer than ten minutes', async () => {
    const browser = new PersonBrowser();
    const address = await begun(browser);
    fakeOnly(['Date'], Date.now() + 10 * MINUTE_MS + 1);
    const callback = await browser.loginAt(address, 'alice');
    expect((await browser.ask(callback, {}, 'elsewhere')).status).toBe(403);
  });

  test('after the person gave up at the provider', async () => {
    const browser = new PersonBrowser();
    const { searchParams } = new URL(await begun(browser));
    const denied = new URLSearchParams({ error: 'access_denied', iss: here.provider.issuer });
    denied.set('state', searchParams.get('state') ?? '');
    const at = `${here.service.baseUrl}/session/openid/callback?${denied.toString()}`;
    expect((await problem(await browser.ask(at, {}, 'elsewhere'))).detail).toMatch(/n’a laissé entrer personne/);
  });

  test('in a browser with a page that gives the reason, and leads back', async () => {
    const at = `${here.service.baseUrl}/session/openid/callback?state=%22%3E%3Cscript%3E`;
    const response = await new PersonBrowser().ask(at, { headers: { accept: 'text/html,*/*' } }, 'elsewhere');
    expect([response.status, response.headers.get('content-type')]).toStrictEqual([403, 'text/html; charset=utf-8']);
    expect(response.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
    const page = await response.text();
    expect(page).toMatch(/La connexion n’a pas abouti/);
    expect(page).toMatch(/<a href="\/console\/">/);
    expect(page).not.toMatch(/<script/);
  });
});

describe('without the provider', () => {
  test('a login gets 503 and a sentence, at its beginning and at its end, and works again with it', async () => {
    const browser = new PersonBrowser();
    const callback = await browser.loginAt(await begun(browser), 'alice');
    here.provider.isWell = false;
    const response = await browser.ask(callback, {}, 'elsewhere');
    expect(response.headers.get('retry-after')).toBe('5');
    const refused = await problem(response);
    expect(refused).toMatchObject({ status: 503, type: 'unavailable' });
    expect(refused.detail).toMatch(/fournisseur d’identité ne répond pas/);
    here.provider.isWell = true;
    expect((await session(await loggedIn('alice'))).status).toBe(200);
  });

  test('a login gets 503 if the provider never answered, or has another issuer', async () => {
    for (const issuer of [
      `http://127.0.0.1:${await freePort()}`,
      here.provider.issuer.replace('127.0.0.1', 'localhost'),
    ]) {
      const other = await world({ issuer });
      const response = await new PersonBrowser().ask(`${other.service.baseUrl}/session/openid`);
      expect(await problem(response)).toMatchObject({ status: 503, type: 'unavailable' });
      await other.service.close();
      await other.provider.close();
    }
  });

  test('a session that was begun before lasts', async () => {
    const browser = await loggedIn('alice');
    here.provider.isWell = false;
    expect((await session(browser)).status).toBe(200);
  });
});

describe('a session', () => {
  test('ends with the token of the provider, and after half an hour without anything done', async () => {
    const browser = await loggedIn('alice');
    const start = Date.now();
    const { until } = (await (await session(browser)).json()) as { until: string };
    expect(Math.abs(Date.parse(until) - start - 60 * MINUTE_MS)).toBeLessThan(MINUTE_MS);
    const statuses: number[] = [];
    for (const minutes of [20, 40, 59, 61]) {
      fakeOnly(['Date'], start + minutes * MINUTE_MS);
      statuses.push((await session(browser)).status);
    }
    expect(statuses).toStrictEqual([200, 200, 200, 401]);
    jest.useRealTimers();
    const idle = await loggedIn('alice');
    fakeOnly(['Date'], Date.now() + 31 * MINUTE_MS);
    expect((await session(idle)).status).toBe(401);
  });

  test('ends by logging out, here and at the provider, which then asks for the person', async () => {
    const browser = await loggedIn('alice');
    const ended = await browser.ask(`${here.service.baseUrl}/session`, { method: 'DELETE', headers: OF_CONSOLE });
    const { continueAt } = (await ended.json()) as { continueAt: string };
    const { origin, searchParams } = new URL(continueAt);
    expect([origin, Object.fromEntries(searchParams)]).toStrictEqual([
      here.provider.issuer,
      { client_id: CLIENT.id, post_logout_redirect_uri: `${here.service.baseUrl}/console/` },
    ]);
    expect((await session(browser)).status).toBe(401);
    expect(await browser.loginAt(continueAt, 'alice')).toBe(`${here.service.baseUrl}/console/`);
    // Without a session there, another person may log in.
    await cameBack(browser, 'chloe');
    expect(await (await session(browser)).json()).toMatchObject({ subject: 'chloe' });
  });

  test('ends when the person logs out at the provider, and no other session does', async () => {
    const browser = await loggedIn('alice');
    const bystander = await loggedIn('chloe');
    // The person logs out at the provider only.
    await browser.loginAt(
      `${here.provider.issuer}/session/end?client_id=${CLIENT.id}&post_logout_redirect_uri=${encodeURIComponent(`${here.service.baseUrl}/console/`)}`,
      'alice',
    );
    expect((await session(browser)).status).toBe(401);
    expect((await session(bystander)).status).toBe(200);
  });

  test('ends by no token that the provider did not make for it', async () => {
    const at = `${here.service.baseUrl}/session/openid/backchannel-logout`;
    const send = (init: RequestInit) => fetch(at, { method: 'POST', ...init }).then(({ status }) => status);
    const forged = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbGljZSJ9.';
    expect(await send({ body: new URLSearchParams({ logout_token: forged }) })).toBe(400);
    expect(await send({ body: new URLSearchParams() })).toBe(400);
    expect(await send({ body: '{}', headers: { 'content-type': 'application/json' } })).toBe(400);
    expect(await send({ body: new URLSearchParams({ logout_token: 'x'.repeat(20_000) }) })).toBe(413);
  });
});

describe('a recent login', () => {
  const RELEASE = '/payment-runs/R-1/release';

  test('is required for commands that send money, accept a loss or erase a person, and for no others', () => {
    const asked = here.service.routes.filter(({ needsRecentLogin }) => needsRecentLogin).map(({ path }) => path);
    expect([...asked].sort()).toStrictEqual([
      '/audit/losses/acknowledge',
      '/debtors/{envelope}/confirm',
      '/due-erasures/confirm',
      '/envelopes/{envelope}/confirm',
      '/envelopes/{envelope}/exceptions/{exception}/confirm',
      '/erasures/{erasure}/confirm',
      '/ledger-proposals/{proposal}/confirm',
      '/payees/{team}/confirm',
      '/payment-ledger/carry-over/confirm',
      RELEASE.replace('R-1', '{run}'),
    ]);
  });

  test('of ten minutes ago at most lets a release through; later the person logs in again and comes back', async () => {
    const browser = await loggedIn('chloe');
    const start = Date.now();
    expect((await command(browser, RELEASE)).status).toBe(422);
    fakeOnly(['Date'], start + 11 * MINUTE_MS);
    const refused = await problem(await command(browser, RELEASE));
    expect(refused).toMatchObject({ status: 403, type: 'recent-login' });
    expect(refused.detail).toMatch(/identifiez-vous à nouveau/);
    expect((await session(browser)).status).toBe(200);
    const again = `?recent=1&back=${encodeURIComponent('/console/campagnes/R-1')}`;
    const address = new URL(await begun(browser, again));
    expect(Object.fromEntries(address.searchParams)).toMatchObject({ max_age: '600', prompt: 'login' });
    const back = await browser.ask(await browser.loginAt(address.href, 'chloe'), {}, 'elsewhere');
    expect(back.headers.get('location')).toBe('/console/campagnes/R-1');
    expect((await command(browser, RELEASE)).status).toBe(422);
  });

  test('does not count if the provider lets a person in by an old session', async () => {
    const browser = await loggedIn('chloe');
    fakeOnly(['Date'], Date.now() + 11 * MINUTE_MS);
    // An ordinary login: the provider knows the person, and asks nothing.
    expect((await cameBack(browser, 'nobody')).status).toBe(303);
    expect((await problem(await command(browser, RELEASE))).type).toBe('recent-login');
    // The same login after someone removed the request for a recent one from the address.
    const address = new URL(await begun(browser, '?recent=1'));
    for (const name of ['prompt', 'max_age']) address.searchParams.delete(name);
    const callback = await browser.loginAt(address.href, 'nobody');
    expect((await problem(await browser.ask(callback, {}, 'elsewhere'))).type).toBe('login-refused');
  });
});
