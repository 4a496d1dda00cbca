/** Parameters of several routes. */
import { applyDecorators } from '@nestjs/common';
import { ApiParam, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches, ValidateBy, buildMessage } from 'class-validator';
import { parseDay, parseQuarter } from '#libs/kernel/day.ts';
import { PERIOD_PATTERN } from '#libs/kernel/period.ts';
import { AfterQuery } from '#apps/api/http/listing.ts';
import { Problem } from '#apps/api/http/problem.ts';

const PERIOD = new RegExp(`^${PERIOD_PATTERN}$`);

/** A day of the calendar, YYYY-MM-DD. */
export function IsDay(): PropertyDecorator {
  return ValidateBy({
    name: 'isDay',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && parseDay(value) !== undefined,
      defaultMessage: buildMessage(() => '$property n’est pas un jour du calendrier ; écrivez AAAA-MM-JJ'),
    },
  });
}

export function IsQuarter(): PropertyDecorator {
  return ValidateBy({
    name: 'isQuarter',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && parseQuarter(value) !== undefined,
      defaultMessage: buildMessage(() => '$property n’est pas un trimestre ; écrivez-le comme 2021-Q1'),
    },
  });
}

export function IsPeriod(): PropertyDecorator {
  return Matches(PERIOD, { message: '$property n’est pas une période ; écrivez 2021-Q1, ou 2021 pour l’IPEP' });
}

/** The rank of a decision on a statement, as text: 0 for the statement, 1 and more for its regularisations. */
export function IsDecisionNumber(): PropertyDecorator {
  return Matches(/^(?:0|[1-9]\d{0,5})$/, { message: '$property est le rang d’une décision : 0, 1, 2…' });
}

const MAX_SEARCH = 100;

/** A search text: any text that a person can type. */
export function IsSearch(): PropertyDecorator {
  return Matches(new RegExp(String.raw`^(?=.*[\p{L}\p{N}])[^\p{C}]{1,${MAX_SEARCH}}$`, 'u'), {
    message: `$property est ce que l’on cherche : de 1 à ${MAX_SEARCH} caractères, dont une lettre ou un chiffre`,
  });
}

/** Checks a query from a day or a quarter to another. Throws Problem if the first is after the last. */
export function refuseReversed(from: string, to: string): void {
  if (from > to)
    throw new Problem(400, 'invalid-shape', `from ${from} est après to ${to} ; inversez-les`, {
      errors: [{ path: 'query.from', code: 'SHAPE', detail: `${from} est après ${to}` }],
    });
}

/** The day on which facts are known. */
export class KnownOnQuery extends AfterQuery {
  @ApiPropertyOptional({ description: 'Tel que connu ce jour-là.', example: '2023-08-31' })
  @IsOptional()
  @IsDay()
  knownOn?: string;
}

/** Describes the team and period of a route in the contract. */
export function ApiStatementParams(): MethodDecorator {
  return applyDecorators(
    ApiParam({ name: 'team', description: 'Équipe.', example: 'PEPS-01' }),
    ApiParam({ name: 'period', description: 'Trimestre, ou année pour l’IPEP.', example: '2023-Q2' }),
  );
}
