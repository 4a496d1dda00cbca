/** The commands on statements, and their answers. */
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsBoolean, IsOptional, Matches } from 'class-validator';
import { IsDay, IsPeriod } from '#apps/api/http/parameters.ts';
import { IsName, IsReason, ReasonDto } from '#apps/api/http/fields.ts';
import { QuartersDto } from '#apps/api/statements/quarters.dto.ts';
import type { StatementOutcome } from '#libs/statements/workflow/each-statement.ts';
import { outcomeFigures } from '#libs/statements/workflow/outcome-figures.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';
import { DoneView } from '#apps/api/http/commands.ts';

export class RegulariseDto {
  @ApiPropertyOptional({ description: 'Jour de connaissance ; aujourd’hui s’il manque.', example: '2024-08-31' })
  @IsOptional()
  @IsDay()
  knownOn?: string;
}

/** One campaign has about two thousand statements. */
const MAX_STATEMENTS = 2_000;

const CODE = /^[0-9a-f]{12}$/;

/** The optional code of what a person read, from a field of GET decisions. */
function ReadCode(field: string, description: string): PropertyDecorator {
  return applyDecorators(
    // No example: a code belongs to what was read.
    ApiPropertyOptional({ description: `Code de ce qui a été lu (GET decisions, champ ${field}). ${description}` }),
    IsOptional(),
    Matches(CODE, { message: 'code a douze chiffres de 0 à 9 et de a à f ; GET decisions le donne' }),
  );
}

/** The codes of many statements, one each; `source` gives them. */
function IsListOfCodes(source: string): PropertyDecorator {
  return applyDecorators(
    IsArray({ message: `codes est une liste de codes, que donne ${source}` }),
    ArrayMaxSize(MAX_STATEMENTS, { message: `codes a plus de ${MAX_STATEMENTS} codes` }),
    Matches(CODE, {
      each: true,
      message: `codes : un code a douze chiffres de 0 à 9 et de a à f ; c’est ${source} qui le donne`,
    }),
  );
}

class PeriodsDto extends QuartersDto {
  @ApiPropertyOptional({
    description: 'De ces trimestres et des années où ils sont, une période seule, comme 2023-Q2.',
    type: String,
    // No example: all of the quarters are meant.
  })
  @IsOptional()
  @IsPeriod()
  period?: string;
}

export class SelectionDto extends PeriodsDto {
  @ApiPropertyOptional({ description: 'true : seulement les régularisations.', example: false, type: Boolean })
  @IsOptional()
  @IsBoolean({ message: 'regularisations est true ou false' })
  regularisations?: boolean;
}

export class RegulariseManyDto extends PeriodsDto {
  @ApiPropertyOptional({ description: 'Jour de connaissance ; aujourd’hui s’il manque.', example: '2024-08-31' })
  @IsOptional()
  @IsDay()
  knownOn?: string;

  @ApiPropertyOptional({
    description: 'Nom d’un rejeu gardé (POST /replays, save) : ce qu’il montrait. Sans knownOn.',
    type: String,
  })
  @IsOptional()
  @IsName()
  replay?: string;

  @ApiPropertyOptional({
    description:
      'Codes des différences qui ont été lues (résultat d’un rejeu, champ code). Ce qui n’en est pas, ou a changé depuis, est refusé.',
    type: [String],
    // No example: a code belongs to what was read.
  })
  @IsOptional()
  @IsListOfCodes('le résultat d’un rejeu (champ code)')
  codes?: string[];
}

class ReasonedSelectionDto extends SelectionDto {
  @ApiProperty({ description: 'Pourquoi.', example: 'liste à vérifier' })
  @IsReason()
  reason!: string;
}

/** The body of an approval of one statement; it is optional. */
export class BeyondDto {
  @ApiPropertyOptional({
    description: 'Exception confirmée à deux, si cette approbation dépasse l’enveloppe.',
    // No example: it has to be confirmed.
  })
  @IsOptional()
  @IsName()
  exception?: string;

  @ReadCode('code', 'Ce qui a été soumis depuis est refusé.')
  code?: string;
}

/** The body of a submission of one statement; it is optional. */
export class ReadDraftDto {
  @ReadCode('draftCode', 'Ce qui a été recalculé ou préparé depuis est refusé.')
  code?: string;
}

