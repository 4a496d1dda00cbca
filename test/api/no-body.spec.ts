/** A command without fields needs no body and accepts an empty one of any type. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Service } from '#test/support/service.ts';

let service: Service;
let authorization: string;
beforeAll(async () => {
  service = await Service.start({ workers: 0 });
  authorization = `Bearer ${await service.token('operator')}`;
});
afterAll(() => service.close());

async function post(path: string, headers: Readonly<Record<string, string>>, body?: string) {
  const sent = { authorization, 'idempotency-key': randomUUID(), ...headers };
  const request = { method: 'POST', headers: sent, ...(body === undefined ? {} : { body }) };
  const response = await fetch(service.baseUrl + path, request);
  return { status: response.status, text: await response.text() };
}

const JSON_TYPE = { 'content-type': 'application/json' };

test('accepts an empty body of any declared type for a command without fields', async () => {
  const path = '/projections/rosters/rebuild';
  for (const [headers, body] of [[{}], [JSON_TYPE], [JSON_TYPE, ''], [JSON_TYPE, '{}']] as const)
    assert.equal((await post(path, headers, body)).status, 202, JSON.stringify([headers, body]));
  expect((await post(path, JSON_TYPE, '{"a":1}')).status).toBe(400);
});

test('names the missing fields for an empty body', async () => {
  const { status, text } = await post('/calculations', JSON_TYPE, '');
  expect(status).toBe(400);
  for (const path of ['/from', '/to']) assert.ok(text.includes(`"path":"${path}"`), text);
});

test('says where codes come from when the list of codes is empty', async () => {
  const bruno = `Bearer ${await service.token('approver', 'Bruno')}`;
  const range = { from: '2021-Q1', to: '2021-Q2' };
  for (const variance of [undefined, '6d77cc383e07', ['x']]) {
    const body = JSON.stringify({ ...range, variance });
    const { status, text } = await post('/statements/approve', { ...JSON_TYPE, authorization: bruno }, body);
    expect(status).toBe(400);
    assert.match(text, /GET \/variance/, String(variance));
  }
});
