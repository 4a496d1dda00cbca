/** The commands on envelopes. */
import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsArray } from 'class-validator';
import { EnvelopeParams, IsCents, IsName, IsReason, IsTeam } from '#apps/api/http/fields.ts';

const MAX_SCHEMES = 20;

export class TermsDto {
  @ApiProperty({ description: 'Montant en centimes.', example: '50000000' })
  @IsCents()
  amountCents!: string;

  @ApiProperty({ description: 'Expérimentations financées.', example: ['PEPS', 'PRIMORDIAL', 'IPEP'], type: [String] })
  @IsArray({ message: 'schemes est une liste d’expérimentations' })
  @ArrayNotEmpty({ message: 'schemes nomme au moins une expérimentation' })
  @ArrayMaxSize(MAX_SCHEMES, { message: `schemes en nomme plus de ${MAX_SCHEMES}` })
  @ArrayUnique({ message: 'schemes nomme deux fois la même' })
  @IsName({ each: true })
  schemes!: string[];
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
