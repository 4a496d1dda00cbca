/** While an old copy of the keys makes an erased patient readable again, the service gives no answer that may show the patient. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { fastify } from 'fastify';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import type { PatientKeys } from '#libs/patient-keys/patient-keys.ts';
import type { AuthenticatedRequest } from '#apps/api/access/authenticated-request.ts';
import { problemOf } from '#apps/api/http/problem.filter.ts';
import { addKeysCheck } from '#apps/api/http/protection.ts';
import { recordCompletedErasure } from '#test/support/completed-erasure.ts';
import { withOwn } from '#test/support/with-own.ts';

const ERASED = 'a'.repeat(64);
const KEY = { reference: ERASED, subject: 'patient/P1', key: Buffer.alloc(32) };

/** A log with one erased person, with its keys, or with an earlier copy of them. */
class Keys {
  isFormer = false;
  /** The keys wait for this before they answer. */
  silence: Promise<unknown> | undefined;
  nowMs = 0;
  asked = 0;
  readonly log: EventStore;

  constructor(log: EventStore) {
    const keys: Pick<PatientKeys, 'epoch' | 'keysOf' | 'destroyed'> = {
      epoch: async () => {
        this.asked++;
        await this.silence;
        return this.isFormer ? 0 : 1;
      },
      keysOf: async () => new Map(this.isFormer ? [[ERASED, KEY]] : []),
      destroyed: async () => new Set(this.isFormer ? [] : [ERASED]),
    };
    this.log = withOwn(log, { keys: keys as PatientKeys });
  }
}

let stored: SqliteEventStore;
beforeEach(async () => {
  stored = new SqliteEventStore(':memory:');
  await recordCompletedErasure(stored, ERASED);
});
afterEach(() => stored.close());

function serviceOn(keys: Keys) {
  const instance = fastify();
  instance.setErrorHandler((error, _, reply) => {
    const { status, message } = problemOf(error);
    void reply.status(status).send(message);
  });
  instance.addHook('onRequest', async (request: AuthenticatedRequest) => {
    if (request.headers.authorization !== undefined) Object.assign(request, { identity: {} });
  });
  addKeysCheck(instance, keys.log, () => keys.nowMs);
  for (const url of ['/patients/P1', '/metrics', '/health/ready']) instance.get(url, async () => 'shown');
  return async (url: string, headers = {}): Promise<string> => (await instance.inject({ url, headers })).body;
}

const KNOWN = { authorization: 'Bearer x' };
const REFUSED = /copie d’avant un effacement.*un travailleur/;

test('refuses requests of people with the remedy, and answers measures and health', async () => {
  const keys = new Keys(stored);
  keys.isFormer = true;
  const get = serviceOn(keys);
  for (const answer of await Promise.all([get('/patients/P1', KNOWN), get('/patients/P1', KNOWN)]))
    expect(answer).toMatch(REFUSED);
  expect(await get('/metrics', KNOWN)).toBe('shown');
  expect(await get('/health/ready')).toBe('shown');
  keys.isFormer = false;
  keys.nowMs += 500;
  expect(await get('/patients/P1', KNOWN)).toBe('shown');
});

test('requests share a look at the keys, and the next one after its time waits for another', async () => {
  const keys = new Keys(stored);
  const get = serviceOn(keys);
  for (let i = 0; i < 3; i++) expect(await get('/patients/P1', KNOWN)).toBe('shown');
  expect(keys.asked).toBe(1);
  keys.isFormer = true;
  keys.nowMs += 499;
  expect(await get('/patients/P1', KNOWN)).toBe('shown');
  keys.nowMs += 1;
  expect(await get('/patients/P1', KNOWN)).toMatch(REFUSED);
  expect(keys.asked).toBe(2);
});

test('keys that are silent, or cannot be read, hold no request for long, and are looked at again', async () => {
  const keys = new Keys(stored);
  const get = serviceOn(keys);
  const silent = Promise.withResolvers<undefined>();
  keys.silence = silent.promise;
  expect(await get('/patients/P1', KNOWN)).toBe('shown');
  silent.reject(new Error('away'));
  expect(await get('/patients/P1', KNOWN)).toBe('shown');
  keys.silence = undefined;
  keys.isFormer = true;
  expect(await get('/patients/P1', KNOWN)).toMatch(REFUSED);
});
