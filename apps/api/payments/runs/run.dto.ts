/** The parameters of the commands on payment runs. */
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsOptional } from 'class-validator';
import { FILE_FORMATS, type FileFormat } from '#libs/payments/ledger/run-events.ts';
import { IsName, IsRun, IsRunName, IsTeam } from '#apps/api/http/fields.ts';
import { AfterQuery, PageQuery } from '#apps/api/http/listing.ts';
import { IsDay } from '#apps/api/http/parameters.ts';

export const MAX_EXCEPTIONS = 10;

export class PaymentRunDto {
  @ApiProperty({
    description:
      'Nom de la campagne, tel qu’il va à la banque : 1 à 35 caractères du jeu SEPA, sans barre au bord ni deux de suite.',
    example: 'R-2026-11',
  })
  @IsRunName()
  run!: string;

  @ApiProperty({ example: 'FIR-2026' })
  @IsName()
  envelope!: string;

  @ApiPropertyOptional({
    description: 'Ce qui est dû à ce jour ; celui de la demande s’il manque.',
    example: '2026-01-31',
  })
  @IsOptional()
  @IsDay()
  dueBy?: string;

  // No example: the day must not be past, so no example stays valid.
  @ApiPropertyOptional({
    description:
      'Jour d’exécution, AAAA-MM-JJ, où les banques travaillent ; le prochain, à compter de la demande, s’il manque.',
  })
  @IsOptional()
  @IsDay()
  executionDay?: string;

  @ApiPropertyOptional({ description: 'Une seule équipe.', example: 'PEPS-01' })
  @IsOptional()
  @IsTeam()
  team?: string;

  @ApiPropertyOptional({
    description: 'Exceptions confirmées, qui servent à cette campagne.',
    example: ['avance-2026-03'],
    type: [String],
  })
  @IsOptional()
  @IsArray({ message: 'exceptions est une liste de noms' })
  @ArrayMaxSize(MAX_EXCEPTIONS, { message: `exceptions a plus de ${MAX_EXCEPTIONS} noms` })
  @IsName({ each: true })
  exceptions?: string[];
}

export class RunParams {
  @ApiProperty({ example: 'R-2026-11' })
  @IsRun()
  run!: string;
}

export class RunsQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Une seule enveloppe.', example: 'FIR-2026' })
  @IsOptional()
  @IsName()
  envelope?: string;
}

export class FileQuery extends AfterQuery {
  @ApiPropertyOptional({ enum: FILE_FORMATS, default: 'xml', example: 'xml' })
  @IsOptional()
  @IsIn(FILE_FORMATS, { message: `format vient de ${FILE_FORMATS.join(', ')}` })
  format?: FileFormat;

  @ApiPropertyOptional({ description: 'Nom du fichier, s’il y en a plusieurs.', example: 'R-2026-11' })
  @IsOptional()
  @IsRun()
  file?: string;
}
