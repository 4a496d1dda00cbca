/** The identity provider fails while the service runs: known tokens still work and nobody else gets 401. */
import assert from 'node:assert/strict';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Application } from '#test/support/application.ts';
import { fakeOnly } from '#test/support/fake-timers.ts';

const GOOD = { sub: 'Alice', roles: ['operator'] };
/** An unknown key triggers a new request for the keys, at most every ten seconds. */
const COOLDOWN_MS = 10_500;

describe('while the provider serves no keys', () => {
  let service: Application;
  beforeAll(async () => {
    service = await Application.start();
    fakeOnly(['Date'], Date.now());
  });
  afterAll(async () => {
    jest.useRealTimers();
    await service.close();
  });

  const ask = (token: string): Promise<Response> =>
    service.fetch('/regulation/versions', { headers: { authorization: `Bearer ${token}` } });

  test('accepts a token verified before; a token of a new key gets 503 until the keys are back', async () => {
    const verified = await service.provider.token(GOOD);
    expect((await ask(verified)).status).toBe(200);
    jest.setSystemTime(Date.now() + COOLDOWN_MS);
    await service.provider.rotate();
    const rotated = await service.provider.token(GOOD);
    for (const health of ['failing', 'babbling', 'silent'] as const) {
      service.provider.health = health;
      const response = await ask(rotated);
      assert.equal(response.status, 503, health);
      expect(response.headers.get('content-type') ?? '').toMatch(/^application\/problem\+json/);
      expect(response.headers.get('retry-after') ?? '').toMatch(/^\d+$/);
      expect(await response.text()).toMatch(/fournisseur d’identité/);
      assert.equal((await ask(verified)).status, 200, health);
    }
    service.provider.health = 'well';
    expect((await ask(rotated)).status).toBe(200);
  });
});
