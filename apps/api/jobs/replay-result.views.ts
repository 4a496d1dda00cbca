/** The result of a replay: the decided and the present calculation, and the causes of differences. */
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { FACT_LISTS } from '#libs/replay/facts-since.ts';
import { ANY_VALUE } from '#apps/api/statements/any-value.ts';

class ReplayedLineView {
  @ApiProperty({ example: 'CAPITATION' }) line!: string;
  @ApiProperty({ description: 'Centimes.', example: '7437' }) decidedCents!: string;
  @ApiProperty({ description: 'Centimes.', example: '5582' }) nowCents!: string;
  @ApiProperty({ description: 'Centimes.', example: '-1855' }) differenceCents!: string;
}

class RulesChangeView {
  @ApiProperty({ example: '1' }) before!: string;
  @ApiProperty({ example: '2' }) after!: string;
}

class ReplayedParameterView {
  @ApiProperty({ example: 'presence' }) parameter!: string;
  @ApiPropertyOptional({ description: 'Absente : il n’y en avait pas.', ...ANY_VALUE, example: 'FIRST_DAY' })
  before?: unknown;
  @ApiPropertyOptional({ description: 'Absente : il n’y en a plus.', ...ANY_VALUE, example: 'DAYS' }) after?: unknown;
}

class NewFactView {
  @ApiProperty({ enum: FACT_LISTS, example: 'acts' }) kind!: string;
  @ApiProperty({ example: '2023-09-15' }) knownOn!: string;
  @ApiProperty({ example: 1012 }) position!: number;
}

class ReplayedPatientView {
  @ApiProperty({ description: 'Pseudonyme.', example: 'P0000001' }) patient!: string;
  @ApiProperty({ type: [NewFactView] }) facts!: NewFactView[];
}

export class WhyView {
  @ApiPropertyOptional({ description: 'Si les règles du programme ont changé.', type: RulesChangeView })
  rules?: RulesChangeView;
  @ApiProperty({ type: [ReplayedParameterView] }) parameters!: ReplayedParameterView[];
  @ApiProperty({ type: [ReplayedPatientView] }) patients!: ReplayedPatientView[];
  @ApiProperty({
    description: 'Patients effacés dont la part a changé avant l’effacement : pourquoi ne peut plus être dit.',
    example: 0,
  })
  erased!: number;
  @ApiProperty({ type: [NewFactView] }) teamFacts!: NewFactView[];
}

class ReplayedMoveView {
  @ApiProperty({ enum: ['INSTALMENT', 'STARTUP_CREDIT'], example: 'STARTUP_CREDIT' }) kind!: string;
  @ApiProperty({ description: 'Jour décidé.', example: '2023-05-31' }) from!: string;
  @ApiProperty({ description: 'Nouveau jour.', example: '2023-06-15' }) to!: string;
  @ApiProperty({ description: 'Centimes.', example: '250000' }) amountCents!: string;
}

export class ReplayedView {
  @ApiProperty({ example: 'PEPS-01' }) team!: string;
  @ApiProperty({ example: '2023-Q2' }) period!: string;
  @ApiProperty({ description: 'false : jamais décidé, tout est une différence.', example: true }) decided!: boolean;
  @ApiProperty({ type: [ReplayedLineView] }) lines!: ReplayedLineView[];
  @ApiProperty({ description: 'Centimes.', example: '-1855' }) differenceCents!: string;
  @ApiProperty({ description: 'Ce qui est dû un autre jour que décidé.', type: [ReplayedMoveView] })
  moves!: ReplayedMoveView[];
  @ApiProperty({ type: WhyView }) why!: WhyView;
  @ApiPropertyOptional({
    description:
      'Code de la différence : donné à la régularisation, elle ne vaut que pour ce qui a été lu. Absent : rien n’est décidé ou ne change, ou un rejeu d’avant.',
    example: '2b8befff3a39',
  })
  code?: string;
  @ApiPropertyOptional({ description: 'Jour de connaissance. Absent d’un rejeu d’avant.', example: '2024-08-31' })
  knownOn?: string;
}
