/** What is proposed from a simulation is the version in force with the values that were tried, and nothing else. */
import { expect, test } from '@jest/globals';
import { loadRegulation } from '#libs/regulation/load.ts';
import { versionDifference } from '#libs/regulation/publication/difference.ts';
import { simulatedSource } from '#libs/statements/calculation/simulated-source.ts';
import { SHIPPED } from '#test/support/product.ts';

test('has the values that were tried, with their certainty and text, under its name', () => {
  const as = { version: '2027-1', status: 'assumed', reference: 'projet d’arrêté' } as const;
  const source = simulatedSource(SHIPPED, { parameters: { presence: 'DAYS' } }, as);
  expect(loadRegulation(source).version).toBe('2027-1');
  const changes = versionDifference(SHIPPED, source);
  expect(changes.find(({ path }) => path.startsWith('version'))?.after).toBe('2027-1');
  const values = changes.filter(({ path }) => !path.startsWith('version'));
  expect(values.filter(({ path }) => !/^schemes\.\w+\.presence\.values/.test(path))).toStrictEqual([]);
  expect(new Set(values.map(({ after }) => after))).toStrictEqual(new Set(['DAYS', 'assumed', 'projet d’arrêté']));
});
