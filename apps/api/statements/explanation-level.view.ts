/** One level of an explanation, and an explanation without patients, in answers. */
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { dayText } from '#libs/kernel/day.ts';
import { fractionText } from '#libs/kernel/fraction.ts';
import type { ExplainedStatement } from '#libs/explain/explain.ts';
import { type PartWithPath, countPatients, isPartOfPatient } from '#libs/explain/level.ts';
import type { Part } from '#libs/explain/part.ts';
import type { ExplainedLevel } from '#libs/explain/queries/explain-level.ts';
import type { SourcedParameter } from '#libs/statements/rules/used-parameters.ts';
import { partFormula, partLabel } from '#libs/words/labels/parts.ts';
import { noteRead, noteStream } from '#apps/api/access/reads.ts';
import { AfterQuery, ListOf, PageQuery } from '#apps/api/http/listing.ts';
import { IsDay, IsDecisionNumber } from '#apps/api/http/parameters.ts';
import {
  ExplainedFactView,
  ExplainedParameterView,
  LegalTextView,
  PART_KINDS,
  PART_UNITS,
} from '#apps/api/statements/explanation.view.ts';
import { PinView } from '#apps/api/statements/statement.views.ts';

const DECISION = {
  description: 'Le calcul de cette décision (0 : le décompte) ; le dernier calcul si rien n’est dit.',
  type: String,
} as const;

export class ExplanationLevelQuery extends PageQuery {
  @ApiPropertyOptional({
    description:
      'La part à ouvrir : le rang de sa ligne, puis celui de chaque part (b devant pour ce sur quoi elle repose) ; le décompte si rien n’est dit.',
    example: '0.0',
  })
  @IsOptional()
  @Matches(/^\d{1,3}(?:\.b?\d{1,7}){0,12}$/, { message: 'path est celui d’une part, comme 0.0.12' })
  path?: string;

  @ApiPropertyOptional(DECISION)
  @IsOptional()
  @IsDecisionNumber()
  decision?: string;

  @ApiPropertyOptional({ description: 'Le calcul connu ce jour-là exactement.', example: '2023-08-31' })
  @IsOptional()
  @IsDay()
  knownOn?: string;
}

export class ExplanationSummaryQuery extends AfterQuery {
  @ApiPropertyOptional(DECISION)
  @IsOptional()
  @IsDecisionNumber()
  decision?: string;
}

class StepView {
  @ApiProperty({ description: 'Chemin de la part.', example: '0.0.12' }) path!: string;
  @ApiProperty({ enum: PART_KINDS, example: 'patient' }) kind!: string;
  @ApiProperty({ example: 'patient P0000001' }) label!: string;
  @ApiProperty({ description: 'Le chiffre, en fraction exacte.', type: String, nullable: true, example: '7437/2' })
  exact!: string | null;
  @ApiProperty({ enum: PART_UNITS, nullable: true, example: 'cents' }) unit!: string | null;
  @ApiProperty({
    description: 'Comment il vient, en clair : un texte à lire, dont la forme peut changer.',
    type: String,
    nullable: true,
    example: '7437 × 1/2',
  })
  formula!: string | null;
  @ApiProperty({ description: 'Parts dont il est la somme.', example: 12 }) parts!: number;
  @ApiProperty({ description: 'Ce sur quoi il repose.', example: 1 }) because!: number;
  @ApiProperty({ description: 'Événements qu’il nomme.', example: 3 }) facts!: number;
  @ApiProperty({ description: 'Paramètres qu’il nomme.', type: [String], example: ['presence'] }) parameters!: string[];
}

class ExplainedView {
  @ApiProperty({ example: 'PEPS-01' }) team!: string;
  @ApiProperty({ example: 'Maison de santé des Tilleuls' }) teamName!: string;
  @ApiProperty({ example: '2023-Q2' }) period!: string;
  @ApiProperty({ example: 'PEPS' }) scheme!: string;
  @ApiProperty({ example: 'FORFAIT' }) phase!: string;
  @ApiProperty({ description: 'Centimes.', example: '7437' }) totalCents!: string;
  @ApiProperty({ type: PinView }) pin!: PinView;
  @ApiProperty({ description: 'Texte en vigueur le premier jour.', type: LegalTextView }) text!: LegalTextView;
}

export class ExplanationLevelView extends ExplainedView {
  @ApiProperty({ description: 'De la ligne à la part ouverte ; vide pour le décompte.', type: [StepView] })
  trail!: StepView[];
  @ApiProperty({ description: 'Une page de ses parts : elles font son chiffre, exactement.', type: [StepView] })
  items!: StepView[];
  @ApiProperty({ description: 'Nombre de ses parts.', example: 311 }) partCount!: number;
  @ApiProperty({ description: 'Ce sur quoi elle repose sans en être une part.', type: [StepView] })
  because!: StepView[];
  @ApiProperty({ description: 'Paramètres qu’elle nomme, avec leur source.', type: [ExplainedParameterView] })
  parameters!: ExplainedParameterView[];
  @ApiProperty({ description: 'Les cent premiers événements qu’elle nomme.', type: [ExplainedFactView] })
  events!: ExplainedFactView[];
  @ApiProperty({ description: 'Nombre d’événements qu’elle nomme.', example: 3 }) eventCount!: number;
  @ApiProperty({ description: 'Curseur de la page suivante des parts ; null à la fin.', type: String, nullable: true })
  next!: ListOf['next'];
}

