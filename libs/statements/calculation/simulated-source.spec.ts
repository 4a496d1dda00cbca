/** The proposal from a simulation is the version in force with the tested values, and nothing else. */
import { expect, test } from '@jest/globals';
import { loadRegulation } from '#libs/regulation/load.ts';
import { versionDifference } from '#libs/regulation/publication/difference.ts';
import { simulatedSource } from '#libs/statements/calculation/simulated-source.ts';
import { SHIPPED } from '#test/support/shipped.ts';

test('has the values that were tried, with their certainty and text, under its name', () => {
  const as = { version: '2027-1', status: 'assumed', reference: 'projet d’arrêté' } as const;
  const source = simulatedSource(SHIPPED, { parameters: { presence: 'DAYS' }, overrides: [] }, as);
  expect(loadRegulation(source).version).toBe('2027-1');
  const changes = versionDifference(SHIPPED, source);
  expect(changes.find(({ path }) => path.startsWith('version'))?.after).toBe('2027-1');
  const values = changes.filter(({ path }) => !path.startsWith('version'));
  expect(values.filter(({ path }) => !/^schemes\.\w+\.presence\.values/.test(path))).toStrictEqual([]);
  expect(new Set(values.map(({ after }) => after))).toStrictEqual(new Set(['DAYS', 'projet d’arrêté']));
});

test('has overrides only in the schemes and on the days that they name', () => {
  const as = { version: '2027-1', status: 'exact', reference: 'arrêté' } as const;
  const overrides = [{ scheme: 'PEPS', parameter: 'cap_rate', from: '2027-01-01', value: '11/10' }];
  const source = simulatedSource(SHIPPED, { parameters: {}, overrides }, as);
  const changes = versionDifference(SHIPPED, source).filter(({ path }) => path !== 'version');
  expect(changes.map(({ path, after }) => [path, after])).toStrictEqual([
    ['schemes.PEPS.cap_rate.values[2027-01-01].from', '2027-01-01'],
    ['schemes.PEPS.cap_rate.values[2027-01-01].reference', 'arrêté'],
    ['schemes.PEPS.cap_rate.values[2027-01-01].status', 'exact'],
    ['schemes.PEPS.cap_rate.values[2027-01-01].value', '11/10'],
  ]);
});
