/** The rated years of a team as JSON: figures as exact fractions. */
import { dayText } from '#libs/kernel/day.ts';
import { optionalFractionText } from '#libs/kernel/fraction.ts';
import type { RatedYears } from '#libs/quality/rated-years.ts';

export function ratedYearsJson({ indicators, scores }: RatedYears) {
  return {
    indicators: indicators.map(({ indicator: { id, family, direction }, years }) => ({
      indicator: id,
      family,
      direction,
      years: years.map(({ year, result, threshold, rating }) => ({
        year,
        numerator: result?.numerator ?? null,
        denominator: result?.denominator ?? null,
        intermediate: threshold?.intermediate ?? null,
        target: threshold?.target ?? null,
        thresholdsKnownOn: threshold === undefined ? null : dayText(threshold.knownOn),
        rating: optionalFractionText(rating),
      })),
    })),
    scores: scores.map(({ year, score }) => ({ year, score: optionalFractionText(score) })),
  };
}