class SummaryPartView {
  @ApiProperty({ enum: PART_KINDS, example: 'line' }) kind!: string;
  @ApiProperty({ example: 'Forfait' }) label!: string;
  @ApiProperty({ description: 'Le chiffre, en fraction exacte.', type: String, nullable: true, example: '7437' })
  exact!: string | null;
  @ApiProperty({ enum: PART_UNITS, nullable: true, example: 'cents' }) unit!: string | null;
  @ApiProperty({
    description: 'Comment il vient, en clair : un texte à lire, dont la forme peut changer.',
    type: String,
    nullable: true,
    example: '7437 × 1/2',
  })
  formula!: string | null;
  @ApiProperty({ description: 'Patients ou actes dont il est la somme, sans les nommer.', example: 311 })
  patients!: number;
  @ApiProperty({ type: () => [SummaryPartView] }) parts!: SummaryPartView[];
  @ApiProperty({ description: 'Ce sur quoi il repose sans en être une part.', type: () => [SummaryPartView] })
  because!: SummaryPartView[];
  @ApiProperty({ description: 'Paramètres qu’il nomme.', type: [String], example: ['presence'] }) parameters!: string[];
}

export class ExplanationSummaryView extends ExplainedView {
  @ApiProperty({ description: 'Ligne par ligne, sans patient.', type: [SummaryPartView] }) lines!: SummaryPartView[];
  @ApiProperty({ description: 'Paramètres nommés, avec leur source.', type: [ExplainedParameterView] })
  parameters!: ExplainedParameterView[];
}

function explainedView({ statement, pin, text }: ExplainedStatement): Readonly<ExplainedView> {
  const { team, teamName, period, scheme, phase, totalCents } = statement;
  return {
    team,
    teamName,
    period,
    scheme,
    phase,
    totalCents: String(totalCents),
    pin: { ...pin, knownOn: dayText(pin.knownOn) },
    text: { id: text.id, from: dayText(text.from), reference: text.reference },
  };
}

export function explanationLevelView(level: ExplainedLevel, next: string | null): ExplanationLevelView {
  const { explained, trail, parts, partCount, because, facts, factCount } = level;
  const part = trail.at(-1)?.part;
  const names = new Set<string>(part?.parameters ?? []);
  for (const { stream } of facts) noteStream(stream);
  return {
    ...explainedView(explained),
    trail: trail.map(stepView),
    items: parts.items.map(stepView),
    partCount,
    because: because.map(stepView),
    parameters: parameterViews(explained, names),
    events: [...facts],
    eventCount: factCount,
    next,
  };
}

function stepView({ path, part }: PartWithPath): StepView {
  const { kind, label, parts, because, facts, parameters } = part;
  if ('patient' in label.data) noteRead('PATIENT', label.data.patient);
  const counts = { parts: parts.length, because: because.length, facts: facts.length };
  return { path, kind, ...saidOf(part), ...counts, parameters: [...parameters] };
}

function saidOf({ label, figure, formula }: Part): Pick<StepView, 'label' | 'exact' | 'unit' | 'formula'> {
  return {
    label: partLabel(label),
    exact: figure === undefined ? null : fractionText(figure.exact),
    unit: figure?.unit ?? null,
    formula: formula === undefined ? null : partFormula(formula),
  };
}

export function explanationSummary(explained: ExplainedStatement): ExplanationSummaryView {
  const names = new Set<string>();
  const lines = explained.lines.map(({ part }) => summaryPart(part, names));
  return { ...explainedView(explained), lines, parameters: parameterViews(explained, names) };
}

/** Collects the names of the parameters. */
function summaryPart(part: Part, names: Set<string>): SummaryPartView {
  const { kind, parameters } = part;
  for (const name of parameters) names.add(name);
  const plain = (parts: readonly Part[]): SummaryPartView[] =>
    parts.filter((one) => !isPartOfPatient(one)).map((one) => summaryPart(one, names));
  return {
    kind,
    ...saidOf(part),
    patients: countPatients(part),
    parts: plain(part.parts),
    because: plain(part.because),
    parameters: [...parameters],
  };
}

function parameterViews(
  { schemeParameters, text }: ExplainedStatement,
  names: ReadonlySet<string>,
): ExplainedParameterView[] {
  return schemeParameters
    .filter(({ parameter }) => names.has(parameter))
    .map((one: SourcedParameter) => ({ ...one, from: dayText(one.from), text: text.id }));
}
