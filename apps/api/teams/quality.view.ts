/** The quality of a team in answers. */
import { ApiProperty } from '@nestjs/swagger';
import { type Day, dayText } from '#libs/kernel/day.ts';
import { ratedYearsJson } from '#libs/quality/rated-years-json.ts';
import type { RatedYears } from '#libs/quality/rated-years.ts';

class RatedYearView {
  @ApiProperty({ example: 2021 }) year!: number;
  @ApiProperty({ description: 'Null sans résultat cette année-là.', type: Number, nullable: true, example: 69 })
  numerator!: number | null;
  @ApiProperty({ type: Number, nullable: true, example: 160 }) denominator!: number | null;
  @ApiProperty({
    description: 'Seuil intermédiaire de l’année, en pour cent.',
    type: String,
    nullable: true,
    example: '50',
  })
  intermediate!: string | null;
  @ApiProperty({ description: 'Cible de l’année, en pour cent.', type: String, nullable: true, example: '75' })
  target!: string | null;
  @ApiProperty({ description: 'Jour où ces seuils sont connus.', type: String, nullable: true, example: '2020-12-01' })
  thresholdsKnownOn!: string | null;
  @ApiProperty({
    description: 'Note de 0 à 1, en fraction exacte ; null si elle ne se calcule pas.',
    type: String,
    nullable: true,
    example: '3/4',
  })
  rating!: string | null;
}

class RatedIndicatorView {
  @ApiProperty({ example: 'FLU65' }) indicator!: string;
  @ApiProperty({ enum: ['SOCLE', 'A_LA_CARTE', 'EXPERIENCE'], example: 'SOCLE' }) family!: string;
  @ApiProperty({ description: 'UP : plus est mieux.', enum: ['UP', 'DOWN'], example: 'UP' }) direction!: string;
  @ApiProperty({ type: [RatedYearView] }) years!: readonly RatedYearView[];
}

class ScoreView {
  @ApiProperty({ example: 2021 }) year!: number;
  @ApiProperty({
    description: 'Points, en fraction exacte ; null si aucun indicateur du socle n’est noté.',
    type: String,
    nullable: true,
    example: '135/2',
  })
  score!: string | null;
}

export class TeamQualityView {
  @ApiProperty({ example: 'PEPS-01' }) team!: string;
  @ApiProperty({ example: '2026-09-30' }) knownOn!: string;
  @ApiProperty({ type: [RatedIndicatorView] }) indicators!: readonly RatedIndicatorView[];
  @ApiProperty({ type: [ScoreView] }) scores!: readonly ScoreView[];
}

export function teamQualityView(team: string, knownOn: Day, found: RatedYears): TeamQualityView {
  return { team, knownOn: dayText(knownOn), ...ratedYearsJson(found) };
}
