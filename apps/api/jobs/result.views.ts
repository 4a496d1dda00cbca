/** The result of each kind of job: what `--json` prints on the command line. */
import { ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
import { ANY_VALUE } from '#apps/api/statements/any-value.ts';

class NoLongerDueView {
  @ApiProperty({ example: 'PEPS-01' }) team!: string;
  @ApiProperty({ example: '2023-Q2' }) period!: string;
}

class CalculationResultView {
  @ApiProperty({ description: 'Jour de connaissance.', example: '2023-08-31' }) knownOn!: string;
  @ApiProperty({ description: 'Dernier événement vu.', example: 178822 }) position!: number;
  @ApiProperty({ description: 'Version de la réglementation.', example: '2026-12' }) regulation!: string;
  @ApiProperty({ description: 'Décomptes calculés.', example: 2 }) statements!: number;
  @ApiProperty({ description: 'De ceux-là, autres que la dernière fois.', example: 2 }) recorded!: number;
  @ApiProperty({ description: 'Calculés avant, et plus dus.', type: [NoLongerDueView] })
  noLongerDue!: NoLongerDueView[];
  @ApiProperty({ description: 'Centimes.', example: '40200' }) totalCents!: string;
}

class ImportedFileView {
  @ApiProperty({ example: 'acts.csv' }) file!: string;
  @ApiProperty({ description: 'Lignes lues.', example: 421 }) read!: number;
  @ApiProperty({ description: 'Faits enregistrés.', example: 419 }) recorded!: number;
  @ApiProperty({ description: 'Faits déjà enregistrés.', example: 0 }) known!: number;
  @ApiProperty({ description: 'Lignes mises de côté.', example: 2 }) setAside!: number;
  @ApiPropertyOptional({ description: 'Pourquoi le fichier est refusé ; rien n’en est alors enregistré.' })
  refused?: string;
}

class ImportWarningView {
  @ApiProperty({ example: 'LATE_ACT_DIFFERS' }) code!: string;
  @ApiProperty({ example: 'acts.csv' }) file!: string;
  @ApiPropertyOptional({ example: 17 }) line?: number;
  @ApiProperty({ example: "l'acte A1 est annulé une seconde fois." }) sentence!: string;
}

class ImportResultView {
  @ApiProperty({ type: [ImportedFileView] }) files!: ImportedFileView[];
  @ApiProperty({ description: 'Fichiers qui ne sont pas venus.', type: [String], example: ['credits.csv'] })
  absent!: string[];
  @ApiProperty({ description: 'Fichiers laissés de côté.', type: [String], example: [] }) ignored!: string[];
  @ApiProperty({ description: 'Enregistré quand même, mais à regarder.', type: [ImportWarningView] })
  warnings!: ImportWarningView[];
  @ApiProperty({ description: 'Combien, par code.', type: 'object', additionalProperties: { type: 'number' } })
  warningCounts!: Record<string, number>;
}

class PaymentRunResultView {
  @ApiProperty({ example: 'R-2026-11' }) run!: string;
  @ApiProperty({ description: 'Paiements à envoyer à la banque.', example: 1 }) payments!: number;
  @ApiProperty({ description: 'Centimes.', example: '7437' }) totalCents!: string;
}

class RebuildResultView {
  @ApiProperty({ example: 'dossiers' }) name!: string;
  @ApiProperty({ example: 3 }) version!: number;
  @ApiProperty({ description: 'Dernière position vue.', example: 178822 }) position!: number;
  @ApiProperty({ description: 'Dernière position du journal.', example: 178822 }) end!: number;
  @ApiProperty({ description: 'Événements enregistrés qui la concernent.', example: 2875 }) stored!: number;
  @ApiProperty({ description: 'Événements traités.', example: 2875 }) processed!: number;
  @ApiProperty({ description: 'Événements qu’elle n’a pas pu lire.', example: 0 }) poison!: number;
}

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
  @ApiProperty({ example: 'acts' }) kind!: string;
  @ApiProperty({ example: '2023-09-15' }) knownOn!: string;
  @ApiProperty({ example: 1012 }) position!: number;
}

