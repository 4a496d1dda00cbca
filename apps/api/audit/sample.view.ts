/** A sample by amounts, with all that it takes to draw it again. */
import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { IsInt, IsOptional, Length, Max, Min } from 'class-validator';
import type { DrawnSample } from '#libs/audit/tools/queries/draw-sample.ts';
import { type SampleSize, MAX_HITS } from '#libs/audit/tools/sample.ts';
import { FromDigits } from '#apps/api/http/decimal.ts';
import { IsCents, IsSeen } from '#apps/api/http/fields.ts';
import { type Columns, ListOf, PageQuery, centsColumn } from '#apps/api/http/listing.ts';
import { Problem } from '#apps/api/http/problem.ts';
import {
  ChoiceDto,
  CompletenessView,
  AuditEntryView,
  SumView,
  completenessView,
  auditEntryView,
  sumView,
} from '#apps/api/audit/entries.view.ts';

const SIZE = `size est un nombre entier de 1 à ${MAX_HITS}`;

export class SampleQuery extends IntersectionType(ChoiceDto, PageQuery) {
  @ApiProperty({
    description: 'Un texte au choix, noté avant le tirage : le même tire toujours la même chose.',
    example: 'audit 2026, tirage 1',
  })
  @Length(1, 200, { message: 'seed est un texte de 1 à 200 caractères' })
  @IsSeen()
  seed!: string;

  @ApiPropertyOptional({ description: 'Un centime tiré tous les tant de centimes ; ou size.' })
  @IsOptional()
  @IsCents()
  intervalCents?: string;

  @ApiPropertyOptional({
    description: 'Combien de centimes tirer, au moins ; ou intervalCents.',
    example: 5,
    type: 'integer',
    minimum: 1,
    maximum: MAX_HITS,
  })
  @IsOptional()
  @FromDigits()
  @IsInt({ message: SIZE })
  @Min(1, { message: SIZE })
  @Max(MAX_HITS, { message: SIZE })
  size?: number;
}

/** Throws Problem unless exactly one is given. */
export function drawnBy({ intervalCents, size }: SampleQuery): SampleSize {
  if (intervalCents !== undefined && size === undefined) return { intervalCents: BigInt(intervalCents) };
  if (size !== undefined && intervalCents === undefined) return { size };
  const detail = 'dites combien tirer : un intervalle (intervalCents) ou un nombre (size), l’un des deux';
  const errors = ['query.size', 'query.intervalCents'].map((path) => ({ path, code: 'SHAPE', detail }));
  throw new Problem(400, 'invalid-shape', detail, { errors });
}

class HitView {
  @ApiProperty({ description: 'Le centime tiré, les montants mis bout à bout ; le premier est 1.', example: '15321' })
  cent!: string;
  @ApiProperty({ description: 'Centimes de sa ligne : après celui-ci…', example: '0' }) fromCents!: string;
  @ApiProperty({ description: '… jusqu’à celui-ci.', example: '23969' }) toCents!: string;
  @ApiProperty({ type: AuditEntryView }) entry!: AuditEntryView;
}

export class SamplePage extends ListOf {
  @ApiProperty({ type: [HitView] }) items!: HitView[];
  @ApiProperty({ type: CompletenessView }) completeness!: CompletenessView;
  @ApiProperty({ example: 'audit 2026, tirage 1' }) seed!: string;
  @ApiProperty({ description: 'En centimes.', example: '58931' }) intervalCents!: string;
  @ApiProperty({
    description: 'Le premier centime tiré : SHA-256 de seed comme nombre, modulo intervalCents, plus 1.',
    example: '15321',
  })
  startCents!: string;
  @ApiProperty({ description: 'Ce dont on tire : les montants plus grands que 0.', type: SumView })
  population!: SumView;
  @ApiProperty({
    description: 'Ce dont aucun centime ne peut être tiré : les autres ; à regarder à part.',
    type: SumView,
  })
  apart!: SumView;
  @ApiProperty({ description: 'Nombre de centimes tirés, de toutes les pages.', example: 5 }) hits!: number;
}

export const HIT_COLUMNS: Columns<HitView> = {
  cent: ({ cent }) => cent,
  from: centsColumn(({ fromCents }) => fromCents),
  to: centsColumn(({ toCents }) => toCents),
  position: ({ entry }) => entry.position,
  id: ({ entry }) => entry.id,
  status: ({ entry }) => entry.status,
  team: ({ entry }) => entry.team,
  period: ({ entry }) => entry.period,
  amount_cents: ({ entry }) => entry.amountCents,
  at: ({ entry }) => entry.at,
};

export function hitView({ cent, fromCents, toCents, entry }: DrawnSample['hits'][number]): HitView {
  return {
    cent: String(cent),
    fromCents: String(fromCents),
    toCents: String(toCents),
    entry: auditEntryView(entry),
  };
}

export function sampleHead(sample: DrawnSample): Omit<SamplePage, 'items' | 'next'> {
  const { seed, intervalCents, startCents, population, apart, hits } = sample;
  return {
    completeness: completenessView(sample),
    seed,
    intervalCents: String(intervalCents),
    startCents: String(startCents),
    population: sumView(population),
    apart: sumView(apart),
    hits: hits.length,
  };
}
