import { expect, test } from '@jest/globals';
import { nearName } from '#libs/intake/near-names.ts';

test('a copy, a correction or a month of a file of facts is told by the name it should have', () => {
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
  const since = performance.now();
  expect(nearName(`patients${' - '.repeat(500_000)}.csv`)).toBeUndefined();
  expect(performance.now() - since).toBeLessThan(1_000);
});
