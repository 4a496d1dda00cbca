/** A posting of the payment ledger in an answer: amounts in cents as text. */
import { ApiProperty } from '@nestjs/swagger';
import type { RecordedPosting } from '#libs/payments/ledger/recorded-posting.ts';
import { PersonView, personView } from '#apps/api/http/person.view.ts';
import { type Columns, ListOf, dayColumn } from '#apps/api/http/listing.ts';

class PostingView {
  @ApiProperty({ description: 'Position dans le journal.', example: 178823 }) position!: number;
  @ApiProperty({ description: 'Rang dans le livre, à partir de 0.', example: 12 }) revision!: number;
  @ApiProperty({ example: 'DuePosted' }) type!: string;
  @ApiProperty({ example: 'PEPS-01' }) team!: string;
  @ApiProperty({ description: 'Période ou jour de ce dont il s’agit.', example: '2021-05-15' }) effective!: string;
  @ApiProperty({ example: 'charges:PEPS-01' }) debit!: string;
  @ApiProperty({ example: 'due:PEPS-01' }) credit!: string;
  @ApiProperty({ description: 'Centimes, toujours plus de 0.', example: '253351' }) amountCents!: string;
  @ApiProperty({
    description: 'Décision passée au livre.',
    type: String,
    nullable: true,
    example: 'statement-PEPS-01-2021-Q1@3',
  })
  decision!: string | null;
  @ApiProperty({ description: 'Échéance.', type: String, nullable: true, example: 'statement-PEPS-01-2021-Q1@3#1' })
  item!: string | null;
  @ApiProperty({ description: 'Créance sur l’équipe.', type: String, nullable: true, example: null })
  recovery!: string | null;
  @ApiProperty({ description: 'Campagne de paiement.', type: String, nullable: true, example: 'R-2026-11' })
  run!: string | null;
  @ApiProperty({ description: 'Paiement.', type: String, nullable: true, example: 'DCP0123456789' })
  endToEndId!: string | null;
  @ApiProperty({ type: PersonView, nullable: true }) by!: PersonView | null;
  @ApiProperty({ example: '2026-11-03T09:12:00.000Z' }) at!: string;
}

export class PostingsPage extends ListOf {
  @ApiProperty({ type: [PostingView] }) items!: PostingView[];
}

export function postingView(found: RecordedPosting): Readonly<PostingView> {
  const { position, revision, type, team, effective, debit, credit, amountCents, author } = found;
  return {
    position,
    revision,
    type,
    team,
    effective,
    debit,
    credit,
    amountCents: String(amountCents),
    decision: found.decision ?? null,
    item: found.item ?? null,
    recovery: found.recovery ?? null,
    run: found.run ?? null,
    endToEndId: found.endToEndId ?? null,
    by: author === undefined ? null : personView(author.by),
    at: author?.at ?? '',
  };
}

export const POSTING_COLUMNS: Columns<PostingView> = {
  position: ({ position }) => position,
  revision: ({ revision }) => revision,
  type: ({ type }) => type,
  team_id: ({ team }) => team,
  effective: dayColumn(({ effective }) => effective),
  debit: ({ debit }) => debit,
  credit: ({ credit }) => credit,
  amount_cents: ({ amountCents }) => amountCents,
  decision: ({ decision }) => decision,
  item: ({ item }) => item,
  recovery: ({ recovery }) => recovery,
  run: ({ run }) => run,
  end_to_end_id: ({ endToEndId }) => endToEndId,
  by: ({ by }) => by?.name ?? null,
  at: ({ at }) => at,
};
