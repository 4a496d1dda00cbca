/** Close-outs in answers and requests. */
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, Matches } from 'class-validator';
import { CLOSING_KINDS, OPEN_KINDS } from '#libs/closing/events.ts';
import { type Columns, ListOf, dayColumn } from '#apps/api/http/listing.ts';
import { ReasonDto } from '#apps/api/http/fields.ts';
import { IsDay } from '#apps/api/http/parameters.ts';

const STATUSES = ['OPEN', 'PROPOSED', 'CLOSED'];
/** The kinds as written in an address. */
const KINDS = ['team', 'scheme'];

class ClosedYearView {
  @ApiProperty({ example: 2023 }) year!: number;
  @ApiProperty({ description: 'Périodes décidées.', example: 4 }) periods!: number;
  @ApiProperty({ description: 'Décidé en tout, en centimes.', example: '900000' }) decidedCents!: string;
  @ApiProperty({ description: 'Dont par régularisation, en centimes.', example: '-1250' }) regularisedCents!: string;
}

class OpenItemView {
  @ApiProperty({
    description:
      'Périodes : STILL_IN, UNDECIDED, SUBMITTED, DRAFTED, DIFFERS, NOT_POSTED. Argent : DUE, AT_BANK, CONTRADICTED, ANSWER_PROPOSED, DEBT, DEMANDED, ENVELOPE.',
    enum: OPEN_KINDS,
    example: 'DIFFERS',
  })
  kind!: string;
  @ApiProperty({ example: 'PEPS-01 2023-Q2' }) of!: string;
  @ApiProperty({ description: 'Centimes.', type: String, nullable: true, example: '7437' }) amountCents!: string | null;
}

class CloseOutView {
  @ApiProperty({ description: 'Tout est régularisé tel que connu ce jour-là.', example: '2026-09-30' })
  lastDay!: string;
  @ApiProperty({ type: [String], example: ['PEPS-01'] }) teams!: readonly string[];
  @ApiProperty({ description: 'Décompte final, par année.', type: [ClosedYearView] }) years!: readonly ClosedYearView[];
  @ApiProperty({ description: 'Centimes.', example: '3600000' }) decidedCents!: string;
  @ApiProperty({ description: 'Versé, en centimes.', example: '3600000' }) paidCents!: string;
  @ApiProperty({ description: 'Dettes compensées ou remboursées, en centimes.', example: '0' })
  recoveredCents!: string;
  @ApiProperty({ description: 'Ce qui reste ouvert.', type: [OpenItemView] }) open!: readonly OpenItemView[];
}

class ClosedView {
  @ApiProperty({ type: CloseOutView }) closeOut!: CloseOutView;
  @ApiProperty({ example: 'fin de l’expérimentation' }) reason!: string;
  @ApiProperty({ example: 'Alice' }) proposedBy!: string;
  @ApiProperty({ example: 'Bruno' }) confirmedBy!: string;
  @ApiProperty({ example: '2026-11-29T08:30:00.000Z' }) closedAt!: string;
}

class ProposedClosingView {
  @ApiProperty({ enum: ['CLOSE', 'REOPEN'], example: 'CLOSE' }) type!: string;
  @ApiProperty({ example: 'fin de l’expérimentation' }) reason!: string;
  @ApiProperty({ type: CloseOutView, nullable: true }) closeOut!: CloseOutView | null;
  @ApiProperty({ example: 'Alice' }) proposedBy!: string;
  @ApiProperty({ example: '2026-11-29T08:30:00.000Z' }) proposedAt!: string;
  @ApiProperty({ description: 'Dernier jour pour confirmer.', example: '2026-12-29' }) confirmBy!: string;
  @ApiProperty({ description: 'À donner pour confirmer.', example: '3f0a9c41de' }) code!: string;
}

export class ClosingView {
  @ApiProperty({ enum: CLOSING_KINDS, example: 'TEAM' }) kind!: string;
  @ApiProperty({ example: 'PEPS-01' }) subject!: string;
  @ApiProperty({ description: 'Telle qu’elle serait au jour demandé.', type: CloseOutView }) closeOut!: CloseOutView;
  @ApiProperty({ description: 'Null tant que rien n’est clos.', type: ClosedView, nullable: true })
  closed!: ClosedView | null;
  @ApiProperty({ description: 'Ce qui attend une seconde personne.', type: ProposedClosingView, nullable: true })
  proposed!: ProposedClosingView | null;
}

class ListedClosingView {
  @ApiProperty({ enum: CLOSING_KINDS, example: 'TEAM' }) kind!: string;
  @ApiProperty({ example: 'PEPS-01' }) subject!: string;
  @ApiProperty({ enum: STATUSES, example: 'CLOSED' }) status!: string;
  @ApiProperty({ type: String, nullable: true, example: '2026-09-30' }) lastDay!: string | null;
  @ApiProperty({ description: 'Centimes.', type: String, nullable: true, example: '3600000' })
  decidedCents!: string | null;
  @ApiProperty({ description: 'Combien de points restent ouverts.', type: Number, nullable: true, example: 0 })
  open!: number | null;
}

export class ClosingsPage extends ListOf {
  @ApiProperty({ type: [ListedClosingView] }) items!: ListedClosingView[];
}

export const CLOSING_COLUMNS: Columns<ListedClosingView> = {
  kind: ({ kind }) => kind,
  subject: ({ subject }) => subject,
  status: ({ status }) => status,
  last_day: dayColumn(({ lastDay }) => lastDay),
  decided_cents: ({ decidedCents }) => decidedCents,
  open: ({ open }) => open,
};

export class ClosingParams {
  @ApiProperty({ description: 'team : une équipe ; scheme : une expérimentation.', enum: KINDS, example: 'team' })
  @IsIn(KINDS, { message: `kind est ${KINDS.join(' ou ')}` })
  kind!: 'team' | 'scheme';

  @ApiProperty({ description: 'Équipe, ou expérimentation.', example: 'PEPS-01' })
  @Matches(/^(?! |\.+$)(?:[^\p{C}\p{Z}/]| (?! |$)){1,64}$/u, {
    message: 'subject nomme une équipe ou une expérimentation',
  })
  subject!: string;
}

export class ClosingDto extends ReasonDto {
  @ApiProperty({ description: 'Tout est régularisé tel que connu ce jour-là.', example: '2026-09-30' })
  @IsDay()
  lastDay!: string;

  @ApiPropertyOptional({
    description: 'true : ce qui n’est pas réglé reste ouvert, pour le motif donné.',
    example: true,
  })
  @IsOptional()
  @IsBoolean({ message: 'leavesOpen est true ou false' })
  leavesOpen?: boolean;
}
