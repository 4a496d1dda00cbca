/** A proposed version of the regulation. */
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString } from 'class-validator';

export class VersionDto {
  @ApiPropertyOptional({
    description: 'Texte de parameters.json ; celui livré avec le programme s’il manque.',
  })
  @IsOptional()
  @IsString({ message: 'parameters est le texte d’un fichier parameters.json' })
  parameters?: string;

  @ApiPropertyOptional({
    description: 'Texte de grids.csv ; celui livré avec le programme s’il manque.',
  })
  @IsOptional()
  @IsString({ message: 'grids est le texte d’un fichier grids.csv' })
  grids?: string;
}
