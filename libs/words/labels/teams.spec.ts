/** What the schemes name by a code has a French name: the shipped ones, and the prospective ones beside them. */
import { expect, test } from '@jest/globals';
import { loadRegulation } from '#libs/regulation/load.ts';
import { withProspectiveSchemes } from '#libs/regulation/prospective-schemes.ts';
import type { Scheme } from '#libs/regulation/regulation.ts';
import { PHASE_LABELS } from '#libs/words/labels/statements.ts';
import { INDICATOR_LABELS, OPTION_LABELS, PROFESSION_LABELS, SCOPE_LABELS } from '#libs/words/labels/teams.ts';
import { SHIPPED } from '#test/support/shipped.ts';

const { schemes, indicators } = loadRegulation(withProspectiveSchemes(SHIPPED));

function without(labels: Readonly<Record<string, string>>, codes: Iterable<string>): readonly string[] {
  return [...new Set(codes)].filter((code) => !Object.hasOwn(labels, code));
}

/** A scope names its professions: `GP+NURSE`. */
function professionsOf({ treatingProfession, scopes }: Scheme): readonly string[] {
  return [treatingProfession, ...scopes.flatMap((scope) => scope.split('+'))];
}

test.each([...schemes.values()])(
  'every profession, scope, option and phase of $name has a name in libs/words/labels',
  (scheme) => {
    expect({
      professions: without(PROFESSION_LABELS, professionsOf(scheme)),
      scopes: without(SCOPE_LABELS, scheme.scopes),
      options: without(OPTION_LABELS, scheme.options),
      phases: without(PHASE_LABELS, scheme.phases),
    }).toStrictEqual({ professions: [], scopes: [], options: [], phases: [] });
  },
);

test('every indicator has a name in libs/words/labels', () => {
  expect(without(INDICATOR_LABELS, indicators.keys())).toStrictEqual([]);
});
