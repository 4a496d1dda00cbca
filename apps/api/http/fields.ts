/** Fields that several commands share, with their validation. */
import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { type ClassConstructor, Type } from 'class-transformer';
import { IsObject, IsString, Matches, MaxLength, ValidateBy, ValidateNested } from 'class-validator';
import { REASON_LENGTH_MAX } from '#libs/commands/refusals.ts';
import { isFormerTeamName } from '#libs/facts/identifiers.ts';
import { CHOSEN_NAME_FORM } from '#libs/words/commands.ts';
import { TEAM_NAME } from '#libs/words/intake.ts';
import { hasUnseen } from '#libs/kernel/text.ts';
import { isChosenName, isFormerName } from '#libs/kernel/chosen-name.ts';
import { parseQuarter } from '#libs/kernel/day.ts';
import { isRunName, sendableName } from '#libs/payments/runs/run-name.ts';
import type { QuarterRange } from '#libs/kernel/period.ts';
import { MAX_QUARTERS, rangeFault } from '#libs/statements/rules/range.ts';
import { IsPeriod } from '#apps/api/http/parameters.ts';
import { Problem } from '#apps/api/http/problem.ts';

/** A name chosen by people: an envelope, a run, an exception. */
export function IsName({ each = false } = {}): PropertyDecorator {
  const validate = (value: unknown): boolean => typeof value === 'string' && isChosenName(value);
  const message = `$property a ${CHOSEN_NAME_FORM}`;
  return ValidateBy({ name: 'isName', validator: { validate, defaultMessage: () => message } }, { each });
}

/** A name given to a run: it goes to the bank unchanged. */
export function IsRunName(): PropertyDecorator {
  return ValidateBy({
    name: 'isRunName',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && isRunName(value),
      defaultMessage: (given) =>
        `$property va à la banque : 1 à 35 lettres sans accent, chiffres, espaces et / - ? : ( ) . , ' +, sans barre ni espace au bord, sans deux barres de suite ; par exemple ${sendableName(String(given?.value ?? ''))}`,
    },
  });
}

/** The name of a run or of one of its files. Names from earlier programs may be unfit for a bank. */
export function IsRun(): PropertyDecorator {
  const validate = (value: unknown): boolean => typeof value === 'string' && (isRunName(value) || isFormerName(value));
  const message = '$property nomme une campagne ; /payment-runs les montre';
  return ValidateBy({ name: 'isRun', validator: { validate, defaultMessage: () => message } });
}

/** A team id. */
export function IsTeam({ each = false } = {}): PropertyDecorator {
  const validate = (value: unknown): boolean => typeof value === 'string' && isFormerTeamName(value);
  return ValidateBy(
    { name: 'isTeam', validator: { validate, defaultMessage: () => `$property nomme une équipe : ${TEAM_NAME}` } },
    { each },
  );
}

/** A text that is not blank and has no invisible characters. */
export function IsSeen(): PropertyDecorator {
  const validate = (value: unknown): boolean => typeof value === 'string' && /\S/.test(value) && !hasUnseen(value);
  const message = '$property est un texte sans caractère qui ne se voit pas';
  return ValidateBy({ name: 'isSeen', validator: { validate, defaultMessage: () => message } });
}

/** Whole cents, positive. */
export function IsCents(): PropertyDecorator {
  return Matches(/^[1-9]\d{0,14}$/, {
    message: '$property est un montant en centimes entiers, entre guillemets, par exemple "5000000"',
  });
}

export function IsReason(): PropertyDecorator {
  return applyDecorators(
    IsString({ message: '$property est un texte' }),
    Matches(/\S/, { message: '$property dit pourquoi ; il ne peut pas être vide' }),
    MaxLength(REASON_LENGTH_MAX, { message: `$property a plus de ${REASON_LENGTH_MAX} caractères` }),
  );
}

/** A list of objects of a class. A list in the list is refused: ValidateNested alone takes one, and checks what is in it. */
export function IsListOf(dto: () => ClassConstructor<object>, message: string): PropertyDecorator {
  return applyDecorators(IsObject({ each: true, message }), ValidateNested({ each: true, message }), Type(dto));
}

export class ReasonDto {
  @ApiProperty({ description: 'Pourquoi.', example: 'liste à vérifier' })
  @IsReason()
  reason!: string;
}

export class TeamParams {
  @ApiProperty({ example: 'PEPS-01' })
  @IsTeam()
  team!: string;
}

export class EnvelopeParams {
  @ApiProperty({ example: 'FIR-2026' })
  @IsName()
  envelope!: string;
}

export class StatementParams extends TeamParams {
  @ApiProperty({ description: 'Trimestre, ou année pour l’IPEP.', example: '2023-Q2' })
  @IsPeriod()
  period!: string;
}

/** Quarters in a valid form. Throws Problem for an inverted range. */
export function quarterRange(from: string, to: string): QuarterRange {
  const range = { from: parseQuarter(from) ?? NaN, to: parseQuarter(to) ?? NaN };
  const fault = rangeFault(range);
  if (fault === undefined) return range;
  const detail =
    fault === 'reversed'
      ? `from ${from} est après to ${to} ; inversez-les`
      : `la plage ${from} à ${to} dépasse ${MAX_QUARTERS} trimestres`;
  throw new Problem(400, 'invalid-shape', detail, { errors: [{ path: '/from', code: 'RANGE', detail }] });
}
