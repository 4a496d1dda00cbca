/** A cached answer is valid until the projection processes another event, and never older than the requested position. */
import 'reflect-metadata';
import { beforeEach, expect, jest, test } from '@jest/globals';
import type { FastifyReply } from 'fastify';
import { STATEMENTS } from '#libs/statements/statements-projection.ts';
import type { AuthenticatedRequest } from '#apps/api/access/authenticated-request.ts';
import type { Identity } from '#apps/api/access/role.ts';
import { ServedTexts } from '#apps/api/http/served-text.ts';
import type { ServedStores } from '#libs/runtime/stores.module.ts';

let processed: number;
let made: number;
let documents: object;
let looks: number;
/** A look waits for this promise. */
let looking: Promise<unknown>;
let texts: ServedTexts;

beforeEach(() => {
  [processed, made, looks] = [1, 0, 0];
  [documents, looking] = [{}, Promise.resolve()];
  const served = async (): Promise<object> => {
    looks++;
    const checkpoint = { position: processed, processed };
    await looking;
    return { documents, checkpoint };
  };
  const projections = { served };
  texts = new ServedTexts({ projections } as unknown as ServedStores);
});

const CALLER = identity('s1');

function identity(session: string): Identity {
  return { subject: 'u-1', name: 'Zoé', session, roles: ['operator'], team: undefined, untilMs: 0 };
}

function request(of: Partial<Pick<AuthenticatedRequest, 'method' | 'url' | 'query' | 'identity'>> = {}) {
  return { method: 'GET', url: '/a', query: {}, identity: CALLER, ...of } as AuthenticatedRequest;
}

function ask(query: object = {}, key = 'a', asked = request({ query })): Promise<string> {
  const reply = { headers: () => reply } as unknown as FastifyReply;
  const make = async (): Promise<string> => `${key} ${++made} of ${processed}`;
  return texts.send({ projection: STATEMENTS, key, make }, asked, reply);
}

async function askAgain(of: Parameters<typeof request>[0] = {}): Promise<string | undefined> {
  return (await texts.again(request(of)))?.text;
}

const aMoment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

test('computes the answer of a question once', async () => {
  expect([await ask(), await ask(), await ask({}, 'b')]).toStrictEqual(['a 1 of 1', 'a 1 of 1', 'b 2 of 1']);
  await aMoment();
  expect(await ask()).toBe('a 1 of 1');
});

test('recomputes after the projection advances, at once for a caller with after', async () => {
  await ask();
  processed = 2;
  expect(await ask({ after: 2 })).toBe('a 2 of 2');
  processed = 3;
  await aMoment();
  expect(await ask()).toBe('a 3 of 3');
});

test('callers during a look at the position of the projection share its answer, except those with after', async () => {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  looking = promise;
  // The clock stands still, as on a stalled machine.
  const clock = jest.spyOn(performance, 'now').mockReturnValue(1_000);
  const asked = [ask(), ask(), ask({ after: 1 }), ask({}, 'b')];
  resolve(undefined);
  await Promise.all(asked);
  clock.mockRestore();
  expect(looks).toBe(2);
});

test('looks again at the position of the projection before the last look is too old, so that no caller waits', async () => {
  const clock = jest.spyOn(performance, 'now').mockReturnValue(1_000);
  await ask();
  const { promise, resolve } = Promise.withResolvers<undefined>();
  looking = promise;
  processed = 2;
  for (const now of [1_003, 1_004]) {
    clock.mockReturnValue(now);
    expect([await ask(), looks]).toStrictEqual(['a 1 of 1', 2]);
  }
  // The first is too old now, and the second was begun before.
  clock.mockReturnValue(1_006);
  const later = ask();
  resolve(undefined);
  expect([await later, looks]).toStrictEqual(['a 2 of 2', 2]);
  clock.mockRestore();
});

test('recomputes after a rebuild of the projection', async () => {
  await ask();
  documents = { ...documents };
  await aMoment();
  expect(await ask()).toBe('a 2 of 1');
});

test('retries a failed answer', async () => {
  const reply = { headers: () => reply } as unknown as FastifyReply;
  const make = (): Promise<string> => Promise.reject(new Error('not there'));
  await expect(texts.send({ projection: STATEMENTS, key: 'a', make }, request(), reply)).rejects.toThrow();
  expect(await askAgain()).toBeUndefined();
  expect(await ask()).toBe('a 1 of 1');
});

test('answers again the same caller at the same address alone', async () => {
  expect(await askAgain()).toBeUndefined();
  await ask();
  expect(await askAgain()).toBe('a 1 of 1');
  // The same token verified again may have other roles.
  const others = [{ identity: identity('s1') }, { identity: identity('s2') }, { url: '/b' }, { method: 'HEAD' }];
  for (const other of others) expect(await askAgain(other)).toBeUndefined();
  const { identity: _caller, ...stranger } = request();
  expect(texts.again(stranger as AuthenticatedRequest)).toBeUndefined();
});

test('repeats no answer after the projection has advanced, until it is made again', async () => {
  await ask();
  processed = 2;
  await aMoment();
  expect(await askAgain()).toBeUndefined();
  await ask();
  expect(await askAgain()).toBe('a 2 of 2');
});

test('does not repeat an answer with after, which names the position that it must include', async () => {
  await ask({}, 'a', request({ url: '/a?after=1', query: { after: '1' } }));
  expect(await askAgain({ url: '/a?after=1', query: { after: '1' } })).toBeUndefined();
});
