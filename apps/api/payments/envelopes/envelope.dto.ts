/** The commands on envelopes. */
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { EnvelopeParams, IsCents, IsName, IsReason, IsTeam } from '#apps/api/http/fields.ts';
import { IsDay } from '#apps/api/http/parameters.ts';

const MAX_SCHEMES = 20;

export class TermsDto {
  @ApiProperty({ description: 'Montant en centimes.', example: '50000000' })
  @IsCents()
  amountCents!: string;

  @ApiProperty({
    description: 'Expérimentations financées ; vide pour une enveloppe qui ne finance plus rien de nouveau.',
    example: ['PEPS', 'PRIMORDIAL', 'IPEP'],
    type: [String],
  })
  @IsArray({ message: 'schemes est une liste d’expérimentations' })
  @ArrayMaxSize(MAX_SCHEMES, { message: `schemes en nomme plus de ${MAX_SCHEMES}` })
  @ArrayUnique({ message: 'schemes nomme deux fois la même' })
  @IsName({ each: true })
  schemes!: string[];

  @ApiPropertyOptional({
    description: 'Premier jour ; s’il manque, change ce qui est en vigueur, et vaut depuis le début la première fois.',
    example: '2020-01-01',
  })
  @IsOptional()
  @IsDay()
  from?: string;

  @ApiPropertyOptional({ description: 'Exception confirmée à deux, pour un montant sous ce qui est décidé ou libéré.' })
  @IsOptional()
  @IsName()
  exception?: string;
}

export class ExceptionParams extends EnvelopeParams {
  @ApiProperty({ example: 'avance-2026-03' })
  @IsName()
  exception!: string;
}

export class ExceptionDto {
  @ApiProperty({ description: 'Dépassement permis, en centimes.', example: '1000000' })
  @IsCents()
  amountCents!: string;

  @ApiProperty({ description: 'Pourquoi.', example: 'crédits de mars attendus' })
  @IsReason()
  reason!: string;
}

export class DemandDto {
  @ApiProperty({ example: 'PEPS-01' })
  @IsTeam()
  team!: string;
}

export class TakeBackDto extends DemandDto {
  @ApiProperty({ description: 'Pourquoi.', example: 'équipe dissoute' })
  @IsReason()
  reason!: string;
}

const MAX_REFERENCE = 70;

export class RepaymentDto extends DemandDto {
  @ApiProperty({ description: 'Reçu, en centimes.', example: '100' })
  @IsCents()
  amountCents!: string;

  @ApiProperty({ description: 'Jour de la banque.', example: '2026-01-15' })
  @IsDay()
  receivedOn!: string;

  @ApiProperty({ description: 'Référence de la banque.', example: 'VIR 4711' })
  @IsString({ message: 'reference est un texte' })
  @Matches(/\S/, { message: 'reference est celle de la banque ; elle ne peut pas être vide' })
  @Matches(/^\P{C}*$/u, { message: 'reference a des caractères qui ne s’écrivent pas ; ôtez-les' })
  @MaxLength(MAX_REFERENCE, { message: `reference a plus de ${MAX_REFERENCE} caractères` })
  reference!: string;
}

export class DebtorParams extends EnvelopeParams {
  @ApiProperty({ example: 'PEPS-01' })
  @IsTeam()
  team!: string;
}
