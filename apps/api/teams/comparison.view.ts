/** A comparison of schemes in answers. */
import { ApiProperty } from '@nestjs/swagger';
import { comparisonJson } from '#libs/statements/comparison/comparison-json.ts';
import type { ComparedTeam } from '#libs/statements/queries/compare-schemes.ts';
import { assumptionText } from '#libs/words/labels/comparison.ts';
import { ANY_VALUE } from '#apps/api/statements/any-value.ts';

class SchemeLineView {
  @ApiProperty({ example: 'CAPITATION' }) line!: string;
  @ApiProperty({ description: 'Centimes.', example: '225000' }) amountCents!: string;
}

class ComparedQuarterView {
  @ApiProperty({ example: '2023-Q2' }) quarter!: string;
  @ApiProperty({
    description: 'Ce que verse le régime, en centimes ; null avant son premier texte, ou sans l’équipe.',
    type: String,
    nullable: true,
    example: '225000',
  })
  schemeCents!: string | null;
  @ApiProperty({
    description: 'L’avance, sur la liste du premier jour, en centimes ; null si rien n’est payé d’avance.',
    type: String,
    nullable: true,
    example: null,
  })
  advanceCents!: string | null;
  @ApiProperty({ description: 'Base des actes qui restent payés à l’acte, en centimes.', example: '31250' })
  actsCents!: string;
  @ApiProperty({ description: 'Les deux ensemble, en centimes.', type: String, nullable: true, example: '256250' })
  totalCents!: string | null;
  @ApiProperty({ description: 'Patients comptés.', type: Number, nullable: true, example: 100 })
  patients!: number | null;
  @ApiProperty({ type: [SchemeLineView] }) lines!: readonly SchemeLineView[];
  @ApiProperty({ description: 'Réserves du décompte.', type: [String], example: ['NO_FIDELISATION_DATA'] })
  flags!: readonly string[];
}

class InexactParameterView {
  @ApiProperty({ example: 'presence' }) parameter!: string;
  @ApiProperty({ enum: ['reconstructed', 'assumed', 'override'], example: 'assumed' }) status!: string;
  @ApiProperty({ ...ANY_VALUE, example: 'FIRST_DAY' }) value!: unknown;
  @ApiProperty({ example: '2020-10-31' }) from!: string;
  @ApiProperty({ example: 'non trouvé dans les textes lus ; notre hypothèse' }) reference!: string;
}

class ComparedSchemeView {
  @ApiProperty({ description: 'FEE_FOR_SERVICE : le paiement à l’acte.', example: 'PRIMORDIAL' }) scheme!: string;
  @ApiProperty({ description: 'Aucun texte ne le permet encore ; rien ne s’en décide.', example: false })
  isProjection!: boolean;
  @ApiProperty({ description: 'Option retenue ; vide s’il n’en a pas.', example: 'ALL' }) option!: string;
  @ApiProperty({ description: 'Périmètre retenu ; vide s’il n’en a pas.', example: 'GP' }) scope!: string;
  @ApiProperty({ type: [ComparedQuarterView] }) quarters!: readonly ComparedQuarterView[];
  @ApiProperty({ description: 'Des trimestres communs, en centimes.', example: '900000' }) schemeCents!: string;
  @ApiProperty({ description: 'Des trimestres communs, en centimes.', example: '125000' }) actsCents!: string;
  @ApiProperty({ description: 'Des trimestres communs, en centimes.', example: '1025000' }) totalCents!: string;
  @ApiProperty({ description: 'Ses valeurs qui ne sont pas sûres.', type: [InexactParameterView] })
  parameters!: readonly InexactParameterView[];
}

class AssumptionView {
  @ApiProperty({ example: 'SAME_CARE' }) code!: string;
  @ApiProperty({ example: 'Les mêmes patients, les mêmes déclarations et les mêmes actes sous chaque régime.' })
  sentence!: string;
}

export class ComparisonView {
  @ApiProperty({ example: 'PEPS-01' }) team!: string;
  @ApiProperty({ example: 'Maison de santé des Tilleuls' }) name!: string;
  @ApiProperty({ example: '2026-09-30' }) knownOn!: string;
  @ApiProperty({ example: '2026-12' }) regulationVersion!: string;
  @ApiProperty({ example: '2023-Q1' }) from!: string;
  @ApiProperty({ example: '2023-Q4' }) to!: string;
  @ApiProperty({
    description: 'Les trimestres que chaque régime a, et dont les actes sont arrivés : les totaux sont les leurs.',
    type: [String],
    example: ['2023-Q1', '2023-Q2'],
  })
  common!: readonly string[];
  @ApiProperty({
    description: 'Les trimestres dont les actes ne sont pas tous arrivés : montrés, et dans aucun total.',
    type: [String],
    example: ['2023-Q4'],
  })
  toCome!: readonly string[];
  @ApiProperty({ type: [ComparedSchemeView] }) schemes!: readonly ComparedSchemeView[];
  @ApiProperty({ description: 'Ce qui est supposé.', type: [AssumptionView] }) assumptions!: readonly AssumptionView[];
}

export function comparisonView(compared: ComparedTeam): ComparisonView {
  const { assumptions, ...of } = comparisonJson(compared);
  return { ...of, assumptions: assumptions.map((one) => ({ code: one.code, sentence: assumptionText(one) })) };
}
