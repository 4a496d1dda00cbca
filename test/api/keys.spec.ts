/** A repeated command over HTTP is recognised by its person, its key and its content, in any spelling. */
import assert from 'node:assert/strict';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Service } from '#test/support/service.ts';

let service: Service;
beforeAll(async () => {
  service = await Service.start({ workers: 0 });
});
afterAll(() => service.close());

test('a repeated command may list its fields in another order', async () => {
  const token = await service.token('operator', 'Alice');
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
    const send = (body: string) => service.post(path, body, { token, key: `order ${path}`.replace(' ', '-') });
    const answers = [await send(first), await send(again), await send(other)];
    assert.deepEqual(
      answers.map(({ status }) => status),
      [answers[0]?.status, answers[0]?.status, 409],
      path,
    );
    assert.ok((answers[0]?.status ?? 0) < 300, JSON.stringify(answers[0]));
    assert.deepEqual(answers[1]?.body, answers[0]?.body, path);
  }
});

test('each person has their own keys', async () => {
  const [alice, bruno] = [await service.token('operator', 'Alice'), await service.token('operator', 'Bruno')];
  const propose = (token: string, amountCents: string) =>
    service.post<{ readonly detail: string }>(
      '/envelopes/FIR/propose',
      { amountCents, schemes: ['PRIMORDIAL'] },
      { token, key: 'mine' },
    );
  expect((await propose(alice, '5')).status).toBe(200);
  const other = await propose(bruno, '6');
  assert.notEqual(other.status, 409, other.body.detail);
});
