/** The result of each kind of job: what `--json` prints on the command line. */
import { ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
import type { MisfitKind } from '#libs/audit/misfit.ts';
import { CompletenessView } from '#apps/api/audit/entries.view.ts';
import { CheckpointView, SignedCheckpointView } from '#apps/api/audit/proof.view.ts';
import { FAULT_CODES } from '#libs/facts/fault.ts';
import { ENCODINGS, SEPARATORS } from '#libs/csv/dialect.ts';
import { OutcomesView } from '#apps/api/statements/decisions/decisions.dto.ts';
import { ANY_VALUE } from '#apps/api/statements/any-value.ts';

const MISFIT_KINDS = [
  ...['changed', 'missing', 'inserted', 'reordered', 'cut-off', 'remade', 'unreachable', 'unreadable', 'structure'],
  'checkpoint',
] as const satisfies readonly MisfitKind[];

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

export class DialectView {
  @ApiProperty({ enum: ENCODINGS, example: 'Windows-1252' }) encoding!: string;
  @ApiProperty({ enum: SEPARATORS, example: ';' }) separator!: string;
  @ApiProperty({ description: 'LF : CRLF aussi.', enum: ['LF', 'CR'], example: 'LF' }) lineBreak!: string;
  @ApiProperty({ enum: ['YYYY-MM-DD', 'DD/MM/YYYY'], example: 'DD/MM/YYYY' }) days!: string;
  @ApiProperty({ enum: ['.', ','], example: ',' }) decimal!: string;
}

class SetAsideReasonView {
  @ApiProperty({ enum: FAULT_CODES, example: 'DATE' }) code!: string;
  @ApiProperty({ description: 'null : la ligne entière.', type: String, nullable: true, example: 'birth_on' })
  column!: string | null;
  @ApiProperty({
    description: 'Ce qui ne va pas et ce qui serait juste, sans rien de la ligne.',
    example: "birth_on n'est pas un jour du calendrier ; écrivez AAAA-MM-JJ, par exemple 2021-03-05.",
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
  @ApiProperty({ example: "l'acte est annulé une seconde fois." }) sentence!: string;
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

class ImportResultView {
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

class DifferingView {
  @ApiProperty({ example: 'PEPS-01' }) team!: string;
  @ApiProperty({ example: '2023-Q2' }) period!: string;
  @ApiProperty({
    description: 'Numéro de la décision ; null : le dernier calcul.',
    type: Number,
    nullable: true,
    example: 0,
  })
  decision!: number | null;
  @ApiProperty({ example: '« Fidélisation » vaut 40,00 €, et 38,00 € recalculé depuis le journal' })
  difference!: string;
}

class RecomputationResultView {
  @ApiProperty({ description: 'Rien ne diffère.', example: true }) fits!: boolean;
  @ApiProperty({ description: 'Position du journal jusqu’où tout est recalculé.', example: 178822 }) position!: number;
  @ApiProperty({ description: 'Calculs refaits.', example: 12 }) calculations!: number;
  @ApiProperty({ description: 'Calculs de règles que ce programme n’a pas.', example: 0 }) ofOtherRules!: number;
  @ApiProperty({ description: 'Enregistré au journal : tout est recalculé et rien ne diffère.', example: true })
  isRecorded!: boolean;
  @ApiProperty({ type: [DifferingView] }) differing!: DifferingView[];
  @ApiProperty({ description: 'Projections dont un document diffère.', type: [String], example: [] })
  projections!: string[];
  @ApiProperty({
    description:
      'Position de l’index des patients qui était tenu, s’il n’était pas celui que donne le journal : il est refait. null : il ne diffère pas.',
    type: Number,
    nullable: true,
    example: null,
  })
  patientIndex!: number | null;
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

export class WhyView {
  @ApiPropertyOptional({ description: 'Si les règles du programme ont changé.', type: RulesChangeView })
  rules?: RulesChangeView;
  @ApiProperty({ type: [ReplayedParameterView] }) parameters!: ReplayedParameterView[];
  @ApiProperty({ type: [ReplayedPatientView] }) patients!: ReplayedPatientView[];
  @ApiProperty({
    description: 'Patients effacés dont la part a changé avant l’effacement : pourquoi ne peut plus être dit.',
    example: 0,
  })
  erased!: number;
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

class FoundMisfitView {
  @ApiProperty({ enum: MISFIT_KINDS, example: 'changed' }) kind!: string;
  @ApiPropertyOptional({ description: 'Absente : aucun événement en particulier.', example: 178823 }) position?: number;
  @ApiProperty({ example: 'son contenu ou son maillon n’est pas celui qui a été enregistré' }) detail!: string;
}

class FoundImpossibleView {
  @ApiProperty({ example: 178823 }) position!: number;
  @ApiProperty({ example: 'payment-ledger' }) stream!: string;
  @ApiProperty({ example: 'PaymentReleased' }) type!: string;
  @ApiProperty({ example: 'RELEASED_BY_SAME_PERSON' }) code!: string;
  @ApiProperty({ example: 'Alice libère DCPT… après avoir soumis le décompte' }) detail!: string;
}

class AttestedView {
  @ApiProperty({ description: 'Contresignatures vérifiées.', example: 0 }) countersigned!: number;
  @ApiProperty({ description: 'Horodatages vérifiés.', example: 0 }) stamped!: number;
  @ApiProperty({ description: 'Faute de clé ou de certificat.', example: 0 }) unverified!: number;
}

class VerificationResultView {
  @ApiProperty({ description: 'Rien n’est en cause.', example: true }) fits!: boolean;
  @ApiProperty({ description: 'Événements qui conviennent, depuis le premier.', example: 178822 }) events!: number;
  @ApiProperty({ description: 'Maillon du dernier.', example: '5e88…' }) link!: string;
  @ApiProperty({ description: 'À la fin, sans maillon encore.', example: 0 }) uncovered!: number;
  @ApiProperty({ description: 'Points de contrôle qui conviennent.', example: 3 }) checkpoints!: number;
  @ApiProperty({ description: 'Position du dernier ; 0 : aucun.', example: 178000 }) checkpointed!: number;
  @ApiPropertyOptional({
    description: 'Points de contrôle d’une fin du journal dont deux personnes ont reconnu la perte.',
    example: 0,
  })
  ofLostHistory?: number;
  @ApiPropertyOptional({ description: 'Ce que d’autres disent des points de contrôle.', type: AttestedView })
  attested?: AttestedView;
  @ApiProperty({ description: 'Leurs signatures ont été vérifiées par une clé publique.', example: true })
  signatures!: boolean;
  @ApiProperty({ description: 'Le premier événement en cause vient en premier.', type: [FoundMisfitView] })
  misfits!: FoundMisfitView[];
  @ApiProperty({ description: 'Ce que les règles ne permettent pas.', type: [FoundImpossibleView] })
  impossible!: FoundImpossibleView[];
  @ApiProperty({ description: 'Ce qu’aucune règle d’alors ne refusait.', type: [FoundImpossibleView] })
  remarks!: FoundImpossibleView[];
}

class BundleResultView {
  @ApiProperty({ description: 'Événements de la liasse.', example: 2 }) events!: number;
  @ApiProperty({ description: 'Position du point de contrôle qui les prouve.', example: 178822 }) checkpoint!: number;
  @ApiProperty({ description: 'Taille.', example: 4096 }) bytes!: number;
  @ApiProperty({ description: 'SHA-256 du fichier.', example: '9f86…' }) digest!: string;
}

class ConsistencyResultView {
  @ApiProperty({ enum: ['decompte-consistency-1'], example: 'decompte-consistency-1' }) format!: string;
  @ApiProperty({ description: 'Le point de contrôle d’avant.', type: CheckpointView }) from!: CheckpointView;
  @ApiProperty({ description: 'Celui d’après.', type: CheckpointView }) to!: CheckpointView;
  @ApiProperty({ description: 'Empreintes qui mènent de l’un à l’autre (RFC 6962).', type: [String] }) path!: string[];
}

class ExtractResultView extends CompletenessView {
  @ApiProperty({ description: 'Taille du fichier.', example: 4096 }) bytes!: number;
  @ApiProperty({ description: 'SHA-256 du fichier.', example: '9f86…' }) digest!: string;
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

class ProvedLeafView {
  @ApiProperty({ description: 'De l’événement, dans le flux.', example: '178823-9f86d081884c7d65' }) id!: string;
  @ApiProperty({ example: 178823 }) position!: number;
  @ApiProperty({ description: 'Sa feuille dans l’arbre de Merkle.', example: '9f86…' }) leaf!: string;
}

class FeedProofResultView {
  @ApiProperty({ description: 'Position du point de contrôle.', example: 178822 }) checkpoint!: number;
  @ApiProperty({ description: 'Sa racine, qui est signée.', example: '9f86…' }) root!: string;
  @ApiProperty({ type: [ProvedLeafView] }) proved!: ProvedLeafView[];
  @ApiProperty({
    description: 'À enregistrer tel quel : une liasse, que apps/audit-verifier/verify.mjs vérifie hors ligne.',
    example: '{"format":"decompte-bundle-1"}',
  })
  bundle!: string;
}

/** Of an erasure. */
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
