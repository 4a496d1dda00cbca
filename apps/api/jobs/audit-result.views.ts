/** The results of auditors' jobs: verification, recomputation, proofs and extracts of the log. */
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { MisfitKind } from '#libs/audit/misfit.ts';
import { CompletenessView } from '#apps/api/audit/entries.view.ts';
import { CheckpointView } from '#apps/api/audit/proof.view.ts';

const MISFIT_KINDS = [
  ...['changed', 'missing', 'inserted', 'reordered', 'cut-off', 'remade', 'unreachable', 'unreadable', 'structure'],
  'checkpoint',
] as const satisfies readonly MisfitKind[];

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

class UnusableKeyView {
  @ApiProperty({ description: 'Flux qui en a besoin, sous son nom au journal.', example: 'patient-~3f1c…' })
  stream!: string;
  @ApiPropertyOptional({ description: 'Événement, où la clé n’est que de lui.', example: 1204 }) position?: number;
  @ApiProperty({
    description: 'missing : elle n’est pas là, et personne ne l’a détruite. damaged : elle ne s’ouvre pas.',
    enum: ['missing', 'damaged'],
    example: 'damaged',
  })
  fault!: string;
}

class CheckedKeysView {
  @ApiPropertyOptional({ description: 'Clés sans faute, celles des effacés comprises.', example: 42000 })
  usable?: number;
  @ApiPropertyOptional({ description: 'Clés qui manquent ou ne s’ouvrent pas.', example: 0 }) unusable?: number;
  @ApiPropertyOptional({ description: 'Les premières de celles-ci.', type: [UnusableKeyView] })
  named?: UnusableKeyView[];
  @ApiPropertyOptional({ description: 'Pourquoi aucune n’a été vérifiée.', example: 'les clés ne sont pas là' })
  unchecked?: string;
}

export class VerificationResultView {
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
  @ApiPropertyOptional({ description: 'Les clés de ce qui est chiffré.', type: CheckedKeysView })
  keys?: CheckedKeysView;
  @ApiProperty({ description: 'Leurs signatures ont été vérifiées par une clé publique.', example: true })
  signatures!: boolean;
  @ApiProperty({ description: 'Le premier événement en cause vient en premier.', type: [FoundMisfitView] })
  misfits!: FoundMisfitView[];
  @ApiProperty({ description: 'Ce que les règles ne permettent pas.', type: [FoundImpossibleView] })
  impossible!: FoundImpossibleView[];
  @ApiProperty({
    description:
      'Ce qui n’est pas une faute : ce qu’aucune règle d’alors ne refusait, ou un retrait interrompu, à refaire.',
    type: [FoundImpossibleView],
  })
  remarks!: FoundImpossibleView[];
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

export class RecomputationResultView {
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

export class BundleResultView {
  @ApiProperty({ description: 'Événements de la liasse.', example: 2 }) events!: number;
  @ApiProperty({ description: 'Position du point de contrôle qui les prouve.', example: 178822 }) checkpoint!: number;
  @ApiProperty({ description: 'Taille.', example: 4096 }) bytes!: number;
  @ApiProperty({ description: 'SHA-256 du fichier.', example: '9f86…' }) digest!: string;
}

export class ConsistencyResultView {
  @ApiProperty({ enum: ['decompte-consistency-1'], example: 'decompte-consistency-1' }) format!: string;
  @ApiProperty({ description: 'Le point de contrôle d’avant.', type: CheckpointView }) from!: CheckpointView;
  @ApiProperty({ description: 'Celui d’après.', type: CheckpointView }) to!: CheckpointView;
  @ApiProperty({ description: 'Empreintes qui mènent de l’un à l’autre (RFC 6962).', type: [String] }) path!: string[];
}

export class ExtractResultView extends CompletenessView {
  @ApiProperty({ description: 'Taille du fichier.', example: 4096 }) bytes!: number;
  @ApiProperty({ description: 'SHA-256 du fichier.', example: '9f86…' }) digest!: string;
}

class ProvedLeafView {
  @ApiProperty({ description: 'De l’événement, dans le flux.', example: '178823-9f86d081884c7d65' }) id!: string;
  @ApiProperty({ example: 178823 }) position!: number;
  @ApiProperty({ description: 'Sa feuille dans l’arbre de Merkle.', example: '9f86…' }) leaf!: string;
}

export class FeedProofResultView {
  @ApiProperty({ description: 'Position du point de contrôle.', example: 178822 }) checkpoint!: number;
  @ApiProperty({ description: 'Sa racine, qui est signée.', example: '9f86…' }) root!: string;
  @ApiProperty({ type: [ProvedLeafView] }) proved!: ProvedLeafView[];
  @ApiProperty({
    description: 'À enregistrer tel quel : une liasse, que apps/audit-verifier/verify.mjs vérifie hors ligne.',
    example: '{"format":"decompte-bundle-1"}',
  })
  bundle!: string;
}
