/** The reason of a difference between the statements of an account and the payment ledger. */
import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { IsReason } from '#apps/api/http/fields.ts';

export class DifferenceParams {
  @ApiProperty({ description: 'Écart, tel que le rapprochement le montre.', example: '40514b658db63afd' })
  @Matches(/^[0-9a-f]{16}$/, { message: 'difference a 16 caractères, 0 à 9 et a à f' })
  difference!: string;
}

export class ExplanationDto {
  @ApiProperty({ example: 'frais de tenue de compte' })
  @IsReason()
  reason!: string;
}
