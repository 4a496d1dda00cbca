/** Sizes of files as people in France read them. */
import { expect, test } from '@jest/globals';
import { sizeText } from '#libs/words/labels/sizes.ts';

test.each([
  [0, '0 octet'],
  [812, '812 octets'],
  [64_300, '64 ko'],
  [4_194_304, '4,2 Mo'],
  [1_633_000_000, '1 633 Mo'],
])('%d bytes are %s', (bytes, text) => {
  expect(sizeText(bytes).replaceAll(/\s/g, ' ')).toBe(text);
});
