/** How requests name the statements of some quarters. */
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { IsName, IsTeam } from '#apps/api/http/fields.ts';
import { IsQuarter } from '#apps/api/http/parameters.ts';

/** The statements of a range of quarters, restricted to a team or scheme if one is named. */
export class QuartersDto {
  @ApiProperty({ description: 'Premier trimestre ; les années IPEP où ils sont en font partie.', example: '2023-Q1' })
  @IsQuarter()
  from!: string;

  @ApiProperty({ description: 'Dernier trimestre.', example: '2023-Q2' })
  @IsQuarter()
  to!: string;

  @ApiPropertyOptional({ description: 'Une seule équipe.', example: 'PEPS-01' })
  @IsOptional()
  @IsTeam()
  team?: string;

  @ApiPropertyOptional({ description: 'Une seule expérimentation.', example: 'PEPS' })
  @IsOptional()
  @IsName()
  scheme?: string;
}
