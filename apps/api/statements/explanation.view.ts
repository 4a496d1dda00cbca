/** The explanation of a statement in an answer: amounts in cents as text, figures as exact fractions in text. */
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ANY_VALUE } from '#apps/api/statements/any-value.ts';
import { PinView } from '#apps/api/statements/statement.views.ts';

export const PART_KINDS = [
  ...['line', 'exact', 'rounding', 'patient', 'act', 'credit', 'acts'],
  ...['gap', 'rate', 'indicator', 'amount', 'note'],
];
export const PART_UNITS = ['cents', 'rate', 'percent', 'points', 'count'];

class PartView {
  @ApiProperty({ enum: PART_KINDS, example: 'patient' }) kind!: string;
  @ApiProperty({ example: 'P0000001' }) label!: string;
  @ApiPropertyOptional({ description: 'Le chiffre, en fraction exacte.', example: '7437/2' }) exact?: string;
  @ApiPropertyOptional({ enum: PART_UNITS, example: 'cents' }) unit?: string;
  @ApiPropertyOptional({ description: 'Comment il vient, en clair.', example: '7437 × 1/2' }) formula?: string;
  @ApiProperty({ description: 'S’il y en a, elles font le chiffre, exactement.', type: () => [PartView] })
  parts!: PartView[];
  @ApiProperty({ description: 'Ce sur quoi il repose sans en être une part.', type: () => [PartView] })
  because!: PartView[];
  @ApiProperty({ description: 'Positions d’événements.', type: [Number], example: [12] }) facts!: number[];
  @ApiProperty({ description: 'Noms de paramètres.', type: [String], example: ['presence'] }) parameters!: string[];
}

class ExplainedLineView extends PartView {
  @ApiProperty({ example: 'CAPITATION' }) line!: string;
  @ApiProperty({ description: 'Centimes.', example: '7437' }) amountCents!: string;
}

export class LegalTextView {
  @ApiProperty({ example: 'PEPS-2022' }) id!: string;
  @ApiProperty({ description: 'En vigueur depuis.', example: '2022-11-27' }) from!: string;
  @ApiProperty({ example: 'arrêté du 19 juin 2019 (JO du 3 juillet 2019)' }) reference!: string;
}

export class ExplainedParameterView {
  @ApiProperty({ example: 'presence' }) parameter!: string;
  @ApiProperty({ ...ANY_VALUE, description: 'Comme écrite dans la réglementation.', example: 'FIRST_DAY' })
  value!: unknown;
  @ApiProperty({ description: 'exact, reconstructed, assumed ou override.', example: 'exact' }) status!: string;
  @ApiProperty({ description: 'En vigueur depuis.', example: '2019-07-01' }) from!: string;
  @ApiProperty({ description: 'D’où elle vient.', example: 'cahier des charges PEPS, annexe 2' }) reference!: string;
  @ApiProperty({ description: 'Texte en vigueur.', example: 'PEPS-2022' }) text!: string;
}

export class ExplainedFactView {
  @ApiProperty({ description: 'Rang dans le journal.', example: 12 }) position!: number;
  @ApiProperty({ description: 'Flux du journal.', example: 'patient-P0000001' }) stream!: string;
  @ApiProperty({ example: 'ActRecorded' }) type!: string;
  @ApiProperty({ example: '2023-05-15' }) effective!: string;
  @ApiProperty({ example: '2023-06-02' }) knownOn!: string;
  @ApiProperty({ example: '2026-11-03T09:12:00.000Z' }) recordedAt!: string;
  @ApiProperty({ example: 'Alice (vérifié)' }) recordedBy!: string;
  @ApiProperty({ description: 'Ce qui l’a amené.', example: 'acts.csv' }) because!: string;
}

export class StatementExplanationView {
  @ApiProperty({ example: 'PEPS-01' }) team!: string;
  @ApiProperty({ example: 'Maison de santé des Tilleuls' }) teamName!: string;
  @ApiProperty({ example: '2023-Q2' }) period!: string;
  @ApiProperty({ example: 'PEPS' }) scheme!: string;
  @ApiProperty({ example: 'FORFAIT' }) phase!: string;
  @ApiProperty({ type: PinView }) pin!: PinView;
  @ApiProperty({ type: LegalTextView }) text!: LegalTextView;
  @ApiProperty({ description: 'Centimes.', example: '7437' }) totalCents!: string;
  @ApiProperty({ description: 'Positions de l’identité et de la phase de l’équipe.', type: [Number], example: [2, 5] })
  teamFacts!: number[];
  @ApiProperty({ type: [ExplainedLineView] }) lines!: ExplainedLineView[];
  @ApiProperty({ type: [ExplainedParameterView] }) parameters!: ExplainedParameterView[];
  @ApiProperty({ description: 'Événements que nomment les parts.', type: [ExplainedFactView] })
  events!: ExplainedFactView[];
}
