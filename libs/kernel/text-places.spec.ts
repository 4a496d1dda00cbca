/** Each text keeps its place, whatever its characters, and however many texts there are. */
import { expect, test } from '@jest/globals';
import { textDigest } from '#libs/kernel/text.ts';
import { TextPlaces } from '#libs/kernel/text-places.ts';

const SEED = 1;

test('each of many texts has the place at which it was added, and no other text has one', () => {
  const places = new TextPlaces();
  const texts = Array.from({ length: 20_000 }, (_, i) => `patient-P${i}${'é😀'.repeat(i % 5)}`);
  expect(texts.map((text) => places.add(text))).toStrictEqual([...texts.keys()]);
  expect(texts.map((text) => places.get(text))).toStrictEqual([...texts.keys()]);
  expect(places.size).toBe(texts.length);
  expect(['', 'patient-P', 'patient-P20000', 'patient-P1é'].map((text) => places.get(text))).toStrictEqual(
    Array.from({ length: 4 }),
  );
});

test('two texts of one digest have places of their own', () => {
  const seen = new Map<number, string>();
  let [one, other]: [string?, string?] = [];
  for (let i = 0; other === undefined; i++) {
    const text = `t${i}`;
    one = seen.get(textDigest(text, SEED));
    if (one === undefined) seen.set(textDigest(text, SEED), text);
    else other = text;
  }
  const places = new TextPlaces(SEED);
  expect(places.add(other)).toBe(0);
  expect(places.get(one ?? '')).toBeUndefined();
  expect(places.add(one ?? '')).toBe(1);
  expect([other, one ?? ''].map((text) => places.get(text))).toStrictEqual([0, 1]);
});

test('cleared keys leave no place behind', () => {
  const places = new TextPlaces();
  for (const text of ['a', 'b', '']) places.add(text);
  expect(places.get('')).toBe(2);
  places.clear();
  expect([places.size, places.get('a'), places.add('b'), places.get('b')]).toStrictEqual([0, undefined, 0, 0]);
});
