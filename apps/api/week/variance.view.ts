/** The variance report in an answer: amounts in cents as text. */
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Stage } from '#libs/statements/workflow/state.ts';
import { ANY_VALUE } from '#apps/api/statements/any-value.ts';
import { STAGES } from '#apps/api/statements/statement.views.ts';

class DifferenceView {
  @ApiProperty({ description: 'Centimes.', example: '32763' }) beforeCents!: string;
  @ApiProperty({ description: 'Centimes.', example: '-25326' }) differenceCents!: string;
  @ApiProperty({
    description: 'En dixièmes de pour cent ; null si rien avant.',
    type: String,
    nullable: true,
    example: '-773',
  })
  tenthsOfPercent!: string | null;
}

class VarianceLineView {
  @ApiProperty({ description: 'TOTAL, puis les lignes.', example: 'TOTAL' }) line!: string;
  @ApiProperty({ description: 'Centimes.', example: '7437' }) amountCents!: string;
  @ApiProperty({ description: 'null : il n’y avait pas de décompte.', type: DifferenceView, nullable: true })
  previous!: DifferenceView | null;
  @ApiProperty({ description: 'null : il n’y avait pas de décompte.', type: DifferenceView, nullable: true })
  yearBefore!: DifferenceView | null;
}

class MovedLineView {
  @ApiProperty({ example: 'CAPITATION' }) line!: string;
  @ApiProperty({ description: 'Centimes.', example: '-25326' }) differenceCents!: string;
}

class CountChangeView {
  @ApiPropertyOptional({ description: 'Absent : il n’y en avait pas.', example: 14 }) before?: number;
  @ApiPropertyOptional({ description: 'Absent : il n’y en a plus.', example: 13 }) after?: number;
}

class TextChangeView {
  @ApiPropertyOptional({ description: 'Absent : il n’y en avait pas.', example: 'TRANSITION' }) before?: string;
  @ApiPropertyOptional({ description: 'Absent : il n’y en a plus.', example: 'FORFAIT' }) after?: string;
}

class RateChangeView extends TextChangeView {
  @ApiProperty({ example: 'FIDELISATION' }) rate!: string;
}

class ParameterChangeView {
  @ApiProperty({ example: 'presence' }) parameter!: string;
  @ApiPropertyOptional({ description: 'Absente : il n’y en avait pas.', ...ANY_VALUE, example: 'FIRST_DAY' })
  before?: unknown;
  @ApiPropertyOptional({ description: 'Absente : il n’y en a plus.', ...ANY_VALUE, example: 'DAYS' }) after?: unknown;
}

class ExplanationView {
  @ApiProperty({ description: 'Période comparée.', example: '2023-Q1' }) against!: string;
  @ApiPropertyOptional({ description: 'La ligne qui a le plus bougé.', type: MovedLineView }) line?: MovedLineView;
  @ApiPropertyOptional({ type: CountChangeView }) patients?: CountChangeView;
  @ApiPropertyOptional({ type: TextChangeView }) phase?: TextChangeView;
  @ApiPropertyOptional({ type: TextChangeView }) text?: TextChangeView;
  @ApiProperty({ type: [RateChangeView] }) rates!: RateChangeView[];
  @ApiProperty({ type: [String], example: ['CAP_REFERENCE_MISSING'] }) flagsThatCame!: string[];
  @ApiProperty({ type: [String], example: [] }) flagsThatWent!: string[];
  @ApiProperty({ type: [ParameterChangeView] }) parameters!: ParameterChangeView[];
}

export class TeamVarianceView {
  @ApiProperty({ example: 'PEPS-01' }) team!: string;
  @ApiProperty({ example: 'PEPS' }) scheme!: string;
  @ApiProperty({ description: 'NONE : il n’y a plus de décompte.', enum: STAGES, example: 'SUBMITTED' }) stage!: Stage;
  @ApiProperty({ type: [VarianceLineView] }) lines!: VarianceLineView[];
  @ApiProperty({ description: 'À expliquer : au-delà du seuil.', example: true }) outlier!: boolean;
  @ApiProperty({ description: 'Ce qui n’est pas pareil.', type: [ExplanationView] }) why!: ExplanationView[];
}

export class VarianceHeadView {
  @ApiProperty({ example: '2023-Q2' }) period!: string;
  @ApiProperty({ description: 'Période d’avant.', type: String, nullable: true, example: '2023-Q1' })
  previous!: string | null;
  @ApiProperty({ description: 'La même un an avant.', example: '2022-Q2' }) yearBefore!: string;
  @ApiProperty({
    description: 'Équipes à qui la période doit un décompte, qui n’est pas calculé : elles ne sont dans aucun écart.',
    type: [String],
    example: [],
  })
  notCalculated!: string[];
  @ApiProperty({
    description: 'Ce qu’une approbation en nombre demande ; null si rien n’est soumis.',
    type: String,
    nullable: true,
    example: 'ed68e34f0aa8',
  })
  code!: string | null;
  @ApiProperty({ description: 'Décomptes soumis.', example: 1 }) submitted!: number;
  @ApiProperty({ description: 'Centimes.', example: '7437' }) submittedCents!: string;
  @ApiProperty({
    description: 'Ce qu’une soumission en nombre de ce qui a été lu peut nommer ; null si rien n’est à soumettre.',
    type: String,
    nullable: true,
    example: null,
  })
  draftCode!: string | null;
  @ApiProperty({ description: 'Décomptes calculés et régularisations préparées, à soumettre.', example: 0 })
  drafts!: number;
  @ApiProperty({ description: 'Centimes.', example: '0' }) draftsCents!: string;
  @ApiProperty({
    description:
      'Décomptes calculés qui ne se soumettent pas encore : la période n’a pas commencé, ou le jour de connaissance est à venir. Aucun code ne les couvre.',
    example: 0,
  })
  early!: number;
  @ApiProperty({ description: 'Centimes.', example: '0' }) earlyCents!: string;
  @ApiProperty({
    description: 'Le jour à partir duquel tous ceux-là se soumettent ; null s’il n’y en a pas.',
    type: String,
    nullable: true,
    example: null,
  })
  earlyUntil!: string | null;
  @ApiProperty({
    description:
      'Décomptes calculés qui viennent après la fin de leur texte, et qu’aucune exception de deux personnes ne permet de décider. Aucun code ne les couvre.',
    example: 0,
  })
  ended!: number;
  @ApiProperty({ description: 'Centimes.', example: '0' }) endedCents!: string;
}

export class VarianceView extends VarianceHeadView {
  @ApiProperty({ type: [TeamVarianceView] }) teams!: TeamVarianceView[];
}
