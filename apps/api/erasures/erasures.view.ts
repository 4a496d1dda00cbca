/** Erasures of patients in answers. */
import { ApiProperty } from '@nestjs/swagger';
import { dayText } from '#libs/kernel/day.ts';
import type { ConfirmedDueErasures } from '#libs/erasure/commands/confirm-due-erasures.ts';
import { ERASURE_GROUNDS, type ErasureEffects, type ErasureGround } from '#libs/erasure/events.ts';
import type { NamedElsewhere } from '#libs/erasure/named-elsewhere.ts';
import type { ListedErasure, ReadErasure } from '#libs/erasure/listed-erasures.ts';
import type { DueErasures } from '#libs/erasure/due-erasures.ts';
import type { DueProposals } from '#libs/erasure/due-proposals.ts';
import { ERASURE_STATUSES } from '#libs/erasure/state.ts';
import { KEEPING_SOURCE_TEXTS } from '#libs/words/labels/erasures.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';
import { noteRead } from '#apps/api/access/reads.ts';
import { DoneView } from '#apps/api/http/commands.ts';
import { type Columns, ListOf } from '#apps/api/http/listing.ts';
import { PersonView, personView } from '#apps/api/http/person.view.ts';

const ERASURE = '3a1ba39464f95fd5';

export class ProposedErasureView extends DoneView {
  @ApiProperty({ description: 'L’effacement proposé.', example: ERASURE }) erasure!: string;
}

export class ConfirmedErasureView extends DoneView {
  @ApiProperty({ description: 'Le travail qui efface le patient.', example: '4f2a9c81d03b7e65a1c4d8f2' }) job!: string;
}

class ErasureEffectsView implements ErasureEffects {
  @ApiProperty({ description: 'Ses événements, qui perdent leur contenu.', example: 31 }) facts!: number;
  @ApiProperty({ description: 'Lignes mises de côté qui le nomment.', example: 0 }) rowsSetAside!: number;
  @ApiProperty({ description: 'Décomptes décidés où il compte : ils restent tels quels.', example: 4 })
  decided!: number;
  @ApiProperty({ description: 'Décomptes non décidés où il ne comptera plus.', example: 1 }) open!: number;
}

class ErasureView {
  @ApiProperty({ example: ERASURE }) erasure!: string;
  @ApiProperty({
    description:
      'proposed : à confirmer par une autre personne. refused, withdrawn : peut être proposé à nouveau. confirmed : en cours. completed : effacé.',
    enum: ERASURE_STATUSES,
    example: 'proposed',
  })
  status!: ListedErasure['status'];
  @ApiProperty({ description: 'Pseudonyme ; null une fois effacé.', nullable: true, type: String, example: 'P0000001' })
  patient!: string | null;
  @ApiProperty({
    description: 'REQUEST : une demande. KEEPING_PERIOD : la durée de conservation est passée.',
    enum: ERASURE_GROUNDS,
    example: 'REQUEST',
  })
  ground!: ErasureGround;
  @ApiProperty({ description: 'Pourquoi, sans le nommer.', example: 'demande reçue le 12 mars' }) reason!: string;
  @ApiProperty({ type: PersonView }) proposedBy!: PersonView;
  @ApiProperty({ example: '2026-11-28T10:00:00.000Z' }) proposedAt!: string;
  @ApiProperty({ description: 'Qui l’a confirmé, refusé ou retiré.', type: PersonView, nullable: true })
  decidedBy!: PersonView | null;
  @ApiProperty({ nullable: true, type: String, example: null }) decidedAt!: string | null;
  @ApiProperty({ description: 'Pourquoi il est refusé.', nullable: true, type: String, example: null })
  refusal!: string | null;
  @ApiProperty({ description: 'Plus rien ne reste de lui depuis.', nullable: true, type: String, example: null })
  completedAt!: string | null;
  @ApiProperty({ description: 'Ce qu’il emporte et laisse.', type: ErasureEffectsView }) effects!: ErasureEffectsView;
}

class NamedElsewhereView implements NamedElsewhere {
  @ApiProperty({ description: 'Sa place dans le journal.', example: 1204 }) position!: number;
  @ApiProperty({ description: 'Son type.', example: 'TeamDescribed' }) type!: string;
}

class WaitingErasureView {
  @ApiProperty({
    description: 'À donner pour confirmer (If-Match, ou code) ; c’est aussi l’ETag.',
    example: '3f0a9c41de',
  })
  code!: string;
  @ApiProperty({ description: 'Dernier jour pour confirmer.', example: '2026-12-28' }) confirmBy!: string;
  @ApiProperty({
    description: 'Les événements d’autres qui ont son pseudonyme, dans un nom, un motif ou un numéro : ils restent.',
    type: [NamedElsewhereView],
    example: [],
  })
  named!: readonly NamedElsewhereView[];
}

export class ErasureDetailView extends ErasureView {
  @ApiProperty({ description: 'À confirmer par une autre personne.', type: WaitingErasureView, nullable: true })
  proposed!: WaitingErasureView | null;
}

export class ErasuresPage extends ListOf {
  @ApiProperty({ type: [ErasureView] }) items!: ErasureView[];
}

export const ERASURE_COLUMNS: Columns<ErasureView> = {
  erasure: ({ erasure }) => erasure,
  status: ({ status }) => status,
  patient: ({ patient }) => patient ?? '',
  ground: ({ ground }) => ground,
  reason: ({ reason }) => reason,
  proposed_at: ({ proposedAt }) => proposedAt,
  completed_at: ({ completedAt }) => completedAt ?? '',
  facts: ({ effects }) => String(effects.facts),
  decided: ({ effects }) => String(effects.decided),
};

