/** The final statement of a whole scheme stays readable: its open items are counted, and the first are named. */
import { expect, test } from '@jest/globals';
import type { CloseOut } from '#libs/closing/events.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import { closeOutText } from '#libs/words/texts/closings.ts';

function closeOut(items: number): CloseOut {
  const open = Array.from({ length: items }, (_, i) => ({
    kind: 'UNDECIDED' as const,
    of: `PEPS-${i} 2022-Q1`,
    amountCents: 1n,
  }));
  const sums = { decidedCents: 0n, paidCents: 0n, recoveredCents: 0n };
  return {
    kind: 'SCHEME',
    name: 'PEPS',
    lastDay: dayFromText('2025-12-31'),
    teams: ['PEPS-0'],
    years: [],
    ...sums,
    open,
  };
}

test('names the first sixty open items, and counts the others', () => {
  const lines = closeOutText(closeOut(400)).split('\n');
  expect(lines.filter((line) => line.includes('PEPS-'))).toHaveLength(60);
  expect(lines.slice(-1)).toStrictEqual(['  et 340 autres (--json les donne tous)']);
  expect(lines).toContain('Reste ouvert, 400 points :');
  expect(closeOutText(closeOut(60))).not.toContain('autres');
});

test('the debts settled say how, as what was set off is no part of what was paid back', () => {
  expect(closeOutText({ ...closeOut(0), recoveredCents: 400_000n })).toMatch(
    /dettes réglées 4.000,00.€ \(compensées sur des versements ou remboursées\)$/mu,
  );
});
