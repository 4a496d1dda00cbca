/** Stored keys sort as the UTF-8 bytes of the keys, however a server compares text. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { beginningsOf, endOfPrefix, keyFromStored, storedKey } from '#libs/read-store/mongodb/stored-key.ts';
import { anyCharacter } from '#test/support/any-character.ts';

const key = fc.string({ unit: anyCharacter });

test('gives the key back, and an ASCII key stays the same', () => {
  fc.assert(fc.property(key, (some) => keyFromStored(storedKey(some)) === some));
  expect(storedKey('team/10/2024-T1')).toBe('team/10/2024-T1');
  expect(storedKey('é')).toBe('\u007Fc3\u007Fa9');
});

test('sorts as the bytes of the keys, by UTF-16 units as by bytes', () => {
  fc.assert(
    fc.property(key, key, (a, b) => {
      const [one, other] = [storedKey(a), storedKey(b)];
      expect(Math.sign(Buffer.compare(Buffer.from(one), Buffer.from(other)))).toBe(
        Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))),
      );
      expect(one < other).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0);
    }),
  );
});

test('the keys of a prefix are before its end, and no others', () => {
  fc.assert(
    fc.property(key, key, (prefix, other) => {
      const from = storedKey(prefix);
      expect(storedKey(prefix + other) < endOfPrefix(from)).toBe(true);
      const stored = storedKey(other);
      const isWithin = stored >= from && stored < endOfPrefix(from);
      expect(isWithin).toBe(Buffer.from(other).subarray(0, Buffer.from(prefix).length).equals(Buffer.from(prefix)));
    }),
  );
});

test('every key under a prefix with a slash has the beginnings of that prefix', () => {
  fc.assert(
    fc.property(key, key, key, (a, b, c) => {
      const [prefix, whole] = [storedKey(`${a}/${b}`), storedKey(`${a}/${b}${c}`)];
      expect(beginningsOf(whole)).toStrictEqual(expect.arrayContaining([...beginningsOf(prefix)]));
    }),
  );
  expect(['known/2023-09-30/2023-Q1/PEPS-01', 'latest/2023', 'last', '/'].map(beginningsOf)).toStrictEqual([
    ['known/', 'known/2023-09-30/'],
    ['latest/'],
    [],
    ['/'],
  ]);
});