/** Shown of those who are due: there may be hundreds of thousands. */
const DUE_LISTED = 500;

class DuePatientView {
  @ApiProperty({ description: 'Pseudonyme.', example: 'P0000001' }) patient!: string;
  @ApiProperty({ description: 'Jour où le dernier fait a été connu.', example: '2016-05-12' }) lastKnownOn!: string;
}

export class DueErasuresView {
  @ApiProperty({ description: 'Années de conservation ; null sans règle.', nullable: true, type: Number, example: 10 })
  years!: number | null;
  @ApiProperty({ description: 'Depuis quand elle vaut.', nullable: true, type: String, example: '2018-01-01' })
  from!: string | null;
  @ApiProperty({
    description: 'Si elle est lue ou supposée.',
    nullable: true,
    enum: ['exact', 'assumed', null],
    example: 'assumed',
  })
  status!: string | null;
  @ApiProperty({ description: 'D’où vient cette durée.', nullable: true, type: String, example: 'Durée supposée…' })
  source!: string | null;
  @ApiProperty({ description: 'Combien de patients sont dus.', example: 12 }) count!: number;
  @ApiProperty({ description: `Les ${DUE_LISTED} premiers.`, type: [DuePatientView] })
  patients!: readonly DuePatientView[];
}

/** The proposals of the keeping period that are read and confirmed together. */
export class DueProposalsView {
  @ApiProperty({ description: 'Les effacements, à lire chacun aussi.', type: [String], example: ['3a1ba39464f95fd5'] })
  erasures!: readonly string[];
  @ApiProperty({ description: 'Combien d’autres attendent, à lire et à confirmer après ceux-ci.', example: 0 })
  left!: number;
  @ApiProperty({
    description: 'Confirme tous ceux-ci (If-Match, ou code) ; c’est aussi l’ETag.',
    example: '3f0a9c41de',
  })
  code!: string;
  @ApiProperty({ description: 'Dernier jour pour les confirmer tous.', example: '2026-12-28' }) confirmBy!: string;
  @ApiProperty({ description: 'Sommes de ce qu’ils emportent et laissent.', type: ErasureEffectsView })
  effects!: ErasureEffectsView;
}

export class ProposedDueView {
  @ApiProperty({ description: 'Les effacements proposés.', type: [String], example: ['3a1ba39464f95fd5'] })
  proposed!: readonly string[];
  @ApiProperty({ description: 'Combien d’autres patients sont dus.', example: 0 }) left!: number;
}

class RefusedErasureView {
  @ApiProperty({ example: '3a1ba39464f95fd5' }) erasure!: string;
  @ApiProperty({ description: 'Pourquoi les règles refusent ; il reste tel quel.' }) reason!: string;
}

export class ConfirmedDueView {
  @ApiProperty({ description: 'Les effacements confirmés.', type: [String], example: ['3a1ba39464f95fd5'] })
  confirmed!: readonly string[];
  @ApiProperty({
    description: 'Ceux qui ont été refusés pendant que les autres étaient confirmés ; vide si la commande est répétée.',
    type: [RefusedErasureView],
    example: [],
  })
  refused!: readonly RefusedErasureView[];
}

export function confirmedDueView({ confirmed, refused }: ConfirmedDueErasures): ConfirmedDueView {
  return {
    confirmed,
    refused: refused.map(({ erasure, refusal }) => ({ erasure, reason: sentenceOf(refusal) })),
  };
}

export function dueProposalsView({ proposals, left, code, lastDay, effects }: DueProposals): DueProposalsView {
  const erasures = proposals.map(({ erasure }) => erasure);
  return { erasures, left, code, confirmBy: dayText(lastDay), effects };
}

export function erasureView(one: ListedErasure): Readonly<ErasureView> {
  const { erasure, status, patient, content, proposedBy, proposedAt, decided, refusal, completedAt } = one;
  const { facts, rowsSetAside, decided: statements, open } = content;
  if (patient !== undefined) noteRead('PATIENT', patient);
  return {
    erasure,
    status,
    patient: patient ?? null,
    ground: content.ground,
    reason: content.reason,
    proposedBy: personView(proposedBy),
    proposedAt,
    decidedBy: decided === undefined ? null : personView(decided.by),
    decidedAt: decided?.at ?? null,
    refusal: refusal ?? null,
    completedAt: completedAt ?? null,
    effects: { facts, rowsSetAside, decided: statements, open },
  };
}

export function erasureDetailView(one: ReadErasure): Readonly<ErasureDetailView> {
  const { proposed } = one;
  const view: Pick<ErasureView, keyof ErasureView> = erasureView(one);
  if (proposed === undefined) return { ...view, proposed: null };
  const { code, lastDay, effects, named } = proposed;
  return { ...view, effects, proposed: { code, confirmBy: dayText(lastDay), named } };
}

export function dueErasuresView({ rule, patients }: DueErasures): DueErasuresView {
  return {
    years: rule?.years ?? null,
    from: rule?.from ?? null,
    status: rule?.status ?? null,
    source: rule === undefined ? null : KEEPING_SOURCE_TEXTS[rule.source],
    count: patients.length,
    patients: patients.slice(0, DUE_LISTED).map(({ patient, lastKnownOn }) => {
      noteRead('PATIENT', patient);
      return { patient, lastKnownOn: dayText(lastKnownOn) };
    }),
  };
}
