/** The query parameters of statements. */
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { type Quarter, quarterFromText } from '#libs/kernel/day.ts';
import { STATEMENT_ORDERS, type StatementOrder } from '#libs/statements/listed/order.ts';
import type { Stage } from '#libs/statements/workflow/state.ts';
import { IsName, IsTeam } from '#apps/api/http/fields.ts';
import { AfterQuery, PageQuery } from '#apps/api/http/listing.ts';
import { IsDay, IsQuarter, IsSearch, KnownOnQuery, refuseReversed } from '#apps/api/http/parameters.ts';
import { STAGES } from '#apps/api/statements/statement.views.ts';
import { FromDigits } from '#apps/api/http/decimal.ts';

export class StatementFilterQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Une seule équipe.', example: 'PEPS-01' })
  @IsOptional()
  @IsTeam()
  team?: string;

  @ApiPropertyOptional({ description: 'Une seule expérimentation.', example: 'PEPS' })
  @IsOptional()
  @IsName()
  scheme?: string;

  @ApiPropertyOptional({ description: 'Premier trimestre.', example: '2023-Q1' })
  @IsOptional()
  @IsQuarter()
  from?: string;

  @ApiPropertyOptional({
    description: 'Dernier trimestre ; une année en est si l’un de ses trimestres en est.',
    example: '2023-Q2',
  })
  @IsOptional()
  @IsQuarter()
  to?: string;

  @ApiPropertyOptional({ description: 'Où il en est maintenant.', enum: STAGES, example: 'APPROVED' })
  @IsOptional()
  @IsIn(STAGES, { message: `stage vient de ${STAGES.join(', ')}` })
  stage?: Stage;

  @ApiPropertyOptional({ description: 'Ce qui est à savoir.', example: 'NO_FIDELISATION_DATA' })
  @IsOptional()
  @Matches(/^[A-Z_]{1,60}$/, { message: 'flag est un code en majuscules, comme QUALITY_MISSING' })
  flag?: string;

  @ApiPropertyOptional({
    description:
      'Seulement ce qui est calculé comme connu ce jour-là exactement (pin.knownOn) ; les derniers calculs si rien n’est dit.',
    example: '2023-08-31',
  })
  @IsOptional()
  @IsDay()
  knownOn?: string;

  @ApiPropertyOptional({ description: 'Partie du nom ou de l’identifiant de l’équipe.', example: 'peps' })
  @IsOptional()
  @IsSearch()
  q?: string;
}

export class StatementsQuery extends StatementFilterQuery {
  @ApiPropertyOptional({
    description: 'Ordre ; du plus grand au plus petit avec « - ».',
    enum: STATEMENT_ORDERS,
    default: 'period',
    example: '-total',
  })
  @IsOptional()
  @IsIn(STATEMENT_ORDERS, { message: `sort vient de ${STATEMENT_ORDERS.join(', ')}` })
  sort?: StatementOrder;
}

/** Throws Problem if the first is after the last. */
export function askedQuarters({ from, to }: { from?: string | undefined; to?: string | undefined }): {
  from: Quarter | undefined;
  to: Quarter | undefined;
} {
  const of = (text: string | undefined): Quarter | undefined =>
    text === undefined ? undefined : quarterFromText(text);
  if (from !== undefined && to !== undefined) refuseReversed(from, to);
  return { from: of(from), to: of(to) };
}

const KNOWN_ON = {
  description:
    'Le calcul fait comme connu ce jour-là exactement (pin.knownOn) ; un jour d’avant ou d’après n’en tient pas lieu. Le dernier calcul si rien n’est dit.',
  example: '2023-08-31',
};

export class CalculationQuery extends AfterQuery {
  @ApiPropertyOptional(KNOWN_ON)
  @IsOptional()
  @IsDay()
  knownOn?: string;
}

export class PartQuery extends PageQuery {
  @ApiPropertyOptional(KNOWN_ON)
  @IsOptional()
  @IsDay()
  knownOn?: string;
}

export class ExplanationQuery extends CalculationQuery {
  @ApiPropertyOptional({ description: 'Une seule ligne ; toutes si rien n’est dit.', example: 'CAPITATION' })
  @IsOptional()
  @Matches(/^[A-Z_]{1,60}$/, { message: 'line est le nom d’une ligne, comme CAPITATION' })
  line?: string;
}

export class HistoryQuery extends KnownOnQuery {
  @ApiPropertyOptional({
    description: 'Jusqu’à cette position du journal.',
    example: 1200,
    type: 'integer',
    minimum: 1,
    maximum: Number.MAX_SAFE_INTEGER,
  })
  @IsOptional()
  @FromDigits()
  @IsInt({ message: 'position est une position du journal : un nombre entier' })
  @Min(1, { message: 'position est une position du journal : un nombre entier, 1 ou plus' })
  @Max(Number.MAX_SAFE_INTEGER, { message: 'position est trop grande' })
  position?: number;
}
