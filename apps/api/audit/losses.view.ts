/** Losses of the log in answers. */
import { ApiProperty } from '@nestjs/swagger';
import { dayText } from '#libs/kernel/day.ts';
import type { MissingCheckpoint } from '#libs/audit/checkpoint-chain.ts';
import type { FoundLosses } from '#libs/continuity/queries/find-losses.ts';
import { type Head, type Loss, WITNESS_KINDS, type Witness } from '#libs/continuity/witness.ts';
import { lossTexts } from '#libs/words/continuity.ts';
import { PersonView, personView } from '#apps/api/http/person.view.ts';

const LINK = '5e88…';

class HeadView implements Head {
  @ApiProperty({ example: 178822 }) position!: number;
  @ApiProperty({ description: 'Maillon de la chaîne à cette position.', example: LINK }) link!: string;
}

class WitnessView extends HeadView implements Witness {
  @ApiProperty({
    description:
      'Point de contrôle, projection du magasin de lecture, fin notée par une commande, fichier remis pour la banque, ou copie mise à l’écart.',
    enum: WITNESS_KINDS,
    example: 'CHECKPOINT',
  })
  kind!: Witness['kind'];
  @ApiProperty({ example: 'checkpoint-178822.json' }) name!: string;
}

class MissingCheckpointView implements MissingCheckpoint {
  @ApiProperty({ description: 'Son rang dans la chaîne des points de contrôle.', example: 12 }) sequence!: number;
  @ApiProperty({ description: 'Position du journal ; 0 si seul le suivant le nomme.', example: 178822 })
  position!: number;
  @ApiProperty({ description: 'Empreinte de ce qui est signé et de sa signature.', example: LINK }) digest!: string;
}

class LossView {
  @ApiProperty({ description: 'Les témoins que le journal contredit, le plus avancé en premier.', type: [WitnessView] })
  lost!: readonly WitnessView[];
  @ApiProperty({ description: 'Dernier endroit, avant eux, où un témoin confirme le journal.', type: HeadView })
  agreed!: HeadView;
  @ApiProperty({ description: 'Fin du journal.', type: HeadView }) end!: HeadView;
  @ApiProperty({ description: 'Points de contrôle signés qui ne sont plus là.', type: [MissingCheckpointView] })
  missing!: readonly MissingCheckpointView[];
  @ApiProperty({ description: 'Ce qui manque, en phrases.', type: [String] }) details!: readonly string[];
}

class LossReportView extends LossView {
  @ApiProperty({ description: 'Ce qui s’est passé.', example: 'sauvegarde de la veille remise' }) reason!: string;
  @ApiProperty({ type: PersonView }) reportedBy!: PersonView;
  @ApiProperty({ example: '2026-11-28T10:00:00.000Z' }) reportedAt!: string;
  @ApiProperty({ description: 'Dernier jour pour la reconnaître.', example: '2026-12-28' }) acknowledgeBy!: string;
  @ApiProperty({
    description: 'À donner pour la reconnaître (If-Match, ou code) ; c’est aussi l’ETag.',
    example: '3f0a9c41de',
  })
  code!: string;
}

class AcknowledgedLossView extends LossView {
  @ApiProperty({ description: 'Ce qui s’est passé.', example: 'sauvegarde de la veille remise' }) reason!: string;
  @ApiProperty({ type: PersonView }) reportedBy!: PersonView;
  @ApiProperty({ type: PersonView }) acknowledgedBy!: PersonView;
  @ApiProperty({ example: '2026-11-28T11:00:00.000Z' }) acknowledgedAt!: string;
}

export class LossesView {
  @ApiProperty({ description: 'Ce que personne n’a reconnu ; null si rien ne manque.', type: LossView, nullable: true })
  loss!: LossView | null;
  @ApiProperty({
    description:
      'Points de contrôle signés qui ne sont plus là, et dont personne n’a reconnu la perte : il n’en est pas signé d’autre.',
    type: [MissingCheckpointView],
  })
  missing!: readonly MissingCheckpointView[];
  @ApiProperty({
    description: 'false : aucun témoin n’a vu ce journal, rien ne dit s’il a perdu sa fin.',
    example: true,
  })
  witnessed!: boolean;
  @ApiProperty({ description: 'À reconnaître par une autre personne.', type: LossReportView, nullable: true })
  report!: LossReportView | null;
  @ApiProperty({ description: 'Dans l’ordre où elles l’ont été.', type: [AcknowledgedLossView] })
  acknowledged!: readonly AcknowledgedLossView[];
}

export function lossesView({ loss, missing, witnessed, report, acknowledged }: FoundLosses): LossesView {
  return {
    loss: loss === undefined ? null : lossView(loss),
    missing: missing.map(missingView),
    witnessed,
    report:
      report === undefined
        ? null
        : {
            ...lossView(report.content),
            reason: report.content.reason,
            reportedBy: personView(report.by),
            reportedAt: report.at,
            acknowledgeBy: dayText(report.lastDay),
            code: report.code,
          },
    acknowledged: acknowledged.map((one) => ({
      ...lossView(one),
      reason: one.reason,
      reportedBy: personView(one.reportedBy),
      acknowledgedBy: personView(one.acknowledgedBy),
      acknowledgedAt: one.at,
    })),
  };
}

function lossView(loss: Loss): Pick<LossView, keyof LossView> {
  const headView = ({ position, link }: Head): HeadView => ({ position, link });
  return {
    lost: loss.lost.map(({ kind, name, position, link }) => ({ position, link, kind, name })),
    agreed: headView(loss.agreed),
    end: headView(loss.end),
    missing: (loss.files ?? []).map(missingView),
    details: lossTexts(loss),
  };
}

function missingView({ sequence, position, digest }: MissingCheckpoint): MissingCheckpointView {
  return { sequence, position, digest };
}
