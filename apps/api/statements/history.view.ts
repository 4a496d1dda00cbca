/** The history of a statement in an answer: amounts in cents as text. */
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Stage } from '#libs/statements/workflow/state.ts';
import { PersonView } from '#apps/api/http/person.view.ts';
import { PinView, STAGES } from '#apps/api/statements/statement.views.ts';

class ActorView extends PersonView {
  @ApiProperty({ description: 'Utilisateur du système, à la ligne de commande ; vide ailleurs.', example: '' })
  osUser!: string;
}

class HistoryEventView {
  @ApiProperty({ description: 'Rang dans le journal.', example: 1120 }) position!: number;
  @ApiProperty({ description: 'Rang dans le flux, à partir de 0.', example: 3 }) revision!: number;
  @ApiProperty({ example: 'StatementApproved' }) type!: string;
  @ApiProperty({ example: '2023-Q2' }) effective!: string;
  @ApiProperty({ example: '2023-08-31' }) knownOn!: string;
  @ApiProperty({ example: '2026-11-03T09:12:00.000Z' }) recordedAt!: string;
  @ApiProperty({ example: 'Bruno (vérifié)' }) recordedBy!: string;
  @ApiProperty({ description: 'Ce qui l’a amené.', example: 'approve' }) because!: string;
  @ApiProperty({ description: 'Contenu.', type: 'object', additionalProperties: true, example: {} })
  content!: Record<string, unknown>;
  @ApiPropertyOptional({ description: 'D’une décision : qui l’a prise.', type: ActorView }) by?: ActorView;
  @ApiPropertyOptional({ description: 'Centimes.', example: '7437' }) totalCents?: string;
}

class CalculatedStateView {
  @ApiProperty({ type: PinView }) pin!: PinView;
  @ApiProperty({
    description: 'Centimes ; null s’il n’y a plus de décompte.',
    type: String,
    nullable: true,
    example: '7437',
  })
  totalCents!: string | null;
}

class DecidedStateView {
  @ApiProperty({ description: '0 : le décompte ; puis ses régularisations.', example: 0 }) number!: number;
  @ApiProperty({ description: 'Centimes.', example: '7437' }) totalCents!: string;
  @ApiProperty({ example: 'Alice' }) submittedBy!: string;
  @ApiProperty({ example: 'Bruno' }) approvedBy!: string;
  @ApiProperty({ example: '2026-11-03T09:12:00.000Z' }) approvedAt!: string;
}

class DecidedSumView {
  @ApiProperty({ example: 'CAPITATION' }) line!: string;
  @ApiProperty({ description: 'Centimes.', example: '7437' }) amountCents!: string;
}

class StatementStateView {
  @ApiProperty({ enum: STAGES, example: 'APPROVED' }) stage!: Stage;
  @ApiPropertyOptional({ description: 'Le dernier calcul.', type: CalculatedStateView })
  calculated?: CalculatedStateView;
  @ApiPropertyOptional({ description: 'De ce qui est soumis.', example: 'Alice' }) submittedBy?: string;
  @ApiProperty({ type: [DecidedStateView] }) decisions!: DecidedStateView[];
  @ApiProperty({ description: 'Tout ce qui est décidé, par ligne.', type: [DecidedSumView] })
  decidedLines!: DecidedSumView[];
}

export class StatementHistoryView {
  @ApiProperty({ description: 'Dans l’ordre du journal.', type: [HistoryEventView] }) events!: HistoryEventView[];
  @ApiProperty({ description: 'Où il en était, tel que connu alors.', type: StatementStateView })
  state!: StatementStateView;
}
