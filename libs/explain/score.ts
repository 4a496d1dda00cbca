/** The quality score taken apart: the points of each indicator, with its result, the one before, and its thresholds. */
import { type Fraction, divide, fraction, multiply } from '#libs/kernel/fraction.ts';
import { type QualityResult, type Team, qualityKey } from '#libs/enrolment/teams.ts';
import type { Basis } from '#libs/explain/basis.ts';
import { type Part, part } from '#libs/explain/part.ts';
import { formula, label } from '#libs/explain/part-words.ts';
import { indicatorRating } from '#libs/quality/score.ts';
import type { Indicator } from '#libs/regulation/regulation.ts';
import { valueOn } from '#libs/regulation/regulation.ts';
import type { Frame } from '#libs/statements/rules/frame.ts';

const EXPERIENCE = 'EXPERIENCE';
const SCORE_PARAMETERS = ['quality_weights', 'experience_points'] as const;

interface Rated {
  readonly indicator: Indicator;
  readonly rating: Fraction;
}

/** The score of a year. `score` is undefined where none is known; `day` is the one whose parameters hold. */
interface ScoreOfYear {
  readonly year: number;
  readonly score: Fraction | undefined;
  readonly day: number;
}

export function scorePart(basis: Basis, { year, score, day }: ScoreOfYear): Part {
  const { team, frame } = basis;
  const ratings = [...frame.regulation.indicators.values()]
    .filter(({ family }) => family !== EXPERIENCE)
    .map((indicator) => ({ indicator, rating: ratingOf(team, year, indicator, frame) }));
  const rated = ratings.filter((one): one is Rated => one.rating !== undefined);
  const unrated = ratings
    .filter(({ indicator, rating }) => rating === undefined && resultOf(team, year, indicator) !== undefined)
    .map(({ indicator }) => indicatorPart(basis, year, { indicator }));
  if (score === undefined)
    return part('note', label('SCORE_UNKNOWN', { year }), undefined, {
      because: unrated,
      parameters: SCORE_PARAMETERS,
    });
  const weights = valueOn(team.scheme, 'quality_weights', day);
  const [socle, carte] = rated.some(({ indicator }) => indicator.family === 'A_LA_CARTE')
    ? weights.with
    : weights.without;
  const pointsOf = (family: Indicator['family']): Fraction => {
    const number = rated.filter(({ indicator }) => indicator.family === family).length;
    return divide(family === 'SOCLE' ? socle : carte, fraction(number));
  };
  const parts = rated.map((one) => indicatorPart(basis, year, { ...one, points: pointsOf(one.indicator.family) }));
  const experience = experiencePart(basis, year, valueOn(team.scheme, 'experience_points', day));
  return part(
    'rate',
    label('SCORE', { year }),
    { exact: score, unit: 'points' },
    {
      formula: formula('SCORE', { socle, carte }),
      parts: [...parts, ...experience],
      because: unrated,
      parameters: SCORE_PARAMETERS,
    },
  );
}

function resultOf(team: Team, year: number, { id }: Indicator): QualityResult | undefined {
  return team.quality.get(qualityKey(year, id));
}

function ratingOf(team: Team, year: number, indicator: Indicator, { reference }: Frame): Fraction | undefined {
  const threshold = reference.thresholds.get(qualityKey(year, indicator.id));
  const [result, before] = [resultOf(team, year, indicator), resultOf(team, year - 1, indicator)];
  return indicatorRating(result, before, threshold, indicator.direction);
}

/** `points`: what a rating of 1 is worth. Neither is there where the indicator is not rated. */
function indicatorPart(
  { team, frame: { reference }, evidence }: Basis,
  year: number,
  {
    indicator,
    rating,
    points,
  }: { readonly indicator: Indicator; readonly rating?: Fraction; readonly points?: Fraction },
): Part {
  const { id, direction } = indicator;
  const facts = [
    ...evidence.ofQuality(team.id, year, id),
    ...evidence.ofQuality(team.id, year - 1, id),
    ...evidence.ofThreshold(year, id),
  ];
  const measured = {
    year,
    result: resultOf(team, year, indicator),
    before: resultOf(team, year - 1, indicator),
    threshold: reference.thresholds.get(qualityKey(year, id)),
    direction,
  };
  if (rating === undefined || points === undefined)
    return part('indicator', label('INDICATOR', { indicator, rated: false }), undefined, {
      formula: formula('INDICATOR', { ...measured, rated: undefined }),
      facts,
    });
  const worth = { exact: multiply(points, rating), unit: 'points' } as const;
  return part('indicator', label('INDICATOR', { indicator, rated: true }), worth, {
    formula: formula('INDICATOR', { ...measured, rated: { points, rating } }),
    facts,
  });
}

function experiencePart({ team, evidence }: Basis, year: number, points: Fraction): Part[] {
  const result = team.quality.get(qualityKey(year, EXPERIENCE));
  if (result === undefined || result.denominator === 0) return [];
  const exact = multiply(points, fraction(result.numerator, result.denominator));
  return [
    part(
      'indicator',
      label('EXPERIENCE', {}),
      { exact, unit: 'points' },
      {
        formula: formula('EXPERIENCE', { points, result }),
        facts: evidence.ofQuality(team.id, year, EXPERIENCE),
      },
    ),
  ];
}
