/** A followed indicator as JSON: figures as exact fractions, amounts in cents as text. */
import { optionalFractionText } from '#libs/kernel/fraction.ts';
import type { FollowedIndicator } from '#libs/statements/indicators/followed.ts';

export function followedJson({ indicator, year, ...one }: FollowedIndicator) {
  const { id, family, direction } = indicator;
  return { year, indicator: id, family, direction, ...resultJson(one), ...nextJson(one.next), ...worthJson(one.worth) };
}

function resultJson({ result, threshold, rating, change }: Omit<FollowedIndicator, 'indicator' | 'year'>) {
  return {
    numerator: result?.numerator ?? null,
    denominator: result?.denominator ?? null,
    intermediate: threshold?.intermediate ?? null,
    target: threshold?.target ?? null,
    rating: optionalFractionText(rating),
    trend: change?.trend ?? null,
    changePoints: optionalFractionText(change?.points),
  };
}

function nextJson(next: FollowedIndicator['next']) {
  return {
    nextLevel: next?.level ?? null,
    nextRating: optionalFractionText(next?.rating),
    pointsAway: optionalFractionText(next?.pointsAway),
    casesAway: next === undefined ? null : Number(next.casesAway),
  };
}

function worthJson(worth: FollowedIndicator['worth']) {
  if (worth === undefined) return { periods: [], amountCents: null, nextCents: null, worthCents: null };
  const { periods, amountCents, nextCents } = worth;
  const [amount, next, difference] = [amountCents, nextCents, nextCents - amountCents].map(String);
  return { periods, amountCents: amount ?? null, nextCents: next ?? null, worthCents: difference ?? null };
}
