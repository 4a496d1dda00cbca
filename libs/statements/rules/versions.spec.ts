/**
 * Every version of the rules still gives the results it gave when it was the last one, and the sources of the last one match its digest.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { RULES_DIGESTS } from '#libs/statements/rules/digests.ts';
import { CURRENT_RULES, RULES } from '#libs/statements/rules/versions.ts';
import { type Recalculated, recalculated } from '#test/rules/recalculated.ts';
import { rulesDigest } from '#test/support/rules-sources.ts';

/** Digests of the versions that a release had: they stay for ever. A release adds the version that it has. */
const RELEASED: Readonly<Record<string, string>> = {
  '1': '336d8d703bc4edd90ec1da44ed02a9db56d71633149d57c5b16c3dbaecddd7af',
};

function fileOf(version: string): URL {
  return new URL(`../../../test/rules/version-${version}.json`, import.meta.url);
}

function stored(version: string): readonly Recalculated[] {
  return JSON.parse(readFileSync(fileOf(version), 'utf8')) as readonly Recalculated[];
}

for (const rules of RULES)
  test(`the statements that version ${rules.version} of the rules gave are calculated again, to the byte`, async () => {
    const found = await recalculated(rules);
    // An existing file is never overwritten, because it holds paid amounts.
    const isNew = process.env['UPDATE_GOLDEN'] === '1' && !existsSync(fileOf(rules.version));
    if (isNew) writeFileSync(fileOf(rules.version), `${JSON.stringify(found, null, 2)}\n`);
    const name = `test/rules/version-${rules.version}.json`;
    if (!existsSync(fileOf(rules.version))) throw new Error(`${name} is not there: UPDATE_GOLDEN=1 writes it`);
    expect(found).toStrictEqual(stored(rules.version));
  });

test('the second version differs from the first if IPEP names no boundary, and after the end of a text', () => {
  const first = new Map(stored('1').map((one) => [`${one.calculation} ${one.team} ${one.period}`, one]));
  const differing = stored('2').filter(({ calculation, team, period, totalCents, flags }) => {
    const before = first.get(`${calculation} ${team} ${period}`);
    expect(totalCents).toBe(before?.totalCents);
    return String(flags) !== String(before?.flags);
  });
  expect(differing.map(({ calculation, team, period }) => `${calculation} ${team} ${period}`)).toStrictEqual([
    'options 2026-11-sans-borne IPEP-A 2024',
    'options 2026-11-sans-borne IPEP-A 2025',
    'options 2026-11-sans-borne PEPS-A 2025-Q1',
    'options 2026-11-sans-borne PEPS-A 2025-Q2',
    'options 2026-11-sans-borne PEPS-A 2025-Q3',
  ]);
});

test('no sources of the rules change without a new version, or without the digest of one that no release had', () => {
  expect({ version: CURRENT_RULES.version, digest: RULES_DIGESTS[CURRENT_RULES.version] }).toStrictEqual({
    version: CURRENT_RULES.version,
    digest: rulesDigest(),
  });
});

test('the digest of a released version stays, and every version has one', () => {
  expect(RULES_DIGESTS).toMatchObject(RELEASED);
  expect(Object.keys(RULES_DIGESTS)).toStrictEqual(RULES.map(({ version }) => version));
});
