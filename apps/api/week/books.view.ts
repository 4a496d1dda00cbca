/** Entries and accruals in answers: amounts in cents as text. */
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { type AccountingEntry, auxiliaryOf } from '#libs/week/accounting-entry.ts';
import { ACCRUALS, type AccrualKind, JOURNALS, type JournalCode } from '#libs/week/chart-of-accounts.ts';
import type { SummedAccruals } from '#libs/week/queries/sum-accruals.ts';
import { CsvFormQuery, ListOf, PageQuery } from '#apps/api/http/listing.ts';
import { IsDay } from '#apps/api/http/parameters.ts';

export class GeneralLedgerQuery extends PageQuery {
  @ApiProperty({ description: 'Premier jour d’enregistrement.', example: '2026-01-01' })
  @IsDay()
  from!: string;

  @ApiProperty({ description: 'Dernier jour d’enregistrement.', example: '2099-12-31' })
  @IsDay()
  to!: string;
}

export class AccrualsQuery extends CsvFormQuery {
  @ApiProperty({ description: 'Exercice, clos le 31 décembre.', type: String, example: '2023' })
  @Matches(/^\d{4}$/, { message: 'year est une année, comme 2025' })
  year!: string;

  @ApiPropertyOptional({
    description: 'Seulement les calculs connus ce jour-là ; les derniers si rien n’est dit.',
    example: '2024-08-31',
  })
  @IsOptional()
  @IsDay()
  knownOn?: string;

  @ApiPropertyOptional({
    description: 'true : aussi ce qui reste ouvert des années d’avant.',
    enum: ['true', 'false'],
    default: 'false',
    example: 'true',
  })
  @IsOptional()
  @IsIn(['true', 'false'], { message: 'earlier est true ou false' })
  earlier?: 'true' | 'false';
}

class EntryLineView {
  @ApiProperty({ example: '657200' }) account!: string;
  @ApiProperty({ example: 'Financement des équipes (article 51)' }) label!: string;
  @ApiProperty({ description: 'Compte auxiliaire : équipe ou enveloppe ; vide sinon.', example: 'PEPS-01' })
  auxiliary!: string;
  @ApiProperty({ description: 'Centimes.', example: '253351' }) debitCents!: string;
  @ApiProperty({ description: 'Centimes.', example: '0' }) creditCents!: string;
}

class AccountingEntryView {
  @ApiProperty({ example: 12 }) number!: number;
  @ApiProperty({ enum: Object.keys(JOURNALS), example: 'DEC' }) journal!: JournalCode;
  @ApiProperty({ example: 'Décisions' }) journalLabel!: string;
  @ApiProperty({ example: '2026-11-03' }) day!: string;
  @ApiProperty({ example: 'statement-PEPS-01-2021-Q1@3' }) piece!: string;
  @ApiProperty({ example: '2026-11-03' }) pieceDay!: string;
  @ApiProperty({ example: 'Dû PEPS-01 2021-Q1' }) label!: string;
  @ApiProperty({ description: 'Débits et crédits s’équilibrent.', type: [EntryLineView] }) lines!: EntryLineView[];
}

export class GeneralLedgerPage extends ListOf {
  @ApiProperty({ type: [AccountingEntryView] }) items!: AccountingEntryView[];
}

export function accountingEntryView({ lines, journal, ...entry }: AccountingEntry): AccountingEntryView {
  return {
    ...entry,
    journal,
    journalLabel: JOURNALS[journal],
    lines: lines.map((line) => ({
      account: line.account.number,
      label: line.account.label,
      auxiliary: auxiliaryOf(line),
      debitCents: String(line.debitCents),
      creditCents: String(line.creditCents),
    })),
  };
}

const KINDS = Object.keys(ACCRUALS) as AccrualKind[];

class AccrualSumView {
  @ApiProperty({ example: '2023-Q2' }) period!: string;
  @ApiProperty({ type: String, nullable: true, example: 'PEPS' }) scheme!: string | null;
  @ApiProperty({ enum: KINDS, example: 'CALCULATED' }) kind!: AccrualKind;
  @ApiProperty({ example: 'Calculé, non décidé' }) label!: string;
  @ApiProperty({ description: 'Nombre de décomptes.', example: 53 }) statements!: number;
  @ApiProperty({ description: 'Centimes.', example: '253351' }) amountCents!: string;
}

class AccrualView {
  @ApiProperty({ example: 'PEPS-01' }) team!: string;
  @ApiProperty({ example: '2023-Q2' }) period!: string;
  @ApiProperty({ type: String, nullable: true, example: 'PEPS' }) scheme!: string | null;
  @ApiProperty({ enum: KINDS, example: 'CALCULATED' }) kind!: AccrualKind;
  @ApiProperty({ example: 'Calculé, non décidé' }) label!: string;
  @ApiProperty({ description: 'Centimes, plus de 0.', example: '7437' }) amountCents!: string;
  @ApiProperty({
    description: 'Dernière échéance de ce qui est calculé ; null sinon.',
    type: String,
    nullable: true,
    example: null,
  })
  dueOn!: string | null;
}

class NotCalculatedView {
  @ApiProperty({ example: 'PEPS-01' }) team!: string;
  @ApiProperty({ example: '2023-Q4' }) period!: string;
}

export class AccrualsView {
  @ApiProperty({ description: 'Jour de clôture.', example: '2023-12-31' }) closing!: string;
  @ApiProperty({ description: 'Par période, expérimentation et nature.', type: [AccrualSumView] })
  sums!: AccrualSumView[];
  @ApiProperty({ description: 'Décompte par décompte.', type: [AccrualView] }) accruals!: AccrualView[];
  @ApiProperty({ description: 'Jamais calculés : rien n’y est inscrit.', type: [NotCalculatedView] })
  notCalculated!: NotCalculatedView[];
}

export function accrualsView({ closing, sums, accruals, notCalculated }: SummedAccruals): AccrualsView {
  return {
    closing,
    sums: sums.map(({ kind, amountCents, ...of }) => ({
      ...of,
      kind,
      label: ACCRUALS[kind].label,
      amountCents: String(amountCents),
    })),
    accruals: accruals.map(({ team, period, scheme, kind, amountCents, dueOn }) => ({
      team,
      period,
      scheme,
      kind,
      label: ACCRUALS[kind].label,
      amountCents: String(amountCents),
      dueOn: dueOn ?? null,
    })),
    notCalculated: notCalculated.map(({ team, period }) => ({ team, period })),
  };
}
