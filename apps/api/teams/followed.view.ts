/** The indicators followed of a team in answers, and as CSV. */
import { ApiProperty } from '@nestjs/swagger';
import { followedJson } from '#libs/statements/indicators/followed-json.ts';
import type { FollowedIndicator } from '#libs/statements/indicators/followed.ts';
import type { TeamIndicator } from '#libs/statements/queries/find-indicators.ts';
import { type Columns, ListOf, figureColumn } from '#apps/api/http/listing.ts';

const TEXT_OR_NULL = { type: String, nullable: true } as const;
const NUMBER_OR_NULL = { type: Number, nullable: true } as const;

class FollowedIndicatorView {
  @ApiProperty({ example: 'PEPS-01' }) team!: string;
  @ApiProperty({ example: 2021 }) year!: number;
  @ApiProperty({ example: 'FLU65' }) indicator!: string;
  @ApiProperty({ enum: ['SOCLE', 'A_LA_CARTE', 'EXPERIENCE'], example: 'SOCLE' }) family!: string;
  @ApiProperty({ description: 'UP : plus est mieux.', enum: ['UP', 'DOWN'], example: 'UP' }) direction!: string;
  @ApiProperty({ description: 'Null sans résultat cette année-là.', ...NUMBER_OR_NULL, example: 69 })
  numerator!: number | null;
  @ApiProperty({ ...NUMBER_OR_NULL, example: 160 }) denominator!: number | null;
  @ApiProperty({ description: 'Seuil intermédiaire de l’année, en pour cent.', ...TEXT_OR_NULL, example: '50' })
  intermediate!: string | null;
  @ApiProperty({ description: 'Cible de l’année, en pour cent.', ...TEXT_OR_NULL, example: '75' })
  target!: string | null;
  @ApiProperty({ description: 'Note de 0 à 1, en fraction exacte ; null sans note.', ...TEXT_OR_NULL, example: '1/4' })
  rating!: string | null;
  @ApiProperty({
    description: 'Depuis l’année d’avant, dans le sens de l’indicateur ; null sans résultat de l’une des deux.',
    nullable: true,
    enum: ['BETTER', 'SAME', 'WORSE'],
    example: 'BETTER',
  })
  trend!: string | null;
  @ApiProperty({
    description: 'Points de pourcentage depuis l’année d’avant, en fraction exacte.',
    ...TEXT_OR_NULL,
    example: '25/8',
  })
  changePoints!: string | null;
  @ApiProperty({
    description: 'Le seuil à atteindre ensuite ; null à la cible, ou sans note.',
    nullable: true,
    enum: ['INTERMEDIATE', 'TARGET'],
    example: 'INTERMEDIATE',
  })
  nextLevel!: string | null;
  @ApiProperty({ description: 'La note à ce seuil.', ...TEXT_OR_NULL, example: '1/2' }) nextRating!: string | null;
  @ApiProperty({ description: 'Points de pourcentage jusqu’à ce seuil.', ...TEXT_OR_NULL, example: '55/8' })
  pointsAway!: string | null;
  @ApiProperty({
    description: 'Combien de plus au numérateur (de moins si moins est mieux) y suffisent.',
    ...NUMBER_OR_NULL,
    example: 11,
  })
  casesAway!: number | null;
  @ApiProperty({
    description: 'Les décomptes qui reposent sur le score de l’année : ceux de l’année d’après, ou de l’année (IPEP).',
    type: [String],
    example: ['2022-Q1', '2022-Q2'],
  })
  periods!: readonly string[];
  @ApiProperty({ description: 'Ce qu’ils font ensemble, en centimes.', ...TEXT_OR_NULL, example: '1234567' })
  amountCents!: string | null;
  @ApiProperty({
    description: 'Ce qu’ils feraient avec un résultat à ce seuil, tout le reste égal, en centimes.',
    ...TEXT_OR_NULL,
    example: '1240000',
  })
  nextCents!: string | null;
  @ApiProperty({
    description: 'La différence : ce que vaut la note suivante, en centimes.',
    ...TEXT_OR_NULL,
    example: '5433',
  })
  worthCents!: string | null;
}

class TeamIndicatorView extends FollowedIndicatorView {
  @ApiProperty({ example: 'Maison de santé des Tilleuls' }) teamName!: string;
  @ApiProperty({ example: 'PEPS' }) scheme!: string;
}

export class TeamIndicatorsPage extends ListOf {
  @ApiProperty({ type: [TeamIndicatorView] }) items!: TeamIndicatorView[];
}

export class FollowedIndicatorsPage extends ListOf {
  @ApiProperty({ type: [FollowedIndicatorView] }) items!: FollowedIndicatorView[];
}

export const FOLLOWED_COLUMNS: Columns<FollowedIndicatorView> = {
  team_id: ({ team }) => team,
  year: ({ year }) => year,
  indicator: ({ indicator }) => indicator,
  family: ({ family }) => family,
  direction: ({ direction }) => direction,
  numerator: ({ numerator }) => numerator,
  denominator: ({ denominator }) => denominator,
  intermediate: figureColumn(({ intermediate }) => intermediate),
  target: figureColumn(({ target }) => target),
  rating: figureColumn(({ rating }) => rating),
  trend: ({ trend }) => trend,
  change_points: figureColumn(({ changePoints }) => changePoints),
  next_level: ({ nextLevel }) => nextLevel,
  next_rating: figureColumn(({ nextRating }) => nextRating),
  points_away: figureColumn(({ pointsAway }) => pointsAway),
  cases_away: ({ casesAway }) => casesAway,
  periods: ({ periods }) => periods.join(' '),
  amount_cents: ({ amountCents }) => amountCents,
  next_cents: ({ nextCents }) => nextCents,
  worth_cents: ({ worthCents }) => worthCents,
};

export const INDICATOR_COLUMNS: Columns<TeamIndicatorView> = {
  ...FOLLOWED_COLUMNS,
  team_name: ({ teamName }) => teamName,
  scheme: ({ scheme }) => scheme,
};

export function teamIndicatorView({ team, teamName, scheme, followed }: TeamIndicator): TeamIndicatorView {
  return { team, teamName, scheme, ...followedJson(followed) };
}

export function followedView(team: string, one: FollowedIndicator): FollowedIndicatorView {
  return { team, ...followedJson(one) };
}
