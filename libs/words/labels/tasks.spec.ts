/** Tasks in their displayed form: French days and quarters, and unchanged names. */
import { expect, test } from '@jest/globals';
import { entryText, groupLabel } from '#libs/words/labels/tasks.ts';

test('days and quarters are French, wherever they stand', () => {
  expect(entryText('LOOK_ALIKES', '2026-01-30 → 2026-03-02')).toBe('30/01/2026 → 02/03/2026');
  expect(entryText('STALE', 'PEPS-01 2022-Q1')).toBe('PEPS-01 2022-T1');
  expect(entryText('UNDECIDED_AT_BANK', 'PEPS-01 2022-Q1 E2E-1 2026-01-30 PDNG')).toBe(
    'PEPS-01 2022-T1 E2E-1 30/01/2026 PDNG',
  );
  expect(groupLabel('MERGES', '2026-03-02')).toBe('02/03/2026');
  expect(groupLabel('APPROVE', '2025-Q3, soumis par Alice')).toBe('2025-T3, soumis par Alice');
});

test('codes of the bank become words if words exist, and no team is renamed', () => {
  expect(entryText('BOOKED_UNMATCHED', '2026-01-30 REJECTED')).toBe('30/01/2026 rejeté');
  expect(entryText('SUBMIT', 'REJECTED 2022-Q1')).toBe('REJECTED 2022-T1');
  expect(entryText('SUBMIT', 'constructor 2022-Q1')).toBe('constructor 2022-T1');
  expect(entryText('RECONCILE', '2026-01-30 constructor')).toBe('30/01/2026 constructor');
});
