/** Repeated keys of an object are rejected by their paths, in any JSON. */
import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseJson } from '#apps/api/http/body.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { repeatedKeys } from '#libs/kernel/repeated-keys.ts';

const found = (json: string): readonly string[] => repeatedKeys(json).map((path) => path.join('/'));

test('finds a repeated key at any depth and in any spelling', () => {
  expect(found('{"a":1,"a":2}')).toStrictEqual(['a']);
  expect(found('{"a":1,"b":{"a":2}}')).toStrictEqual([]);
  expect(found('{"a":1,"\\u0061" : 2, "a"\n:3}')).toStrictEqual(['a', 'a']);
  expect(found('{"x":[{"a":1},{"a":1,"a":2},"a"],"a":"a"}')).toStrictEqual(['x/1/a']);
  expect(found('{"a":"\\"a\\":","b":"{\\"a\\":1,\\"a\\":2}"}')).toStrictEqual([]);
  expect(found('{"":1,"":2}')).toStrictEqual(['']);
});

test('finds none in JSON.stringify output', () => {
  fc.assert(fc.property(fc.json(), (json) => found(json).length === 0));
});

test('finds the path of any repeated key', () => {
  const objects = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ maxDepth: 3 }), { minKeys: 1 });
  fc.assert(
    fc.property(objects, fc.nat(), (object, n) => {
      const names = Object.keys(object);
      const name = names[n % names.length] ?? '';
      const json = `${JSON.stringify(object).slice(0, -1)},${JSON.stringify(name)}:1}`;
      assert.throws(
        () => parseJson(Buffer.from(json)),
        (error) =>
          error instanceof Problem &&
          error.status === 400 &&
          error.errors.some(({ detail }) => detail.includes('deux fois')),
      );
    }),
  );
});
