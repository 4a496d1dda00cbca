/** The tasks in an answer: amounts in cents as text. */
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

class TaskGroupView {
  @ApiProperty({ description: 'Période, jour ou campagne.', example: '2023-Q2' }) group!: string;
  @ApiProperty({ example: 1 }) count!: number;
  @ApiProperty({
    description: 'Centimes ; null s’il n’y a pas de montant.',
    type: String,
    nullable: true,
    example: '7437',
  })
  amountCents!: string | null;
  @ApiProperty({ description: 'Ce que c’est.', type: [String], example: ['PEPS-01 2023-Q2'] }) of!: string[];
}

class TaskView {
  @ApiProperty({ description: 'Genre de tâche.', example: 'SUBMIT' }) kind!: string;
  @ApiProperty({ example: 1 }) count!: number;
  @ApiProperty({
    description: 'Centimes ; null s’il n’y a pas de montant.',
    type: String,
    nullable: true,
    example: '7437',
  })
  amountCents!: string | null;
  @ApiProperty({ type: [TaskGroupView] }) groups!: TaskGroupView[];
  @ApiProperty({
    description: 'Requêtes à faire ensuite ; aucune s’il n’y a qu’à attendre.',
    type: [String],
    example: ['POST /statements/submit'],
  })
  next!: string[];
}

class TeamMonthView {
  @ApiProperty({ example: 'PEPS-01' }) team!: string;
  @ApiProperty({ example: '2023-05' }) month!: string;
  @ApiProperty({ description: 'Actes du registre, sans les annulations.', example: 12 }) acts!: number;
  @ApiPropertyOptional({ description: 'Des trois mois complets d’avant ; absent s’il y en a moins.', example: 38 })
  actsOfThreeBefore?: number;
  @ApiProperty({ description: 'Des actes semblent manquer.', example: false }) looksIncomplete!: boolean;
}

export class TodoView {
  @ApiProperty({ description: 'À ce jour.', example: '2026-09-30' }) asOf!: string;
  @ApiProperty({ description: 'Dans l’ordre où une semaine les fait.', type: [TaskView] }) tasks!: TaskView[];
  @ApiProperty({ description: 'Complétude des actes par équipe et mois.', type: [TeamMonthView] })
  completeness!: TeamMonthView[];
}