export class RejectionDto extends ReasonDto {
  @ReadCode('code', 'Ce qui a été soumis depuis est refusé.')
  code?: string;
}

const MAX_CODES = 100;

/** Codes of variance reports, from this field of GET /variance. */
function IsVarianceCodes(field: string): PropertyDecorator {
  return applyDecorators(
    IsArray({
      message: `variance est une liste de codes, que donne GET /variance (champ ${field}) pour chaque période`,
    }),
    ArrayMaxSize(MAX_CODES, { message: `variance a plus de ${MAX_CODES} codes` }),
    Matches(CODE, {
      each: true,
      message: `variance : un code a douze chiffres de 0 à 9 et de a à f ; GET /variance le donne (champ ${field})`,
    }),
  );
}

export class SubmissionDto extends SelectionDto {
  @ApiPropertyOptional({
    description:
      'Codes des rapports des écarts qui ont été lus (GET /variance, champ draftCode) : un par période. Ce qui a changé depuis est refusé, et rien n’est soumis.',
    type: [String],
    // No example: a code belongs to the statements that can be submitted.
  })
  @IsOptional()
  @IsVarianceCodes('draftCode')
  variance?: string[];
}

export class ApprovalDto extends SelectionDto {
  @ApiProperty({
    description: 'Codes des rapports des écarts qui ont été lus (GET /variance, champ code) : un par période.',
    example: ['2b8befff3a39', 'ed68e34f0aa8'],
    type: [String],
  })
  @IsVarianceCodes('code')
  variance!: string[];

  @ApiPropertyOptional({
    description: 'Exception confirmée à deux, si cette approbation dépasse l’enveloppe.',
    // No example: it has to be confirmed.
  })
  @IsOptional()
  @IsName()
  exception?: string;
}

const OF_WITHDRAWAL = {
  description: 'Exception confirmée à deux, si engager de nouveau ce qui avait été repris dépasse l’enveloppe.',
  // No example: it has to be confirmed.
} as const;

export class WithdrawalDto extends ReasonDto {
  @ApiPropertyOptional(OF_WITHDRAWAL)
  @IsOptional()
  @IsName()
  exception?: string;

  @ReadCode('decisionCode', 'Ce qui a été décidé depuis n’est pas retiré.')
  code?: string;
}

export class RejectionSelectionDto extends ReasonedSelectionDto {
  @ApiPropertyOptional({
    description:
      'Codes des rapports des écarts qui ont été lus (GET /variance, champ code) : un par période. Si autre chose est soumis, c’est refusé, et rien n’est rejeté.',
    type: [String],
    // No example: a code belongs to what is submitted.
  })
  @IsOptional()
  @IsVarianceCodes('code')
  variance?: string[];
}

export class WithdrawalSelectionDto extends ReasonedSelectionDto {
  @ApiPropertyOptional(OF_WITHDRAWAL)
  @IsOptional()
  @IsName()
  exception?: string;

  @ApiPropertyOptional({
    description:
      'Codes des décisions qui ont été lues (GET decisions, champ decisionCode). Ce qui n’en est pas, ou a été décidé depuis, n’est pas retiré.',
    type: [String],
    // No example: a code belongs to what was read.
  })
  @IsOptional()
  @IsListOfCodes('GET decisions (champ decisionCode)')
  codes?: string[];
}

export class OutcomeView extends DoneView {
  @ApiProperty({ example: 'PEPS-01' }) team!: string;
  @ApiProperty({ example: '2023-Q2' }) period!: string;
  @ApiProperty({ description: 'Pourquoi les règles refusent ; null si c’est fait.', nullable: true, type: String })
  refused!: string | null;
}

export class OutcomesView {
  @ApiProperty({ type: [OutcomeView] })
  outcomes!: readonly OutcomeView[];

  @ApiProperty({
    description: 'D’une approbation : périodes soumises qu’aucun des codes ne couvre, et qui restent soumises.',
    example: [],
    type: [String],
  })
  notCovered!: readonly string[];
}

export function outcomeView(outcome: StatementOutcome): OutcomeView {
  return outcomeFigures(outcome, sentenceOf);
}
