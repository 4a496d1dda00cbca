/** Our HMAC gives the digits of node:crypto's for keys and texts of any length. */
import { createHmac } from 'node:crypto';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Hmac } from '#libs/kernel/hmac.ts';

const keys = fc.oneof(
  fc.uint8Array({ minLength: 32, maxLength: 32 }),
  fc.uint8Array({ maxLength: 200 }),
  fc.uint8Array({ minLength: 63, maxLength: 65 }),
);
const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ unit: 'grapheme', maxLength: 60 }));

test('one after the other, texts under a key have the digests that createHmac gives them', () => {
  fc.assert(
    fc.property(keys, fc.array(text, { maxLength: 5 }), (key, texts) => {
      const hmac = new Hmac(key);
      for (const one of [...texts, '', ...texts])
        expect(hmac.of(one)).toBe(createHmac('sha256', key).update(one).digest('hex'));
    }),
  );
});

test('the digests are those of RFC 4231', () => {
  expect(new Hmac(Buffer.from('Jefe')).of('what do ya want for nothing?')).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  );
  const long = new Hmac(Buffer.alloc(131, 0xaa));
  expect(long.of('Test Using Larger Than Block-Size Key - Hash Key First')).toBe(
    '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
  );
});
