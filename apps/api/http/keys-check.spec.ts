/** While a former copy of the keys makes somebody erased readable again, the service answers nobody with what may show him. */
import { expect, test } from '@jest/globals';
import { fastify } from 'fastify';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { AuthenticatedRequest } from '#apps/api/access/authenticated-request.ts';
import { problemOf } from '#apps/api/http/problem.filter.ts';
import { addKeysCheck } from '#apps/api/http/protection.ts';

const ERASED = 'a'.repeat(64);

/** A log in which one person is erased, and its keys: those of now, or a copy of before. */
class Keys {
  isFormer = false;
  reads = 0;

  get log(): EventStore {
    const completed = { type: 'ErasureCompleted', data: JSON.stringify({ reference: ERASED, keys: 1 }) };
    const keys = {
      epoch: async () => (this.isFormer ? 0 : 1),
      keysOf: async () => new Map(this.isFormer ? [[ERASED, {}]] : []),
    };
    const read = async function* (this: Keys) {
      this.reads++;
      yield [completed];
    }.bind(this);
    return { keys, read } as unknown as EventStore;
  }
}

function serviceOn(log: EventStore) {
  const instance = fastify();
  instance.setErrorHandler((error, _, reply) => {
    const { status, message } = problemOf(error);
    void reply.status(status).send(message);
  });
  instance.addHook('onRequest', async (request: AuthenticatedRequest) => {
    if (request.headers.authorization !== undefined) Object.assign(request, { identity: {} });
  });
  addKeysCheck(instance, log);
  for (const url of ['/patients/P1', '/metrics', '/health/ready']) instance.get(url, async () => 'shown');
  return async (url: string, headers = {}): Promise<string> => (await instance.inject({ url, headers })).body;
}

const KNOWN = { authorization: 'Bearer x' };

test('what a person asks is refused with what to do, and measures and health are not', async () => {
  const keys = new Keys();
  const { log } = keys;
  const get = serviceOn(log);
  expect(await get('/patients/P1', KNOWN)).toBe('shown');
  expect(await get('/patients/P1', KNOWN)).toBe('shown');
  // Looked at once for all requests, until the keys are others.
  expect(keys.reads).toBe(1);
  keys.isFormer = true;
  expect(await get('/patients/P1', KNOWN)).toMatch(/copie d’avant un effacement.*un worker/);
  expect(await get('/metrics', KNOWN)).toBe('shown');
  expect(await get('/health/ready')).toBe('shown');
  keys.isFormer = false;
  expect(await get('/patients/P1', KNOWN)).toBe('shown');
});
