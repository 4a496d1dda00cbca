import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { codePointCount, compareText } from '#libs/kernel/text.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 8 });

test('texts are in the order of their code points: a character beyond U+FFFF comes after U+FFFD', () => {
  assert.ok(compareText('\u{1F600}', '\uFFFD') > 0);
  assert.ok(compareText('\uFFFD', '\u{1F600}') < 0);
  assert.ok(compareText('\uE000', '\u{10000}') < 0);
  assert.ok(compareText('\uD7FF', '\u{10000}') < 0);
  assert.ok(compareText('a\u{1F600}', 'a\uFFFD') > 0);
});

test('the order is that of no language: capitals before small letters before accents', () => {
  assert.deepEqual(['é', 'b', 'a', 'B', 'É', 'Z', '10', '9'].sort(compareText), [
    '10',
    '9',
    'B',
    'Z',
    'a',
    'b',
    'É',
    'é',
  ]);
});

test('a text comes before those it begins, and the empty text before all', () => {
  assert.ok(compareText('PEPS', 'PEPS-1') < 0);
  assert.ok(compareText('', 'a') < 0);
  assert.equal(compareText('a', 'a'), 0);
});

test('the order is that of the UTF-8 bytes', () => {
  fc.assert(
    fc.property(anyText, anyText, (a, b) => {
      assert.equal(Math.sign(compareText(a, b)), Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
    { numRuns: 500 },
  );
});

test('characters are counted as a person counts code points', () => {
  assert.equal(codePointCount('é😀a'), 3);
  assert.equal(codePointCount(''), 0);
});
