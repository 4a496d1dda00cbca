/** Attestations of checkpoints in answers, and the body that submits one. */
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches, MaxLength } from 'class-validator';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
/** The answers of authorities have some kilobytes. */
const ATTESTATION_MAX = 65_536;

export class AttestationsView {
  @ApiProperty({ example: 178822 }) position!: number;
  @ApiProperty({ description: 'Ce qui est contresigné et horodaté : SHA-256 du point de contrôle.', example: '3a7b…' })
  digest!: string;
  @ApiProperty({ description: 'La demande d’horodatage (application/timestamp-query), en base64.', example: 'MDkC…' })
  timestampRequest!: string;
  @ApiProperty({ description: 'Ce qui est gardé.', type: [String], example: ['timestamp-178822.tsr'] })
  files!: readonly string[];
}

export class AttestationDto {
  @ApiPropertyOptional({ description: 'Le fichier d’une contresignature (countersignature-….json), en base64.' })
  @IsOptional()
  @Matches(BASE64, { message: 'countersignature est le fichier d’une contresignature, en base64' })
  @MaxLength(ATTESTATION_MAX, { message: `countersignature a au plus ${ATTESTATION_MAX} caractères` })
  countersignature?: string;

  @ApiPropertyOptional({ description: 'La réponse de l’autorité (application/timestamp-reply), en base64.' })
  @IsOptional()
  @Matches(BASE64, { message: 'timestamp est la réponse d’une autorité, en base64' })
  @MaxLength(ATTESTATION_MAX, { message: `timestamp a au plus ${ATTESTATION_MAX} caractères` })
  timestamp?: string;
}
