/** Signatures are those of Standard Webhooks: by its test vector, and as its own library verifies them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { OVERLAP_MS, secretOf, secretsAt, signature, signedHeaders } from '#libs/webhooks/signature.ts';

const VECTOR = JSON.parse(
  readFileSync(new URL('../../test/support/standard-webhooks-vector.json', import.meta.url), 'utf8'),
) as { secret: string; headers: Record<string, string>; body: string };
const KEY = Buffer.alloc(32, 7);
const ROTATED = '2026-11-01T08:00:00.000Z';

test('the test vector is signed as it says', () => {
  const { 'webhook-id': id = '', 'webhook-timestamp': at = '', 'webhook-signature': expected } = VECTOR.headers;
  assert.equal(signature(VECTOR.secret, id, Number(at), VECTOR.body), expected);
  assert.equal(
    signedHeaders([VECTOR.secret], id, Number(at) * 1_000 + 999, VECTOR.body)['webhook-signature'],
    expected,
  );
});

test('what changes after signing is refused by the receiver’s library', () => {
  const secret = secretOf(KEY, 'a', 1);
  const headers = signedHeaders([secret], 'msg_1', Date.now(), '{"a": 1}');
  assert.deepEqual(new Webhook(secret).verify('{"a": 1}', headers), { a: 1 });
  assert.throws(() => new Webhook(secret).verify('{"a":1}', headers));
  const later = { ...headers, 'webhook-timestamp': String(Number(headers['webhook-timestamp']) + 1) };
  assert.throws(() => new Webhook(secret).verify('{"a": 1}', later));
  assert.throws(() => new Webhook(secretOf(KEY, 'b', 1)).verify('{"a": 1}', headers));
});

test('no two secrets are the same, and each comes out the same again', () => {
  const made = [
    secretOf(KEY, 'a', 1),
    secretOf(KEY, 'a', 2),
    secretOf(KEY, 'b', 1),
    secretOf(Buffer.alloc(32), 'a', 1),
  ];
  assert.equal(new Set(made).size, made.length);
  assert.equal(secretOf(KEY, 'a', 1), made[0]);
  for (const secret of made) assert.equal(Buffer.from(secret.replace('whsec_', ''), 'base64').length, 32);
});

test('after a rotation both secrets sign for 24 h, and then only the new one', () => {
  const rotated = { id: 'a', generation: 2, secretSince: ROTATED };
  const [before, now] = [secretOf(KEY, 'a', 1), secretOf(KEY, 'a', 2)];
  const end = Date.parse(ROTATED) + OVERLAP_MS;
  assert.deepEqual(secretsAt(KEY, rotated, end - 1), [now, before]);
  assert.deepEqual(secretsAt(KEY, rotated, end), [now]);
  assert.deepEqual(secretsAt(KEY, { ...rotated, generation: 1 }, end - 1), [before]);
  const headers = signedHeaders([now, before], 'msg_1', Date.now(), '{}');
  for (const secret of [now, before]) assert.deepEqual(new Webhook(secret).verify('{}', headers), {});
});
