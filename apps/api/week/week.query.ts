/** The query parameters of tasks and of the variance report. */
import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { fractionFromText } from '#libs/kernel/fraction.ts';
import type { VarianceRequest } from '#libs/week/variance.ts';
import { knownDay } from '#apps/api/clock.ts';
import { IsName } from '#apps/api/http/fields.ts';
import { AfterQuery, CsvFormQuery, MAX_PAGE, PageQuery } from '#apps/api/http/listing.ts';
import { IsDay, IsPeriod } from '#apps/api/http/parameters.ts';
import { FromDigits } from '#apps/api/http/decimal.ts';
import { QuartersDto } from '#apps/api/statements/quarters.dto.ts';

const DEFAULT_THRESHOLD = '20';
const MAX_MONTHS = 120;
const YES_NO = ['true', 'false'] as const;
const NO_NAMES = `names est un nombre entier de 0 à ${MAX_PAGE}`;
const NO_MONTHS = `months est un nombre entier de 1 à ${MAX_MONTHS}`;

export class TodoQuery extends AfterQuery {
  @ApiPropertyOptional({ description: 'À ce jour ; aujourd’hui si rien n’est dit.', example: '2026-09-30' })
  @IsOptional()
  @IsDay()
  asOf?: string;

  @ApiPropertyOptional({
    description: 'Mois de soins à comparer aux précédents.',
    default: 12,
    example: 12,
    type: 'integer',
    minimum: 1,
    maximum: MAX_MONTHS,
  })
  @IsOptional()
  @FromDigits()
  @IsInt({ message: NO_MONTHS })
  @Min(1, { message: NO_MONTHS })
  @Max(MAX_MONTHS, { message: NO_MONTHS })
  months?: number;

  @ApiPropertyOptional({
    description: 'Noms donnés par groupe, au plus (count compte tout) ; tous si rien n’est dit.',
    example: 3,
    type: 'integer',
    minimum: 0,
    maximum: MAX_PAGE,
  })
  @IsOptional()
  @FromDigits()
  @IsInt({ message: NO_NAMES })
  @Min(0, { message: NO_NAMES })
  @Max(MAX_PAGE, { message: NO_NAMES })
  names?: number;

  @ApiPropertyOptional({
    description: 'Donner aussi la complétude des actes.',
    enum: YES_NO,
    default: 'true',
    example: 'false',
  })
  @IsOptional()
  @IsIn(YES_NO, { message: 'completeness est true ou false' })
  completeness?: (typeof YES_NO)[number];
}

export class RegularisationsQuery extends IntersectionType(AfterQuery, QuartersDto) {}

export class VarianceQuery extends CsvFormQuery {
  @ApiProperty({ description: 'Trimestre, ou année pour l’IPEP.', example: '2023-Q2' })
  @IsPeriod()
  period!: string;

  @ApiPropertyOptional({ description: 'Une seule expérimentation.', example: 'PEPS' })
  @IsOptional()
  @IsName()
  scheme?: string;

  @ApiPropertyOptional({
    description: 'Pourcentage au-delà duquel un total est à expliquer.',
    default: DEFAULT_THRESHOLD,
    example: '20',
  })
  @IsOptional()
  @Matches(/^\d{1,6}(\.\d{1,6})?$/, { message: 'threshold est un pourcentage, comme 20 ou 12.5' })
  threshold?: string;
}

/** For a submission today. */
export function varianceRequest({ period, scheme, threshold = DEFAULT_THRESHOLD }: VarianceQuery): VarianceRequest {
  const asOf = knownDay(undefined);
  return { period, threshold: fractionFromText(threshold), asOf, ...(scheme === undefined ? {} : { scheme }) };
}

export class VariancePageQuery extends IntersectionType(PageQuery, VarianceQuery) {}
