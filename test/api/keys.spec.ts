/**
 * The parts of a command beside its fields: a key, which identifies a repeated command by its person and its content in any spelling; and a
 * body, which a command without fields does not need.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Application } from '#test/support/application.ts';

let service: Application;
let authorization: string;
beforeAll(async () => {
  service = await Application.start();
  authorization = await service.bearer('operator');
});
afterAll(() => service.close());

async function post(path: string, headers: Readonly<Record<string, string>>, body?: string) {
  const sent = { authorization, 'idempotency-key': randomUUID(), ...headers };
  const request = { method: 'POST', headers: sent, ...(body === undefined ? {} : { body }) };
  const response = await service.fetch(path, request);
  return { status: response.status, text: await response.text() };
}

const JSON_TYPE = { 'content-type': 'application/json' };

test('a repeated command may list its fields in another order', async () => {
  for (const [path, first, again, other] of [
    [
      '/calculations',
      '{"from":"2021-Q1","to":"2021-Q2"}',
      '{"to":"2021-Q2","from":"2021-Q1"}',
      '{"from":"2021-Q2","to":"2021-Q2"}',
    ],
    [
      '/envelopes/FISS/propose',
      '{"amountCents":"5","schemes":["PEPS","IPEP"]}',
      '{"schemes":["PEPS","IPEP"],"amountCents":"5"}',
      '{"amountCents":"5","schemes":["IPEP","PEPS"]}',
    ],
  ] as const) {
    const send = (body: string) => post(path, { ...JSON_TYPE, 'idempotency-key': `order-${path}` }, body);
    const answers = [await send(first), await send(again), await send(other)];
    assert.deepEqual(
      answers.map(({ status }) => status),
      [answers[0]?.status, answers[0]?.status, 409],
      path,
    );
    assert.ok((answers[0]?.status ?? 0) < 300, answers[0]?.text);
    assert.deepEqual(answers[1]?.text, answers[0]?.text, path);
  }
});

test('each person has their own keys', async () => {
  const propose = async (subject: string, amountCents: string) => {
    const own = `Bearer ${await service.provider.tokenOf('operator', undefined, subject)}`;
    const headers = { ...JSON_TYPE, authorization: own, 'idempotency-key': 'mine' };
    return post('/envelopes/FIR/propose', headers, JSON.stringify({ amountCents, schemes: ['PRIMORDIAL'] }));
  };
  expect((await propose('Alice', '5')).status).toBe(200);
  const other = await propose('Bruno', '6');
  assert.notEqual(other.status, 409, other.text);
});

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
  const approver = await service.bearer('approver');
  const range = { from: '2021-Q1', to: '2021-Q2' };
  for (const variance of [undefined, '6d77cc383e07', ['x']]) {
    const body = JSON.stringify({ ...range, variance });
    const { status, text } = await post('/statements/approve', { ...JSON_TYPE, authorization: approver }, body);
    expect(status).toBe(400);
    assert.match(text, /GET \/variance/, String(variance));
  }
});
