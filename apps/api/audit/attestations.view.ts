/** Attestations of checkpoints in answers, and what is sent of them. */
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { Equals, IsISO8601, IsOptional, Matches, MaxLength, ValidateNested } from 'class-validator';
import type { Countersignature } from '#libs/audit/countersignature.ts';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
/** The answers of authorities have some kilobytes. */
const TIMESTAMP_MAX = 65_536;
const FORMAT = 'decompte-countersignature-1';

export class AttestationsView {
  @ApiProperty({ example: 178822 }) position!: number;
  @ApiProperty({ description: 'Ce qui est contresigné et horodaté : SHA-256 du point de contrôle.', example: '3a7b…' })
  digest!: string;
  @ApiProperty({ description: 'La demande d’horodatage (application/timestamp-query), en base64.', example: 'MDkC…' })
  timestampRequest!: string;
  @ApiProperty({ description: 'Ce qui est gardé.', type: [String], example: ['timestamp-178822.tsr'] })
  files!: readonly string[];
}

class CountersignatureDto implements Countersignature {
  @ApiProperty({ enum: [FORMAT], example: FORMAT })
  @Equals(FORMAT, { message: `format vaut ${FORMAT}` })
  format!: typeof FORMAT;

  @ApiProperty({ description: 'Empreinte du point de contrôle.', example: 'a'.repeat(64) })
  @Matches(/^[0-9a-f]{64}$/, { message: 'checkpoint est l’empreinte du point de contrôle, 64 chiffres hexadécimaux' })
  checkpoint!: string;

  @ApiProperty({ example: '2026-11-28T11:00:00.000Z' })
  @IsISO8601({ strict: true }, { message: 'time est un instant, par exemple 2026-11-28T11:00:00.000Z' })
  @MaxLength(40, { message: 'time est un instant, par exemple 2026-11-28T11:00:00.000Z' })
  time!: string;

  @ApiProperty({ example: '0123456789abcdef0123456789abcdef' })
  @Matches(/^[0-9a-f]{32}$/, { message: 'key est l’identifiant de la clé, 32 chiffres hexadécimaux' })
  key!: string;

  @ApiProperty({ description: 'Ed25519, en base64.', example: `${'A'.repeat(86)}==` })
  @Matches(/^[A-Za-z0-9+/]{86}==$/, { message: 'signature est une signature Ed25519 en base64' })
  signature!: string;
}

export class AttestationDto {
  @ApiPropertyOptional({ description: 'Ce qu’écrit decompte audit countersign.', type: CountersignatureDto })
  @IsOptional()
  @ValidateNested()
  @Type(() => CountersignatureDto)
  countersignature?: CountersignatureDto;

  @ApiPropertyOptional({ description: 'La réponse de l’autorité (application/timestamp-reply), en base64.' })
  @IsOptional()
  @Matches(BASE64, { message: 'timestamp est la réponse d’une autorité, en base64' })
  @MaxLength(TIMESTAMP_MAX, { message: `timestamp a au plus ${TIMESTAMP_MAX} caractères` })
  timestamp?: string;
}
