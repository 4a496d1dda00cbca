/** A provider of identities that goes down while the service runs: who was let in a moment ago still is, nobody else is refused. */
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Application } from '#test/support/application.ts';

const GOOD = { sub: 'Alice', roles: ['operator'] };
/** The keys are asked for again where one is not known, but not sooner than ten seconds after the last time. */
const COOLDOWN_MS = 10_500;

describe('while the provider gives no keys', () => {
  let service: Application;
  beforeAll(async () => {
    service = await Application.start();
  });
  afterAll(() => service.close());

  const ask = (token: string): Promise<Response> =>
    service.fetch('/regulation/versions', { headers: { authorization: `Bearer ${token}` } });

  test('a token verified before lets in, one of a new key is 503 and lets in once they are given again', async () => {
    const verified = await service.provider.token(GOOD);
    expect((await ask(verified)).status).toBe(200);
    await pause(COOLDOWN_MS);
    await service.provider.rotate();
    const rotated = await service.provider.token(GOOD);
    for (const health of ['failing', 'babbling', 'silent'] as const) {
      service.provider.health = health;
      const response = await ask(rotated);
      assert.equal(response.status, 503, health);
      expect(response.headers.get('content-type') ?? '').toMatch(/^application\/problem\+json/);
      expect(response.headers.get('retry-after') ?? '').toMatch(/^\d+$/);
      expect(await response.text()).toMatch(/fournisseur d'identité/);
      assert.equal((await ask(verified)).status, 200, health);
    }
    service.provider.health = 'well';
    expect((await ask(rotated)).status).toBe(200);
  });
});