class ReplayedPatientView {
  @ApiProperty({ description: 'Pseudonyme.', example: 'P0000001' }) patient!: string;
  @ApiProperty({ type: [NewFactView] }) facts!: NewFactView[];
}

class WhyView {
  @ApiPropertyOptional({ description: 'Si les règles du programme ont changé.', type: RulesChangeView })
  rules?: RulesChangeView;
  @ApiProperty({ type: [ReplayedParameterView] }) parameters!: ReplayedParameterView[];
  @ApiProperty({ type: [ReplayedPatientView] }) patients!: ReplayedPatientView[];
  @ApiProperty({ type: [NewFactView] }) teamFacts!: NewFactView[];
}

class ReplayedMoveView {
  @ApiProperty({ enum: ['INSTALMENT', 'STARTUP_CREDIT'], example: 'STARTUP_CREDIT' }) kind!: string;
  @ApiProperty({ description: 'Jour décidé.', example: '2023-05-31' }) from!: string;
  @ApiProperty({ description: 'Nouveau jour.', example: '2023-06-15' }) to!: string;
  @ApiProperty({ description: 'Centimes.', example: '250000' }) amountCents!: string;
}

class ReplayedView {
  @ApiProperty({ example: 'PEPS-01' }) team!: string;
  @ApiProperty({ example: '2023-Q2' }) period!: string;
  @ApiProperty({ description: 'false : jamais décidé, tout est une différence.', example: true }) decided!: boolean;
  @ApiProperty({ type: [ReplayedLineView] }) lines!: ReplayedLineView[];
  @ApiProperty({ description: 'Centimes.', example: '-1855' }) differenceCents!: string;
  @ApiProperty({ description: 'Ce qui est dû un autre jour que décidé.', type: [ReplayedMoveView] })
  moves!: ReplayedMoveView[];
  @ApiProperty({ type: WhyView }) why!: WhyView;
}

class ListedLetterView {
  @ApiProperty({ example: 'PEPS-01' }) team!: string;
  @ApiProperty({ example: '2023-Q2' }) period!: string;
  @ApiProperty({ description: '0 : le décompte ; 1 et plus : ses régularisations.', example: 0 }) number!: number;
  @ApiProperty({ description: 'Nom dans le fichier ZIP.', example: 'PEPS-01_2023-Q2_0.pdf' }) file!: string;
  @ApiProperty({ description: 'Taille.', example: 68211 }) bytes!: number;
  @ApiProperty({ description: 'SHA-256 du PDF.', example: '9f86d081884c7d65' }) digest!: string;
}

class LetterheadView {
  @ApiPropertyOptional({ description: 'Absent : non réglé.', type: [String], example: ['Caisse'] }) sender?: string[];
  @ApiPropertyOptional({ description: 'Absent : non réglé.', type: [String], example: [] }) contact?: string[];
  @ApiPropertyOptional({ description: 'Absent : non réglé.', type: [String], example: [] }) appeal?: string[];
}

class LettersResultView {
  @ApiProperty({ example: '2023-Q2' }) period!: string;
  @ApiProperty({ description: 'Ce que l’installation dit d’elle-même dans ces lettres.', type: LetterheadView })
  letterhead!: LetterheadView;
  @ApiProperty({ type: [ListedLetterView] }) letters!: ListedLetterView[];
}

export const RESULT_VIEWS = [
  CalculationResultView,
  ImportResultView,
  LettersResultView,
  PaymentRunResultView,
  RebuildResultView,
  ReplayedView,
] as const;

/** A replay has many, every other kind one. */
export const RESULT_SCHEMA = {
  anyOf: RESULT_VIEWS.map((view) =>
    view === ReplayedView ? { type: 'array', items: { $ref: getSchemaPath(view) } } : { $ref: getSchemaPath(view) },
  ),
};
