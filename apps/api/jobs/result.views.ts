/** The result of each kind of job: what `--json` prints on the command line. */
import { ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
import { SignedCheckpointView } from '#apps/api/audit/proof.view.ts';
import {
  BundleResultView,
  ConsistencyResultView,
  ExtractResultView,
  FeedProofResultView,
  RecomputationResultView,
  VerificationResultView,
} from '#apps/api/jobs/audit-result.views.ts';
import { ImportResultView } from '#apps/api/jobs/import-result.views.ts';
import { ReplayedView } from '#apps/api/jobs/replay-result.views.ts';
import { OutcomesView } from '#apps/api/statements/decisions/decisions.dto.ts';

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
  @ApiProperty({ description: 'Octets que ses documents prennent.', example: 4194304 }) bytes!: number;
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

class DumpedFileView {
  @ApiProperty({ example: 'payments-posting.csv' }) file!: string;
  @ApiProperty({ example: 311 }) rows!: number;
  @ApiProperty({ description: 'Taille.', example: 4096 }) bytes!: number;
  @ApiProperty({ description: 'SHA-256.', example: '9f86…' }) digest!: string;
}

class DumpResultView {
  @ApiProperty({ description: 'Curseur du flux qui continue la copie.', example: 178822 }) cursor!: number;
  @ApiProperty({ description: 'Va avec lui.', example: '9f86d081884c7d65' }) epoch!: string;
  @ApiProperty({ type: [DumpedFileView] }) tables!: DumpedFileView[];
  @ApiProperty({ description: 'Taille du fichier ZIP.', example: 65536 }) bytes!: number;
  @ApiProperty({ description: 'SHA-256 du fichier ZIP.', example: '9f86…' }) digest!: string;
}

class ErasureResultView {
  @ApiProperty({ description: 'L’effacement, achevé.', example: '3a1ba39464f95fd5' }) erasure!: string;
}

export const RESULT_VIEWS = [
  BundleResultView,
  CalculationResultView,
  ConsistencyResultView,
  DumpResultView,
  ErasureResultView,
  FeedProofResultView,
  ExtractResultView,
  SignedCheckpointView,
  ImportResultView,
  LettersResultView,
  OutcomesView,
  PaymentRunResultView,
  RebuildResultView,
  RecomputationResultView,
  ReplayedView,
  VerificationResultView,
] as const;

/** A replay has many, every other kind one. */
export const RESULT_SCHEMA = {
  anyOf: RESULT_VIEWS.map((view) =>
    view === ReplayedView ? { type: 'array', items: { $ref: getSchemaPath(view) } } : { $ref: getSchemaPath(view) },
  ),
};
