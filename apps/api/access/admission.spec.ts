/** The number of wrong tokens verified per address is limited; a known token still works. */
import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import { fastify } from 'fastify';
import { pino } from 'pino';
import type { AuthenticatedRequest } from '#apps/api/access/authenticated-request.ts';
import { Admission } from '#apps/api/access/admission.ts';
import { DevelopmentProvider } from '#apps/api/access/development.ts';
import { requestRate } from '#apps/api/access/request-rate.ts';
import { Tokens } from '#apps/api/access/tokens.ts';

const WRONG_TOKENS = 3;
const PER_MINUTE = 1_000;

/** The fields of a request that admission reads. */
function requestOf(token: string, ip: string): AuthenticatedRequest {
  const asked = { url: '/jobs', method: 'GET', is404: false, routeOptions: { url: '/jobs' }, ip };
  return { ...asked, headers: { authorization: `Bearer ${token}` } } as unknown as AuthenticatedRequest;
}

test('past the limit of wrong tokens of an address, verifies no unknown token from it', async () => {
  const provider = await DevelopmentProvider.create();
  let now = Date.now();
  const settings = { requestsPerMinute: PER_MINUTE, wrongTokensPerMinute: WRONG_TOKENS, jobsUrl: 'local:jobs.db' };
  const rate = await requestRate(fastify(), settings, pino({ level: 'silent' }));
  const admission = new Admission(
    new Tokens(provider.checks(), () => now),
    { identify: async () => undefined },
    [],
    rate,
  );
  const statusOf = async (token: string, ip = 'here'): Promise<number | undefined> =>
    (await admission.refusal(requestOf(token, ip)))?.status;
  const [known, fresh] = await Promise.all(
    ['Alice', 'Bruno'].map((subject) => provider.token({ subject, roles: ['operator'] })),
  );
  assert.ok(known !== undefined && fresh !== undefined);
  expect(await statusOf(known)).toBeUndefined();
  for (let i = 0; i < WRONG_TOKENS; i++) expect(await statusOf(`e30.e30.${i}`)).toBe(401);
  expect(await statusOf('e30.e30.last')).toBe(429);
  expect(await statusOf(fresh)).toBe(429);
  expect(await statusOf(fresh, 'elsewhere')).toBeUndefined();
  // Long enough to require a new verification.
  now += 120_000;
  expect(await statusOf(known)).toBeUndefined();
});
