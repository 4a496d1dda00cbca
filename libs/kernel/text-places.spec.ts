/** Places of texts: as a Map gives them. */
import { expect, test } from '@jest/globals';
import { TextPlaces } from '#libs/kernel/text-places.ts';

test('every distinct text has a place, in the order of the texts, also after it was cleared', () => {
  const places = new TextPlaces();
  const texts = ['', 'é', '\u{1F600}', 'patient', ...Array.from({ length: 3_000 }, (_, i) => `P${i * 7_919}`)];
  for (const some of [texts, texts.toReversed()]) {
    expect(some.map((text) => places.get(text)).every((place) => place === undefined)).toBe(true);
    expect(some.map((text) => places.add(text))).toStrictEqual(some.map((_, i) => i));
    expect(some.map((text) => places.add(text))).toStrictEqual(some.map((_, i) => i));
    expect(some.map((text) => places.get(text))).toStrictEqual(some.map((_, i) => i));
    expect([places.size, places.get('P'), places.get('patien')]).toStrictEqual([some.length, undefined, undefined]);
    places.clear();
  }
});
