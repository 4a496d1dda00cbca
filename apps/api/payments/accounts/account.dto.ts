/** A proposed account. */
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { dayFromText } from '#libs/kernel/day.ts';
import {
  VERIFICATION_RESULTS,
  type AccountVerification,
  type VerificationResult,
} from '#libs/payments/accounts/verification.ts';
import { TeamParams } from '#apps/api/http/fields.ts';
import { OfAnyTeam } from '#apps/api/http/known-team.ts';
import { IsDay } from '#apps/api/http/parameters.ts';
import { shapeProblem } from '#apps/api/http/validation.ts';

/** The account may have come before the facts of its team: it can still be read, refused and withdrawn. */
@OfAnyTeam()
export class PayeeParams extends TeamParams {}

const MAX_NAME = 70;
const MAX_NUMBER = 64;
const NOT_WRITTEN = /^\P{C}*$/u;

export class AccountDto {
  @ApiProperty({ description: 'Titulaire.', example: 'Maison de santé des Tilleuls' })
  @IsString({ message: 'name est un texte' })
  @Matches(/\S/, { message: 'name est le titulaire ; il ne peut pas être vide' })
  @Matches(NOT_WRITTEN, { message: 'name a des caractères qui ne s’écrivent pas ; ôtez-les' })
  @MaxLength(MAX_NAME, { message: `name a plus de ${MAX_NAME} caractères` })
  name!: string;

  @ApiProperty({ example: 'FR76 3000 6000 0112 3456 7890 189' })
  @IsString({ message: 'iban est un texte' })
  @MaxLength(MAX_NUMBER, { message: `iban a plus de ${MAX_NUMBER} caractères` })
  iban!: string;

  @ApiProperty({ example: 'AGRIFRPP' })
  @IsString({ message: 'bic est un texte' })
  @MaxLength(MAX_NUMBER, { message: `bic a plus de ${MAX_NUMBER} caractères` })
  bic!: string;

  @ApiPropertyOptional({
    description:
      'Ce que la banque du compte dit du titulaire (vérification du bénéficiaire) ; avec verifiedOn et verifiedBy.',
    enum: VERIFICATION_RESULTS,
    example: 'MATCH',
  })
  @IsOptional()
  @IsIn(VERIFICATION_RESULTS, { message: `verification vient de ${VERIFICATION_RESULTS.join(', ')}` })
  verification?: VerificationResult;

  @ApiPropertyOptional({ description: 'Vérifié le.', example: '2026-01-15' })
  @IsOptional()
  @IsDay()
  verifiedOn?: string;

  @ApiPropertyOptional({ description: 'Qui l’a demandé, ou par quel service.', example: 'Service VoP de la banque' })
  @IsOptional()
  @IsString({ message: 'verifiedBy est un texte' })
  @Matches(/\S/, { message: 'verifiedBy dit qui a vérifié ; il ne peut pas être vide' })
  @Matches(NOT_WRITTEN, { message: 'verifiedBy a des caractères qui ne s’écrivent pas ; ôtez-les' })
  @MaxLength(MAX_NAME, { message: `verifiedBy a plus de ${MAX_NAME} caractères` })
  verifiedBy?: string;
}

/** Null if nothing is given. Throws Problem if only a part is given. */
export function verificationOf({ verification, verifiedOn, verifiedBy }: AccountDto): AccountVerification | null {
  if (verification !== undefined && verifiedOn !== undefined && verifiedBy !== undefined)
    return { result: verification, on: dayFromText(verifiedOn), by: verifiedBy };
  const missing = Object.entries({ verification, verifiedOn, verifiedBy }).filter(([, value]) => value === undefined);
  if (missing.length === 3) return null;
  const detail = 'verification, verifiedOn et verifiedBy vont ensemble ; donnez les trois, ou aucun';
  throw shapeProblem(missing.map(([field]) => ({ path: `/${field}`, code: 'SHAPE', detail })));
}
