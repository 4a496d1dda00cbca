/** The indicators of all teams in short. */
import { expect, test } from '@jest/globals';
import { fraction } from '#libs/kernel/fraction.ts';
import type { TeamIndicator } from '#libs/statements/queries/find-indicators.ts';
import { qualitySummary } from '#apps/cli/quality-summary.ts';

function of(team: string, year: number, rating: [number, number] | undefined, nextCents = 0n): TeamIndicator {
  const indicator = { id: 'FLU65', family: 'SOCLE', direction: 'UP' } as const;
  const result = { numerator: 1, denominator: 2 };
  const worth = nextCents === 0n ? undefined : { periods: ['2026'], amountCents: 100n, nextCents };
  const rated = { rating: rating && fraction(...rating), threshold: undefined, change: undefined, next: undefined };
  const followed = { indicator, year, result, worth, ...rated } as unknown as TeamIndicator['followed'];
  return { team, teamName: team, scheme: 'PEPS', followed };
}

test('counts the teams of the latest year at, above and below the thresholds, and sums the value of the next rating', () => {
  const text = qualitySummary([
    of('A', 2024, [1, 1], 900n),
    of('A', 2025, [1, 1]),
    of('B', 2025, [1, 2], 1_100n),
    of('C', 2025, [49, 100], 600n),
    of('D', 2025, undefined),
  ]);
  const [head, , header, line, all] = text.split('\n');
  expect(head).toBe('Indicateurs de 2025 : nombre d’équipes');
  expect(header).toMatch(/notées +à la cible +au seuil +en dessous/);
  expect(line).toMatch(/^PEPS +Vaccination .* 3 +1 +1 +1 +0 +0 +15,00 €$/);
  expect(all).toMatch(/^PEPS +en tout .* 3 +1 +1 +1 +0 +0 +15,00 €$/);
});

test('an empty list gives a sentence', () => {
  expect(qualitySummary([])).toBe('Aucun résultat d’indicateur.');
});
