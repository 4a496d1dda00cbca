/** The difference between two versions of the regulation, value by value. */
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
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

const { tree: VALUE } = fc.letrec((tie) => ({
  tree: fc.oneof(
    fc.integer({ min: 0, max: 2 }),
    fc.constant(null),
    fc.array(tie('tree'), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom('a', 'b'), tie('tree'), { maxKeys: 2 }),
  ),
}));

test('of two versions that are not the same, a difference is shown, also between an empty list and none', () => {
  const parameters = JSON.parse(SHIPPED.parameters) as object;
  const having = (more: object) => ({ ...SHIPPED, parameters: JSON.stringify({ ...parameters, ...more }) });
  expect(versionDifference(SHIPPED, having({ more: [] }))).toStrictEqual([
    { path: 'more', before: undefined, after: '[]' },
  ]);
  fc.assert(
    fc.property(VALUE, VALUE, (before, after) => {
      const shown = versionDifference(having({ more: before }), having({ more: after }));
      const [one, other] = [before, after].map((more) => JSON.parse(JSON.stringify({ more })) as object);
      expect(shown.length === 0).toBe(isDeepStrictEqual(one, other));
    }),
    { numRuns: 40 },
  );
});

test('the dropped schemes are those of the first version that the second no longer has', () => {
  const without = shippedWithout('PEPS', '2031-01');
  expect(droppedSchemes(SHIPPED, without)).toStrictEqual(['PEPS']);
  expect(droppedSchemes(without, SHIPPED)).toStrictEqual([]);
  expect(droppedSchemes(undefined, SHIPPED)).toStrictEqual([]);
});
