import { expect, test } from '@jest/globals';
import { unfinishedText } from '#libs/words/labels/unfinished.ts';

test('a period that was not over on the day known says so, until its last day', () => {
  expect(unfinishedText('2026', '2026-12-30')).toContain('finit le 31/12/2026');
  expect(unfinishedText('2026-Q3', '2026-09-29')).toContain('finit le 30/09/2026');
  for (const [period, knownOn] of [
    ['2026', '2026-12-31'],
    ['2026-Q3', '2026-09-30'],
    ['2025', '2026-12-01'],
  ] as const)
    expect(unfinishedText(period, knownOn)).toBeUndefined();
});
