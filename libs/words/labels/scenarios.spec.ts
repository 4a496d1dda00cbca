/** Cautions to read before trusting the effect of a what-if. */
import { expect, test } from '@jest/globals';
import { cautionsOf } from '#libs/words/labels/scenarios.ts';

const override = (from?: string) => ({ parameter: 'cap_rate', value: '1', ...(from === undefined ? {} : { from }) });
const cautions = (from?: string) => cautionsOf({ parameters: {}, overrides: [override(from)] }, '2022-Q2');

test('a value from a day after the simulated years changes nothing, and the result says so', () => {
  expect(cautions('2023-01-01')).toStrictEqual([
    'cap_rate n’est remplacé qu’à partir du 01/01/2023, après la plage : rien n’y change',
  ]);
  for (const from of [undefined, '2022-01-01', '2022-12-31']) expect(cautions(from)).toStrictEqual([]);
});

test('rates by patient with as many acts as of a list are warned of, unless their number is replaced too', () => {
  const parameters = { fidelisation_level: 'PATIENT' };
  expect(cautionsOf({ parameters, overrides: [] }, '2022-Q2')).toHaveLength(1);
  expect(
    cautionsOf({ parameters: { ...parameters, fidelisation_min_acts: '1' }, overrides: [] }, '2022-Q2'),
  ).toHaveLength(0);
});
