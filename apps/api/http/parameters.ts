/** Parameters of several routes. */
import { applyDecorators } from '@nestjs/common';
import { ApiParam, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches, ValidateBy, buildMessage } from 'class-validator';
import { parseDay } from '#libs/kernel/day.ts';
import { PERIOD_PATTERN } from '#libs/kernel/period.ts';
import { AfterQuery } from '#apps/api/http/listing.ts';

const PERIOD = new RegExp(`^${PERIOD_PATTERN}$`);
const QUARTER = /^\d{4}-Q[1-4]$/;

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
  return Matches(QUARTER, { message: '$property n’est pas un trimestre ; écrivez-le comme 2021-Q1' });
}

export function IsPeriod(): PropertyDecorator {
  return Matches(PERIOD, { message: '$property n’est pas une période ; écrivez 2021-Q1, ou 2021 pour l’IPEP' });
}

const MAX_SEARCH = 100;

/** What is sought: any text that one can type. */
export function IsSearch(): PropertyDecorator {
  return Matches(new RegExp(String.raw`^(?=.*[\p{L}\p{N}])[^\p{C}]{1,${MAX_SEARCH}}$`, 'u'), {
    message: `$property est ce que l’on cherche : de 1 à ${MAX_SEARCH} caractères, dont une lettre ou un chiffre`,
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
