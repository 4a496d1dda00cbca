/** The separator of a file is the one that splits its header into most of the expected names. */
import { expect, test } from '@jest/globals';
import { columnName, headerIn } from '#libs/csv/separator.ts';

const NAMES = ['team_id', 'from', 'known_on'];

test.each([
  ['team_id,from,known_on\nT1,…', ','],
  ['\uFEFFteam_id;from;known_on\r\n', ';'],
  ['"Team ID"\t"From"\t"Known on"\n', '\t'],
  ['nothing that is known', ','],
])('%j is separated by %j', (start, separator) => {
  expect(headerIn(start, NAMES)).toStrictEqual({ separator, hasHint: false });
});

test('the first line of Excel names the separator, or the header after it does', () => {
  expect(headerIn('sep=;\nteam_id;from\n', NAMES)).toStrictEqual({ separator: ';', hasHint: true });
  expect(headerIn('sep=#\nteam_id;from\n', NAMES)).toStrictEqual({ separator: ';', hasHint: true });
});

test('the name of a column is meant without capitals, accents, spaces and hyphens', () => {
  expect(['Team ID', ' known-on ', 'Dénominateur'].map(columnName)).toStrictEqual([
    'team_id',
    'known_on',
    'denominateur',
  ]);
});
