/** Candidates in answers. */
import { ApiProperty } from '@nestjs/swagger';
import { CONDITIONS, CANDIDATE_DECISIONS } from '#libs/candidates/events.ts';
import { CANDIDATE_STATUSES } from '#libs/candidates/state.ts';
import { DoneView } from '#apps/api/http/commands.ts';
import { type Columns, ListOf, dayColumn } from '#apps/api/http/listing.ts';

class ListedCandidateView {
  @ApiProperty({ example: 'PEPS-99' }) candidate!: string;
  @ApiProperty({ example: 'Maison de santé des Saules' }) name!: string;
  @ApiProperty({ example: 'PEPS' }) scheme!: string;
  @ApiProperty({ example: 'ALL' }) option!: string;
  @ApiProperty({ example: 'GP' }) scope!: string;
  @ApiProperty({ example: 'MSP' }) structure!: string;
  @ApiProperty({ example: '010000024' }) finess!: string;
  @ApiProperty({ example: '38185' }) commune!: string;
  @ApiProperty({ example: '2027-01-01' }) entersOn!: string;
  @ApiProperty({ description: 'Patients qu’elle dit avoir.', example: 1200 }) patients!: number;
  @ApiProperty({ description: 'Professionnels.', example: 6 }) members!: number;
  @ApiProperty({ enum: CANDIDATE_STATUSES, example: 'APPLIED' }) status!: string;
  @ApiProperty({ description: 'Son équipe est dans les faits.', example: false }) isEntered!: boolean;
  @ApiProperty({ description: 'Qui l’a reçue.', example: 'Alice' }) appliedBy!: string;
  @ApiProperty({ example: '2026-11-29T08:30:00.000Z' }) appliedAt!: string;
}

export class CandidatesPage extends ListOf {
  @ApiProperty({ type: [ListedCandidateView] }) items!: ListedCandidateView[];
}

class CandidateMemberView {
  @ApiProperty({ example: '10000000017' }) rpps!: string;
  @ApiProperty({ example: 'GP' }) profession!: string;
  @ApiProperty({ example: '2027-01-01' }) from!: string;
}

class ConditionView {
  @ApiProperty({
    description:
      'TEXT : un texte en vigueur. PROFESSIONALS : médecins et infirmiers. PROFESSION : d’une profession. PATIENTS : de la liste, et de l’option. FREE_MEMBERS : professionnels qui ne sont dans aucune autre équipe.',
    enum: CONDITIONS,
    example: 'PROFESSION',
  })
  condition!: string;
  @ApiProperty({ type: String, nullable: true, example: 'GP' }) profession!: string | null;
  @ApiProperty({ description: 'Nombre demandé.', example: 3 }) asked!: number;
  @ApiProperty({ description: 'gt : plus que ce nombre ; ge : au moins.', enum: ['gt', 'ge'], example: 'ge' })
  boundary!: string;
  @ApiProperty({ description: 'Nombre que donnent les faits.', example: 2 }) found!: number;
  @ApiProperty({ example: false }) isMet!: boolean;
  @ApiProperty({ description: 'Combien manquent.', example: 1 }) lacking!: number;
  @ApiProperty({ description: 'Texte qui le demande.', type: String, nullable: true, example: 'PEPS-2024' })
  text!: string | null;
  @ApiProperty({ description: 'Ce que le nombre a de sûr.', type: String, nullable: true, example: 'reconstructed' })
  status!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'arrêtés PEPS 2 (JO du 28 juin 2024, en vigueur le 4 juillet 2024)',
  })
  reference!: string | null;
}

class SchemeConditionsView {
  @ApiProperty({ example: 'PEPS' }) scheme!: string;
  @ApiProperty({ description: 'Une projection : aucun texte ne la permet encore.', example: false })
  isProjection!: boolean;
  @ApiProperty({ description: 'Toutes sont remplies.', example: false }) areMet!: boolean;
  @ApiProperty({ description: 'Patients que les faits lui donnent.', example: 1180 }) patients!: number;
  @ApiProperty({ type: [ConditionView] }) conditions!: readonly ConditionView[];
}

class CandidateDecisionView {
  @ApiProperty({ enum: CANDIDATE_DECISIONS, example: 'ACCEPT' }) decision!: string;
  @ApiProperty({
    description:
      'Phase avec laquelle l’équipe entre ; aucune si elle est écartée, ou pour une décision d’un ancien programme.',
    type: String,
    nullable: true,
    example: 'SETUP',
  })
  phase!: string | null;
  @ApiProperty({ description: 'Jour des conditions.', example: '2027-01-01' }) on!: string;
  @ApiProperty({ example: 'dossier complet' }) reason!: string;
  @ApiProperty({ type: [ConditionView] }) conditions!: readonly ConditionView[];
  @ApiProperty({ example: 'Alice' }) proposedBy!: string;
}

class ProposedCandidateDecisionView extends CandidateDecisionView {
  @ApiProperty({ example: '2026-11-29T08:30:00.000Z' }) proposedAt!: string;
  @ApiProperty({ description: 'Dernier jour pour confirmer.', example: '2026-12-29' }) confirmBy!: string;
  @ApiProperty({ description: 'À donner pour confirmer.', example: '3f0a9c41de' }) code!: string;
}

class DecidedCandidateView extends CandidateDecisionView {
  @ApiProperty({ example: 'Bruno' }) decidedBy!: string;
  @ApiProperty({ example: '2026-11-30T08:30:00.000Z' }) decidedAt!: string;
}

export class CandidateView extends ListedCandidateView {
  @ApiProperty({
    description: 'Code de la candidature telle qu’elle est lue, à donner pour la retirer (leave).',
    example: '9c41de3f0a',
  })
  applicationCode!: string;
  @ApiProperty({ type: [CandidateMemberView] }) professionals!: readonly CandidateMemberView[];
  @ApiProperty({ description: 'Jour des conditions.', example: '2027-01-01' }) on!: string;
  @ApiProperty({ description: 'Les conditions de chaque régime, ce jour-là.', type: [SchemeConditionsView] })
  schemes!: readonly SchemeConditionsView[];
  @ApiProperty({
    description: 'Phases avec lesquelles elle peut entrer dans l’expérimentation souhaitée.',
    type: [String],
    example: ['SETUP', 'TRANSITION', 'FORFAIT'],
  })
  phases!: readonly string[];
  @ApiProperty({
    description: 'Ce qui attend une seconde personne.',
    type: ProposedCandidateDecisionView,
    nullable: true,
  })
  proposed!: ProposedCandidateDecisionView | null;
  @ApiProperty({ description: 'Ce qui est décidé.', type: DecidedCandidateView, nullable: true })
  decided!: DecidedCandidateView | null;
}

export const CANDIDATE_COLUMNS: Columns<ListedCandidateView> = {
  candidate: ({ candidate }) => candidate,
  name: ({ name }) => name,
  scheme: ({ scheme }) => scheme,
  option: ({ option }) => option,
  scope: ({ scope }) => scope,
  commune: ({ commune }) => commune,
  enters_on: dayColumn(({ entersOn }) => entersOn),
  patients: ({ patients }) => patients,
  members: ({ members }) => members,
  status: ({ status }) => status,
  is_entered: ({ isEntered }) => String(isEntered),
};

export class ProposedCandidateView extends DoneView {
  @ApiProperty({
    description: 'Conditions qu’une candidature à accepter ne remplit pas, une phrase chacune.',
    type: [String],
    example: ['médecins généralistes : au moins 3, il y en a 1, il en manque 2'],
  })
  warnings!: readonly string[];
}
