/** Serving the console: from memory, compressed beforehand, under its own policy, and every screen by its address. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Application } from '#test/support/application.ts';
import { PlainClient } from '#test/support/plain-client.ts';

let service: Application;
let client: PlainClient;
beforeAll(async () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/console.mjs', '--if-stale'], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  service = await Application.start();
  client = new PlainClient(service.baseUrl, 1);
});
afterAll(async () => {
  client.close();
  await service.close();
});

async function page(): Promise<string> {
  return (await fetch(`${service.baseUrl}/console/`)).text();
}

test('the home page leads to it', async () => {
  for (const path of ['/', '/console']) {
    const { status, headers } = await fetch(`${service.baseUrl}${path}`, { redirect: 'manual' });
    expect([status, headers.get('location')]).toStrictEqual([302, '/console/']);
  }
});

test('every address of a screen gets the one page, which is asked for again each time', async () => {
  const html = await page();
  for (const path of ['/console/decomptes/PEPS-01/2023-Q2', '/console/a-faire?onglet=autres', '/console/%20']) {
    const answer = await fetch(`${service.baseUrl}${path}`);
    expect([answer.status, await answer.text()]).toStrictEqual([200, html]);
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    const etag = answer.headers.get('etag') ?? assert.fail('no etag');
    expect((await fetch(`${service.baseUrl}${path}`, { headers: { 'if-none-match': etag } })).status).toBe(304);
  }
});

test('its policy allows no inline code, no other site, and no text that becomes a page', async () => {
  const policy = (await fetch(`${service.baseUrl}/console/`)).headers.get('content-security-policy') ?? '';
  expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
  expect(policy).toMatch(/require-trusted-types-for 'script'; trusted-types 'none'$/);
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
});

test('the name of a loaded file comes from its content: it is kept for good, and sent in its compressed form', async () => {
  const files = [...(await page()).matchAll(/(?:src|href)="(\/console\/assets\/[^"]+)"/g)].map(([, path = '']) => path);
  expect(files.length).toBeGreaterThanOrEqual(3);
  for (const path of files) {
    const sizes: number[] = [];
    for (const encoding of ['identity', 'gzip', 'br']) {
      const asked = { method: 'GET', path, headers: { 'accept-encoding': encoding } };
      const { status, headers } = await client.send(asked);
      expect(status).toBe(200);
      expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(headers.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding);
      sizes.push(Number(headers.get('content-length')));
    }
    const [plain = 0, gzip = 0, brotli = 0] = sizes;
    expect(gzip).toBeLessThan(plain);
    expect(brotli).toBeLessThan(gzip);
  }
});

test('a missing file is refused as missing: another build replaced it', async () => {
  for (const path of ['/console/assets/main-0000.js', '/console/assets/..%2findex.html', '/console/assets/index.html'])
    expect((await fetch(`${service.baseUrl}${path}`)).status).toBe(404);
});
