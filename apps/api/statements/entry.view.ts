/** An entry of the act ledger in an answer. */
import { ApiProperty } from '@nestjs/swagger';
import { quarterText } from '#libs/kernel/day.ts';
import type { ActLedgerEntry } from '#libs/acts/act-ledger.ts';
import { type Columns, ListOf } from '#apps/api/http/listing.ts';

class EntryView {
  @ApiProperty({ example: 'A000001' }) act!: string;
  @ApiProperty({ example: 'PEPS-01' }) team!: string;
  @ApiProperty({ example: '2021-Q1' }) quarter!: string;
  @ApiProperty({ enum: ['SUBSTITUTED', 'LEAKAGE', 'FEE_FOR_SERVICE', 'INFORMATION_ONLY'], example: 'SUBSTITUTED' })
  class!: string;
  @ApiProperty({ description: 'Motif du paiement à l’acte ; vide ailleurs.', example: '' }) reason!: string;
  @ApiProperty({ description: 'Centimes.', example: '2500' }) baseCents!: string;
  @ApiProperty({ description: 'Centimes.', example: '1750' }) paidCents!: string;
}

export class EntriesPage extends ListOf {
  @ApiProperty({ type: [EntryView] }) items!: EntryView[];
}

export function actEntryView({
  actId,
  team,
  quarter,
  class: actClass,
  reason,
  baseCents,
  paidCents,
}: ActLedgerEntry): EntryView {
  return {
    act: actId,
    team,
    quarter: quarterText(quarter),
    class: actClass,
    reason,
    baseCents: String(baseCents),
    paidCents: String(paidCents),
  };
}

export const ACT_ENTRY_COLUMNS: Columns<EntryView> = {
  act_id: ({ act }) => act,
  team_id: ({ team }) => team,
  quarter: ({ quarter }) => quarter,
  class: (entry) => entry.class,
  reason: ({ reason }) => reason,
  base_cents: ({ baseCents }) => baseCents,
  paid_cents: ({ paidCents }) => paidCents,
};
