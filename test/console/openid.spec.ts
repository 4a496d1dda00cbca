/** A person logs in to the console at an identity provider on another site, in a real browser, which applies the rules of cookies. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { type Browser, type Page, chromium } from 'playwright-core';
import { CHROMIUM, NO_CHROMIUM, PATIENCE_MS } from '#test/console/browser.ts';
import { Application } from '#test/support/application.ts';
import { freePort } from '#test/support/free-port.ts';
import { CLIENT, LoginProvider } from '#test/support/login-provider.ts';
import { Product } from '#test/support/product.ts';
import { describeUnless } from '#test/support/unless.ts';

const ACCOUNTS = { alice: { name: 'Alice Martin', roles: ['operator'] }, guest: { name: 'Un invité' } };

describeUnless(NO_CHROMIUM)('a person', () => {
  let provider: LoginProvider;
  let service: Application;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    // The provider prints long warnings that it is not for production.
    for (const says of ['warn', 'info'] as const) jest.spyOn(console, says).mockReturnValue();
    const built = spawnSync(process.execPath, ['scripts/console.mjs', '--if-stale'], { encoding: 'utf8' });
    assert.equal(built.status, 0, built.stderr);
    const port = await freePort();
    const at = `http://127.0.0.1:${port}`;
    // For a browser, this is another site than 127.0.0.1.
    provider = await LoginProvider.start({ accounts: ACCOUNTS, service: at, host: 'localhost' });
    const product = new Product();
    const secret = join(product.folder, 'client-secret');
    writeFileSync(secret, CLIENT.secret, { mode: 0o600 });
    service = await Application.start(product, {
      PORT: String(port),
      OIDC_ISSUER: provider.issuer,
      OIDC_JWKS_URL: `${provider.issuer}/jwks`,
      OIDC_CLIENT_ID: CLIENT.id,
      OIDC_CLIENT_SECRET_FILE: secret,
      OIDC_REDIRECT_URL: `${at}/session/openid/callback`,
    });
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
    page = await (await browser.newContext({ locale: 'fr-FR' })).newPage();
    page.setDefaultTimeout(PATIENCE_MS);
  });
  afterAll(async () => {
    await browser.close();
    await service.close();
    await provider.close();
    jest.restoreAllMocks();
  });

  /** Fills in the pages of the provider. */
  async function loginAs(login: string): Promise<void> {
    await page.waitForURL((url) => url.origin === provider.issuer);
    await page.locator('input[name=login]').fill(login);
    await page.locator('input[name=password]').fill('x');
    const asked = page.url();
    await page.locator('button[type=submit]').click();
    const isBack = ({ origin }: URL): boolean => origin === service.baseUrl;
    await page.waitForURL((url) => isBack(url) || (url.href !== asked && url.pathname.startsWith('/interaction/')));
    // The first time, the provider asks for consent to identify the person to the service.
    if (!isBack(new URL(page.url()))) await page.getByRole('button', { name: 'Continue' }).click();
    await page.waitForURL(isBack);
  }

  const screen = (): Promise<void> => page.getByRole('heading', { name: 'Décomptes', level: 1 }).waitFor();

  test('comes from the provider’s site into the screen that was asked for', async () => {
    await page.goto(`${service.baseUrl}/console/decomptes?schema=PEPS`);
    await page.getByRole('link', { name: 'S’identifier' }).click();
    await loginAs('alice');
    await screen();
    expect(page.url()).toBe(`${service.baseUrl}/console/decomptes?schema=PEPS`);
    expect(await page.getByRole('banner').textContent()).toMatch(/Alice Martin/);
    expect(await page.evaluate('document.cookie')).toBe('');
    await page.reload();
    await screen();
  });

  test('logs in again if a recent login is required, and comes back', async () => {
    const detail = 'Pour faire partir de l’argent, identifiez-vous à nouveau.';
    const json = { type: 'urn:decompte:problem:recent-login', title: 'Identifiez-vous à nouveau', status: 403, detail };
    await page.route('**/statements?*', (route) => route.fulfill({ status: 403, json }));
    await page.reload();
    const again = page.getByRole('link', { name: 'S’identifier à nouveau' }).first();
    await again.waitFor();
    await page.unroute('**/statements?*');
    await again.click();
    // Though the provider has a session of this person.
    await loginAs('alice');
    await screen();
    expect(page.url()).toBe(`${service.baseUrl}/console/decomptes?schema=PEPS`);
  });

  test('logs out of the console and of the provider: the next person has to log in, and reads why they may not', async () => {
    await page.getByRole('button', { name: 'Se déconnecter' }).click();
    await page.waitForURL((url) => url.origin === provider.issuer);
    await page.getByRole('button', { name: /Yes, sign me out/ }).click();
    await page.waitForURL(`${service.baseUrl}/console/`);
    await page.getByRole('link', { name: 'S’identifier' }).click();
    await loginAs('guest');
    expect(await page.locator('h1').textContent()).toBe('La connexion n’a pas abouti');
    expect(await page.locator('main').textContent()).toMatch(/aucun rôle/);
    await page.getByRole('link', { name: 'Revenir à la console' }).click();
    await page.getByRole('link', { name: 'S’identifier' }).waitFor();
  });
});
