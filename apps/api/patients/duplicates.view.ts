/** Ids of patients that may belong to one person, and merged ids, in an answer. */
import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';
import type { FoundMerge } from '#libs/enrolment/duplicates/queries/find-merges.ts';
import type { LookAlikes } from '#libs/enrolment/look-alikes.ts';
import { dayText } from '#libs/kernel/day.ts';
import { holdsSocialSecurityNumber } from '#libs/kernel/social-security-number.ts';
import { hasUnseen } from '#libs/kernel/text.ts';
import { ReasonDto } from '#apps/api/http/fields.ts';
import { type Columns, ListOf, dayColumn } from '#apps/api/http/listing.ts';
import { PersonView, personView } from '#apps/api/http/person.view.ts';

const MAX_PSEUDONYM = 64;

/** The pseudonym of a patient. A message never names a patient. */
function IsPseudonym(): PropertyDecorator {
  const validate = (value: unknown): boolean =>
    typeof value === 'string' &&
    value.length > 0 &&
    value.length <= MAX_PSEUDONYM &&
    !hasUnseen(value) &&
    !holdsSocialSecurityNumber(value);
  const message = '$property est le pseudonyme d’un patient, de 1 à 64 caractères visibles';
  return applyDecorators(ValidateBy({ name: 'isPseudonym', validator: { validate, defaultMessage: () => message } }));
}

export class PatientParams {
  @ApiProperty({ description: 'L’identifiant qui est, ou serait, celui d’un autre.', example: 'P0000002' })
  @IsPseudonym()
  patient!: string;
}

/** Two ids, in either order. */
export class PairDto extends ReasonDto {
  @ApiProperty({ description: 'L’identifiant qui serait celui d’un autre.', example: 'P0000002' })
  @IsPseudonym()
  patient!: string;

  @ApiProperty({ description: 'L’identifiant qui nomme la personne.', example: 'P0000001' })
  @IsPseudonym()
  into!: string;
}

class LookAlikesView {
  @ApiProperty({ description: 'Dont les actes s’arrêtent.', example: 'P0000001' }) former!: string;
  @ApiProperty({ description: 'Dont les actes commencent ensuite.', example: 'P0000002' }) latter!: string;
  @ApiProperty({ description: 'Dernier acte du premier.', example: '2022-11-14' }) lastAct!: string;
  @ApiProperty({ description: 'Premier acte du second.', example: '2023-01-09' }) firstAct!: string;
}

export class LookAlikesPage extends ListOf {
  @ApiProperty({ type: [LookAlikesView] }) items!: LookAlikesView[];
}

export const LOOK_ALIKE_COLUMNS: Columns<LookAlikesView> = {
  former: ({ former }) => former,
  latter: ({ latter }) => latter,
  last_act: dayColumn(({ lastAct }) => lastAct),
  first_act: dayColumn(({ firstAct }) => firstAct),
};

export function lookAlikesView({ former, latter, lastAct, firstAct }: LookAlikes): LookAlikesView {
  return { former, latter, lastAct: dayText(lastAct), firstAct: dayText(firstAct) };
}

class WaitingMergeView {
  @ApiProperty({ description: 'SEPARATION : défaire une réunion.', enum: ['MERGE', 'SEPARATION'], example: 'MERGE' })
  kind!: string;
  @ApiProperty({ example: 'liste à vérifier' }) reason!: string;
  @ApiProperty({ type: PersonView }) proposedBy!: PersonView;
  @ApiProperty({ example: '2026-01-15T10:00:00.000Z' }) proposedAt!: string;
  @ApiProperty({ description: 'Dernier jour pour le confirmer.', example: '2026-02-14' }) confirmBy!: string;
  @ApiProperty({ description: 'À donner pour confirmer (If-Match, ou code).', example: '3f0a9c41de' }) code!: string;
}

class MergeView {
  @ApiProperty({ description: 'L’identifiant qui est, ou serait, celui d’un autre.', example: 'P0000002' })
  patient!: string;
  @ApiProperty({ description: 'L’identifiant qui nomme la personne.', example: 'P0000001' }) into!: string;
  @ApiProperty({
    description: 'Jour de connaissance depuis lequel ils sont une personne ; null : seulement proposé.',
    type: String,
    nullable: true,
    example: '2026-01-16',
  })
  since!: string | null;
  @ApiProperty({ description: 'Ce qui attend une seconde personne.', type: WaitingMergeView, nullable: true })
  waiting!: WaitingMergeView | null;
}

export class MergesPage extends ListOf {
  @ApiProperty({ type: [MergeView] }) items!: MergeView[];
}

export const MERGE_COLUMNS: Columns<MergeView> = {
  patient: ({ patient }) => patient,
  into: ({ into }) => into,
  since: dayColumn(({ since }) => since ?? ''),
  waiting: ({ waiting }) => waiting?.kind ?? '',
  proposed_by: ({ waiting }) => waiting?.proposedBy.name ?? '',
  proposed_at: ({ waiting }) => waiting?.proposedAt ?? '',
  confirm_by: dayColumn(({ waiting }) => waiting?.confirmBy ?? ''),
};

export function mergeView({ patient, into, since, waiting }: FoundMerge): MergeView {
  return {
    patient,
    into,
    since: since ?? null,
    waiting:
      waiting === undefined
        ? null
        : {
            kind: waiting.kind,
            reason: waiting.reason,
            proposedBy: personView(waiting.by),
            proposedAt: waiting.at,
            confirmBy: dayText(waiting.confirmBy),
            code: waiting.code,
          },
  };
}
