/** Signatures follow Standard Webhooks: checked with its test vector and its own library. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { OVERLAP_MS, secretOf, secretsAt, signature, signedHeaders } from '#libs/webhooks/signature.ts';

const VECTOR = JSON.parse(
  readFileSync(new URL('../../test/support/standard-webhooks-vector.json', import.meta.url), 'utf8'),
) as { secret: string; headers: Record<string, string>; body: string };
const KEY = Buffer.alloc(32, 7);
const ROTATED = '2026-11-01T08:00:00.000Z';

test('gives the signature of the test vector', () => {
  const { 'webhook-id': id = '', 'webhook-timestamp': at = '', 'webhook-signature': expected } = VECTOR.headers;
  expect(signature(VECTOR.secret, id, Number(at), VECTOR.body)).toBe(expected);
  expect(signedHeaders([VECTOR.secret], id, Number(at) * 1_000 + 999, VECTOR.body)['webhook-signature']).toBe(expected);
});

test('the library of the receiver rejects a change after signing', () => {
  const secret = secretOf(KEY, 'a', 1);
  const headers = signedHeaders([secret], 'msg_1', Date.now(), '{"a": 1}');
  expect(new Webhook(secret).verify('{"a": 1}', headers)).toStrictEqual({ a: 1 });
  expect(() => new Webhook(secret).verify('{"a":1}', headers)).toThrow();
  const later = { ...headers, 'webhook-timestamp': String(Number(headers['webhook-timestamp']) + 1) };
  expect(() => new Webhook(secret).verify('{"a": 1}', later)).toThrow();
  expect(() => new Webhook(secretOf(KEY, 'b', 1)).verify('{"a": 1}', headers)).toThrow();
});

test('secrets are distinct and reproducible', () => {
  const made = [
    secretOf(KEY, 'a', 1),
    secretOf(KEY, 'a', 2),
    secretOf(KEY, 'b', 1),
    secretOf(Buffer.alloc(32), 'a', 1),
  ];
  expect(new Set(made).size).toBe(made.length);
  expect(secretOf(KEY, 'a', 1)).toBe(made[0]);
  for (const secret of made) expect(Buffer.from(secret.replace('whsec_', ''), 'base64')).toHaveLength(32);
});

test('after a rotation both secrets sign for 24 h, then only the new one', () => {
  const rotated = { id: 'a', generation: 2, secretSince: ROTATED };
  const [before, now] = [secretOf(KEY, 'a', 1), secretOf(KEY, 'a', 2)];
  const end = Date.parse(ROTATED) + OVERLAP_MS;
  expect(secretsAt(KEY, rotated, end - 1)).toStrictEqual([now, before]);
  expect(secretsAt(KEY, rotated, end)).toStrictEqual([now]);
  expect(secretsAt(KEY, { ...rotated, generation: 1 }, end - 1)).toStrictEqual([before]);
  const headers = signedHeaders([now, before], 'msg_1', Date.now(), '{}');
  for (const secret of [now, before]) expect(new Webhook(secret).verify('{}', headers)).toStrictEqual({});
});
