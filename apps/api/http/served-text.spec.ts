/** A kept answer is given as long as the projection has processed nothing more, and never to who asks for what came after. */
import 'reflect-metadata';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { STATEMENTS } from '#libs/statements/statements-projection.ts';
import { ServedTexts } from '#apps/api/http/served-text.ts';
import type { ServedStores } from '#libs/runtime/stores.module.ts';

let processed: number;
let made: number;
let documents: object;
let texts: ServedTexts;

beforeEach(() => {
  [processed, made] = [1, 0];
  documents = { checkpoint: async () => ({ position: processed, processed }) };
  const readStore = { serving: async () => documents };
  texts = new ServedTexts({ readStore } as unknown as ServedStores);
});

function ask(query: object = {}, key = 'a'): Promise<string> {
  const reply = { headers: () => reply } as unknown as FastifyReply;
  const make = async (): Promise<string> => `${key} ${++made} of ${processed}`;
  return texts.send({ projection: STATEMENTS, key, make }, { query } as FastifyRequest, reply);
}

const aMoment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

test('the same question is answered once', async () => {
  assert.deepEqual([await ask(), await ask(), await ask({}, 'b')], ['a 1 of 1', 'a 1 of 1', 'b 2 of 1']);
  await aMoment();
  assert.equal(await ask(), 'a 1 of 1');
});

test('it is answered anew once the projection has processed more, at once for who asks for that', async () => {
  await ask();
  processed = 2;
  assert.equal(await ask({ after: 2 }), 'a 2 of 2');
  processed = 3;
  await aMoment();
  assert.equal(await ask(), 'a 3 of 3');
});

test('it is answered anew from a projection that was rebuilt', async () => {
  await ask();
  documents = { ...documents };
  await aMoment();
  assert.equal(await ask(), 'a 2 of 1');
});

test('what could not be answered is asked again', async () => {
  const reply = { headers: () => reply } as unknown as FastifyReply;
  const make = (): Promise<string> => Promise.reject(new Error('not there'));
  await assert.rejects(texts.send({ projection: STATEMENTS, key: 'a', make }, { query: {} } as FastifyRequest, reply));
  assert.equal(await ask(), 'a 1 of 1');
});
