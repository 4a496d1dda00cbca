/** The parts of a text that are searched for a person: fields, and JSON of any depth. */
import { expect, test } from '@jest/globals';
import { partsOfText, readings } from '#libs/kernel/parts-of-text.ts';

test('finds a word in JSON, and in JSON within texts of JSON', () => {
  const named = { patient: 'P1', note: 'vu\npar "P2"' };
  const once = JSON.stringify(named);
  const [twice, thrice] = [JSON.stringify({ asked: once }), JSON.stringify([JSON.stringify({ asked: once })])];
  for (const text of [once, twice, thrice])
    expect(partsOfText(text)).toStrictEqual(expect.arrayContaining(['P1', 'vu', 'par', 'P2']));
  expect(partsOfText(String.raw`{"patient":"\u0050\u0031"}`)).toContain('P1');
});

test('leaves a text without an escaped character unchanged, and keeps it with its JSON reading', () => {
  expect(readings('a b')).toStrictEqual(['a b']);
  expect(readings(String.raw`DOM\Martin`)).toStrictEqual([String.raw`DOM\Martin`]);
  expect(readings(String.raw`DOM\robert`)).toStrictEqual([String.raw`DOM\robert`, 'DOM obert']);
});
