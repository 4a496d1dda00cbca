import { expect, test } from '@jest/globals';
import { nearName } from '#libs/intake/near-names.ts';

test('recognises a file of facts by a name that is nearly right, and says the right one', () => {
  const meant = {
    'Copie de patients.csv': 'patients.csv',
    'Copie (2) de acts.csv': 'acts.csv',
    'Copy of teams.csv': 'teams.csv',
    'patients - Copie.csv': 'patients.csv',
    'patients corrigé.csv': 'patients.csv',
    'acts_2026-11.csv': 'acts.csv',
    'ACTS.CSV': 'acts.csv',
    'national spending v2.csv': 'national_spending.csv',
    'reference_revenue.xlsx': 'reference_revenue.csv',
  };
  for (const [file, name] of Object.entries(meant)) expect([file, nearName(file)?.meant]).toStrictEqual([file, name]);
  for (const file of [
    'patients.csv',
    '~$patients.csv',
    'notes.txt',
    'actsx.csv',
    'manifest.csv',
    'acts_2026-11.pdf',
    'patients.zip',
  ])
    expect(nearName(file)).toBeUndefined();
});

test('looks for no name in a long one, as the search takes longer than the name is long', () => {
  expect(nearName(`patients ${'x'.repeat(100)}.csv`)?.meant).toBe('patients.csv');
  expect(nearName(`patients ${'x'.repeat(200)}.csv`)).toBeUndefined();
});
