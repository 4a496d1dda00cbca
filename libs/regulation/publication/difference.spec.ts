/** The difference between two versions of the regulation, value by value. */
import { expect, test } from '@jest/globals';
import { droppedSchemes, versionDifference } from '#libs/regulation/publication/difference.ts';
import { withOverrides } from '#libs/regulation/overrides.ts';
import { SHIPPED, SHIPPED_VERSION, shippedWithout } from '#test/support/shipped.ts';

test('the difference names each changed value, and entries by their names', () => {
  const changed = withOverrides(SHIPPED, { parameters: { instalments: 1 } });
  const paths = versionDifference(SHIPPED, changed).map(({ path }) => path);
  expect(paths.length).toBeGreaterThan(0);
  expect(paths.every((path) => path.includes('instalments'))).toBe(true);
  const grids = SHIPPED.grids.replace('GP-2021,0-6,F,0,0,11880', 'GP-2021,0-6,F,0,0,11881');
  expect(versionDifference(SHIPPED, { ...SHIPPED, grids })).toStrictEqual([
    { path: expect.stringMatching(/^grids\.GP-2021 \(0-6.*\)$/) as unknown as string, before: '11880', after: '11881' },
  ]);
  expect(versionDifference(SHIPPED, SHIPPED)).toStrictEqual([]);
  expect(versionDifference(undefined, SHIPPED)).toContainEqual({
    path: 'version',
    before: undefined,
    after: SHIPPED_VERSION,
  });
});

test('the dropped schemes are those of the first version that the second no longer has', () => {
  const without = shippedWithout('PEPS', '2031-01');
  expect(droppedSchemes(SHIPPED, without)).toStrictEqual(['PEPS']);
  expect(droppedSchemes(without, SHIPPED)).toStrictEqual([]);
  expect(droppedSchemes(undefined, SHIPPED)).toStrictEqual([]);
});
