/** The quality score taken apart: the points of each indicator, with its result, the one before, and its thresholds. */
import { type Fraction, multiply } from '#libs/kernel/fraction.ts';
import type { Basis } from '#libs/explain/basis.ts';
import { type Part, part } from '#libs/explain/part.ts';
import { formula, label } from '#libs/explain/part-words.ts';
import { SCORE_PARAMETERS } from '#libs/quality/rated-years.ts';
import { type MeasuredIndicator, type UsedScore, experiencePoints } from '#libs/quality/score.ts';
import { valueOn } from '#libs/regulation/regulation.ts';

const EXPERIENCE = 'EXPERIENCE';

/** The score that a statement uses. `asked`: the year that it asks for; `day`: the day whose parameters hold. */
interface ScoreAsked {
  readonly asked: number;
  readonly used: UsedScore;
  readonly day: number;
}

export function scorePart(basis: Basis, { asked, used, day }: ScoreAsked): Part {
  const { year, score, indicators, weights } = used;
  const least = valueOn(basis.team.scheme, 'minimum_denominator', day);
  const parts = indicators.map((one) => ({ one, made: indicatorPart(basis, year, one, least) }));
  const unrated = parts
    .filter(
      ({ one: { rating, result, points } }) => rating === undefined && (result !== undefined || !isNothing(points)),
    )
    .map(({ made }) => made);
  if (score === undefined)
    return part('note', label('SCORE_UNKNOWN', { year }), undefined, {
      because: unrated,
      parameters: SCORE_PARAMETERS,
    });
  const name = used.isProvisional ? label('PROVISIONAL_SCORE', { year, asked }) : label('SCORE', { year });
  const [socle, carte] = weights;
  return part(
    'rate',
    name,
    { exact: score, unit: 'points' },
    {
      formula: formula('SCORE', { socle, carte, unrated: valueOn(basis.team.scheme, 'unrated', day) }),
      parts: [
        ...parts.filter(({ one: { rating } }) => rating !== undefined).map(({ made }) => made),
        ...experiencePart(basis, used),
      ],
      because: unrated,
      parameters: SCORE_PARAMETERS,
    },
  );
}

function isNothing({ numerator }: Fraction): boolean {
  return numerator === 0n;
}

/** Without a figure if it is not rated. `least`: the denominator that a result needs to count. */
function indicatorPart({ team, evidence }: Basis, year: number, one: MeasuredIndicator, least: number): Part {
  const { indicator, result, before, threshold, rating, points } = one;
  const { id, direction } = indicator;
  const facts = [
    ...evidence.ofQuality(team.id, year, id),
    ...evidence.ofQuality(team.id, year - 1, id),
    ...evidence.ofThreshold(year, id),
  ];
  const measured = { year, result, before, threshold, direction, rating, points, least };
  const worth = rating === undefined ? undefined : ({ exact: multiply(points, rating), unit: 'points' } as const);
  return part('indicator', label('INDICATOR', { indicator, rated: rating !== undefined }), worth, {
    formula: formula('INDICATOR', measured),
    facts,
  });
}

function experiencePart({ team, evidence }: Basis, { year, experience }: UsedScore): Part[] {
  const { points, result } = experience;
  if (result === undefined || result.denominator === 0) return [];
  return [
    part(
      'indicator',
      label('EXPERIENCE', {}),
      { exact: experiencePoints(experience), unit: 'points' },
      {
        formula: formula('EXPERIENCE', { points, result }),
        facts: evidence.ofQuality(team.id, year, EXPERIENCE),
      },
    ),
  ];
}
