/** docs/actuary.md matches its studies under the present rules and regulation. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { SMALL, actuaryPage } from '#test/actuary/page.ts';

const small = actuaryPage(SMALL);

function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8');
}

test('the page of a small case equals the one written with docs/actuary.md (npm run actuary writes both)', () => {
  expect(read('golden/actuary.md')).toBe(small);
});

/** A page without the figures of its tables; the first columns and the headings stay. */
function shapeOf(page: string): string {
  return page
    .split('\n')
    .map((line) => (line.startsWith('|') ? line.replaceAll(/[\d,.]+/g, '0').replaceAll(/[ −+-]+/g, ' ') : line))
    .join('\n')
    .replaceAll(/\| [–0](?: %)? (?=\|)/g, '| 0 ');
}

test('docs/actuary.md has the words and the tables of the studies', () => {
  expect(shapeOf(read('../docs/actuary.md'))).toBe(shapeOf(small));
});
