/** The result of an import: its files, the rows set aside, and the effect of a trial. */
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { FAULT_CODES } from '#libs/facts/fault.ts';
import { ENCODINGS, SEPARATORS } from '#libs/csv/dialect.ts';

export class DialectView {
  @ApiProperty({ enum: ENCODINGS, example: 'Windows-1252' }) encoding!: string;
  @ApiProperty({ enum: SEPARATORS, example: ';' }) separator!: string;
  @ApiProperty({ description: 'LF : CRLF aussi.', enum: ['LF', 'CR'], example: 'LF' }) lineBreak!: string;
  @ApiProperty({ enum: ['YYYY-MM-DD', 'DD/MM/YYYY'], example: 'DD/MM/YYYY' }) days!: string;
  @ApiProperty({ enum: ['.', ','], example: ',' }) decimal!: string;
}

class SetAsideReasonView {
  @ApiProperty({ enum: FAULT_CODES, example: 'DATE' }) code!: string;
  @ApiProperty({ description: 'null : la ligne entière.', type: String, nullable: true, example: 'birth_date' })
  column!: string | null;
  @ApiProperty({
    description: 'Ce qui ne va pas et ce qui serait juste, sans rien de la ligne.',
    example: 'birth_date n’est pas un jour du calendrier ; écrivez AAAA-MM-JJ, par exemple 2021-03-05.',
  })
  sentence!: string;
  @ApiProperty({ description: 'Lignes mises de côté pour cela.', example: 2 }) rows!: number;
  @ApiProperty({ description: 'Les premières d’entre elles, au plus cinq.', type: [Number], example: [17, 42] })
  lines!: number[];
}

class ImportedFileView {
  @ApiProperty({ example: 'acts.csv' }) file!: string;
  @ApiProperty({ description: 'Lignes lues.', example: 421 }) read!: number;
  @ApiProperty({ description: 'Faits enregistrés.', example: 419 }) recorded!: number;
  @ApiProperty({ description: 'Faits déjà enregistrés.', example: 0 }) known!: number;
  @ApiProperty({ description: 'Lignes mises de côté.', example: 2 }) setAside!: number;
  @ApiPropertyOptional({
    description: 'De celles-là, mises de côté auparavant et réglées depuis : elles le restent ; absent : aucune.',
    example: 1,
  })
  settled?: number;
  @ApiPropertyOptional({
    description: 'Lignes mises de côté d’autres fichiers, que celui-ci porte de nouveau ; absent : aucune.',
    example: 2,
  })
  mended?: number;
  @ApiPropertyOptional({
    description: 'Pourquoi, chaque ligne qui attend par sa première faute ; absent : aucune n’attend.',
    type: [SetAsideReasonView],
  })
  reasons?: SetAsideReasonView[];
  @ApiPropertyOptional({
    description: 'Comment le fichier est écrit ; absent : dans la forme décrite.',
    example: 'séparateur ;, dates JJ/MM/AAAA, encodage Windows-1252',
  })
  readAs?: string;
  @ApiPropertyOptional({ description: 'La même chose, pour un programme.', type: DialectView })
  dialect?: DialectView;
  @ApiPropertyOptional({ description: 'Pourquoi le fichier est refusé ; rien n’en est alors enregistré.' })
  refused?: string;
  @ApiPropertyOptional({ description: 'La même chose, pour un programme.', example: 'DAY_OR_MONTH_FIRST' })
  refusedFor?: string;
}

class ImportWarningView {
  @ApiProperty({ example: 'LATE_ACT_DIFFERS' }) code!: string;
  @ApiProperty({ example: 'acts.csv' }) file!: string;
  @ApiPropertyOptional({ example: 17 }) line?: number;
  @ApiProperty({ example: 'l’acte est annulé une seconde fois.' }) sentence!: string;
}

class AmountChangeView {
  @ApiProperty({ example: 'PEPS-01' }) team!: string;
  @ApiProperty({ type: String, nullable: true, example: 'Équipe PEPS-01' }) teamName!: string | null;
  @ApiProperty({ example: '2023-Q2' }) period!: string;
  @ApiProperty({ description: 'Centimes, tel que calculé à présent ; 0 sans décompte.', example: '7437' })
  beforeCents!: string;
  @ApiProperty({ description: 'Centimes, avec les faits de ces fichiers.', example: '5582' }) afterCents!: string;
}

export class ImportEffectView {
  @ApiProperty({ description: 'Jour de connaissance des deux calculs.', example: '2023-08-31' }) knownOn!: string;
  @ApiProperty({
    description: 'Décomptes qui changeraient de montant, par période et équipe : les plus grands écarts, au plus 500.',
    type: [AmountChangeView],
  })
  changes!: AmountChangeView[];
  @ApiProperty({ description: 'Combien changeraient de montant, en tout.', example: 1 }) changed!: number;
  @ApiProperty({ description: 'La somme de tous les écarts, en centimes.', example: '-1855' })
  differenceCents!: string;
  @ApiProperty({ description: 'Décomptes de même montant, autrement composés.', example: 0 }) otherwise!: number;
}

export class ImportResultView {
  @ApiProperty({ type: [ImportedFileView] }) files!: ImportedFileView[];
  @ApiProperty({ description: 'Fichiers qui ne sont pas venus.', type: [String], example: ['credits.csv'] })
  absent!: string[];
  @ApiProperty({ description: 'Fichiers laissés de côté.', type: [String], example: [] }) ignored!: string[];
  @ApiProperty({ description: 'Enregistré quand même, mais à regarder.', type: [ImportWarningView] })
  warnings!: ImportWarningView[];
  @ApiProperty({ description: 'Combien, par code.', type: 'object', additionalProperties: { type: 'number' } })
  warningCounts!: Record<string, number>;
  @ApiPropertyOptional({ description: 'true : un essai à blanc, rien n’est enregistré.', example: true })
  dryRun?: boolean;
  @ApiPropertyOptional({
    description: 'D’un essai : ce que les faits changeraient aux décomptes des équipes qu’ils touchent.',
    type: ImportEffectView,
  })
  effect?: ImportEffectView;
}
