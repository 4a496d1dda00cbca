/** How requests name the statements of some quarters. */
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { IsName, IsTeam } from '#apps/api/http/fields.ts';
import { IsQuarter } from '#apps/api/http/parameters.ts';

/** The statements of a range of quarters, restricted to a team or scheme if one is named. */
export class QuartersDto {
  @ApiProperty({
    description:
      'Premier trimestre ; une année IPEP en fait partie si tous ses trimestres y sont, ou si scheme est IPEP.',
    example: '2023-Q1',
  })
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
