/** What a person approves by its code is what all pages on the screen show. */
import { expect, test } from '@jest/globals';
import type { Report } from '#apps/console/screens/variance/queries.ts';
import { wholeReport } from '#apps/console/screens/variance/whole-report.ts';

const PAGE: Pick<Report, 'code' | 'draftCode'> = { code: 'ed68e34f0aa8', draftCode: '2b8befff3a39' };

test('pages of one report are that report', () => {
  expect(wholeReport([PAGE, { ...PAGE }])).toBe(PAGE);
});

test.each([{ code: '000000000000' }, { draftCode: '000000000000' }, { code: null }])(
  'pages between which a statement changed are no report: %j',
  (change) => {
    expect(wholeReport([PAGE, { ...PAGE, ...change }])).toBeUndefined();
  },
);
