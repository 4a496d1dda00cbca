/** Repeated keys of an object, and numbers written as decimals, are rejected by their paths, in any JSON. */
import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseBody } from '#apps/api/http/body.ts';
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

test('refuses a social security number in any text of a body, at any depth, and not a text that only resembles one', () => {
  const faultsIn = (value: unknown, options = {}): readonly string[] => {
    try {
      parseBody(Buffer.from(JSON.stringify(value)), options);
      return [];
    } catch (error) {
      assert.ok(error instanceof Problem);
      return error.errors.map(({ path, code }) => `${path} ${code}`);
    }
  };
  const [keyed, spaced] = ['255081416802538', '2 55 08 14 168 025 38'];
  for (const text of [keyed, spaced, `a${keyed}`, `voir ${spaced}.`]) {
    expect(faultsIn({ a: { b: [text] } })).toStrictEqual(['/a/b/0 SOCIAL_SECURITY_NUMBER']);
    expect(faultsIn({ [text]: 1 })).toHaveLength(1);
    expect(faultsIn({ a: text }, { isFact: true })).toStrictEqual([]);
  }
  for (const text of ['FR76 3000 6000 0112 3456 7890 189', 'a255081416802539', '2026-01-01 2026-03-31', '50000000'])
    expect(faultsIn({ a: text })).toStrictEqual([]);
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
        () => parseBody(Buffer.from(json)),
        (error) =>
          error instanceof Problem &&
          error.status === 400 &&
          error.errors.some(({ detail }) => detail.includes('deux fois')),
      );
    }),
  );
});

/** The path of the fault in a body; undefined if the body is read. */
function wrongAt(json: string): string | undefined {
  try {
    parseBody(Buffer.from(json));
    return undefined;
  } catch (error) {
    assert.ok(error instanceof Problem && error.status === 400, json);
    return error.errors[0]?.path ?? '';
  }
}

test('a number is written as in files: digits alone, without a point, an exponent, a sign or zeros before it', () => {
  for (const written of ['10.0', '1.5', '1e1', '1E1', '1e-1', '10.0e0', '1e999'])
    expect([written, wrongAt(`{"a":{"b":[7,${written}]}}`)]).toStrictEqual([written, '/a/b/1']);
  // These are not JSON.
  for (const written of ['+1', '01', '.5', '1.', '1,5', '١'])
    expect([written, wrongAt(`{"a":${written}}`)]).toStrictEqual([written, '']);
  for (const written of ['10', ' 10 ', '0', '-3', '"10.0"', '"1e1"', '{"1.5":2}'])
    expect([written, wrongAt(`{"a":${written}}`)]).toStrictEqual([written, undefined]);
});
