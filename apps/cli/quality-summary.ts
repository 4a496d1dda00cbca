/**
 * The indicators of all teams in short: by scheme and indicator, the number of teams at each rating, and the value of their next rating.
 */
import { euros } from '#libs/kernel/euros.ts';
import { type Fraction, compare, fraction } from '#libs/kernel/fraction.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import type { FollowedIndicator } from '#libs/statements/indicators/followed.ts';
import type { TeamIndicator } from '#libs/statements/queries/find-indicators.ts';
import { INDICATOR_LABELS } from '#libs/words/labels/teams.ts';
import { table } from '#apps/cli/terminal.ts';

const COLUMNS = [
  'expérimentation',
  'indicateur',
  'notées',
  'à la cible',
  'au seuil',
  'en dessous',
  'en progrès',
  'en recul',
  'ce que vaut la note suivante',
];

const [TARGET, INTERMEDIATE] = [fraction(1), fraction(1, 2)];

/** Summarises the latest year with results. */
export function qualitySummary(found: readonly TeamIndicator[]): string {
  const years = found.filter(({ followed }) => followed.result !== undefined).map(({ followed }) => followed.year);
  if (years.length === 0) return 'Aucun résultat d’indicateur.';
  const year = Math.max(...years);
  const own = found.filter(({ followed }) => followed.year === year);
  const rows = [...Map.groupBy(own, ({ scheme }) => scheme)].flatMap(([scheme, of]) => [
    ...[...Map.groupBy(of, ({ followed }) => followed.indicator.id)].map(([id, all]) => [
      scheme,
      INDICATOR_LABELS[id] ?? id,
      ...countsOf(all),
    ]),
    [scheme, 'en tout', ...countsOf(of)],
  ]);
  return [
    `Indicateurs de ${year} : nombre d’équipes`,
    table(COLUMNS, rows),
    'Une équipe et ses années : decompte quality ÉQUIPE. Une autre année : --year. Chaque ligne : --all, --csv ou --json.',
  ].join('\n\n');
}

function countsOf(of: readonly TeamIndicator[]): readonly (string | number)[] {
  const all = of.map(({ followed }) => followed);
  const many = (isSo: (one: FollowedIndicator) => boolean): number => all.filter(isSo).length;
  const reaches = (rating: Fraction | undefined, level: Fraction): boolean =>
    rating !== undefined && compare(rating, level) >= 0;
  const worthCents = sumCentsOf(all, ({ worth }) => (worth?.nextCents ?? 0n) - (worth?.amountCents ?? 0n));
  return [
    many(({ rating }) => rating !== undefined),
    many(({ rating }) => reaches(rating, TARGET)),
    many(({ rating }) => reaches(rating, INTERMEDIATE) && !reaches(rating, TARGET)),
    many(({ rating }) => rating !== undefined && !reaches(rating, INTERMEDIATE)),
    many(({ change }) => change?.trend === 'BETTER'),
    many(({ change }) => change?.trend === 'WORSE'),
    euros(worthCents),
  ];
}
