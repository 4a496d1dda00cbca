/** The waiting proposals of the payment ledger, in an answer. */
import { ApiProperty } from '@nestjs/swagger';
import { dayText } from '#libs/kernel/day.ts';
import type { LedgerChange } from '#libs/payments/ledger/change.ts';
import type { ShownChange } from '#libs/payments/ledger/queries/find-proposals.ts';
import { changeText, inForceText } from '#libs/words/texts/ledger-changes.ts';
import { type Columns, ListOf, dayColumn } from '#apps/api/http/listing.ts';
import { PersonView, personView } from '#apps/api/http/person.view.ts';

export const LEDGER_CHANGE_KINDS: readonly LedgerChange['kind'][] = [
  'ENVELOPE',
  'EXCEPTION',
  'HOLD',
  'DEMAND',
  'REPAYMENT',
  'TAKE_BACK',
  'CANCELLATION',
  'UNDOING',
  'ANSWER',
];

class LedgerProposalView {
  @ApiProperty({ example: 'envelope:FIR-2026' }) proposal!: string;
  @ApiProperty({ enum: LEDGER_CHANGE_KINDS, example: 'ENVELOPE' }) kind!: string;
  @ApiProperty({ description: 'Ce qui changerait.', example: 'FIR-2026 : enveloppe de 500 000,00 € pour PEPS' })
  change!: string;
  @ApiProperty({ description: 'Ce qui est en vigueur.', type: [String], example: [] }) inForce!: readonly string[];
  @ApiProperty({ type: PersonView }) proposedBy!: PersonView;
  @ApiProperty({ example: '2026-01-15T10:00:00.000Z' }) proposedAt!: string;
  @ApiProperty({ description: 'Dernier jour pour confirmer.', example: '2026-02-14' }) confirmBy!: string;
  @ApiProperty({ description: 'À donner pour confirmer (If-Match, ou code).', example: '3f0a9c41de' }) code!: string;
}

export class LedgerProposalsPage extends ListOf {
  @ApiProperty({ type: [LedgerProposalView] }) items!: LedgerProposalView[];
}

export function ledgerProposalView({ id, content, by, at, code, confirmBy, now }: ShownChange): LedgerProposalView {
  return {
    proposal: id,
    kind: content.kind,
    change: changeText(content),
    inForce: inForceText(now),
    proposedBy: personView(by),
    proposedAt: at,
    confirmBy: dayText(confirmBy),
    code,
  };
}

export const LEDGER_PROPOSAL_COLUMNS: Columns<LedgerProposalView> = {
  proposal: ({ proposal }) => proposal,
  kind: ({ kind }) => kind,
  change: ({ change }) => change,
  proposed_by: ({ proposedBy }) => proposedBy.name,
  proposed_at: ({ proposedAt }) => proposedAt,
  confirm_by: dayColumn(({ confirmBy }) => confirmBy),
  code: ({ code }) => code,
};
