/** Envelopes and the entries of their payment ledgers as they are shown: amounts in cents as text. */
import { ApiProperty } from '@nestjs/swagger';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { type TeamBalances, envelopeUse, teamBalances } from '#libs/payments/ledger/balances.ts';
import { LEDGER_EVENTS } from '#libs/payments/ledger/events.ts';
import { teamOf } from '#libs/payments/ledger/posting.ts';
import { type PaymentLedger, proposedTerms, termsInForce } from '#libs/payments/ledger/state.ts';
import { PersonView, personView } from '#apps/api/http/person.view.ts';
import { type Columns, ListOf } from '#apps/api/http/listing.ts';

export class TermsView {
  @ApiProperty({ description: 'Centimes.', example: '500000000' }) amountCents!: string;
  @ApiProperty({ type: [String], example: ['PEPS', 'IPEP'] }) schemes!: readonly string[];
}

class ProposedTermsView extends TermsView {
  @ApiProperty({ type: PersonView }) proposedBy!: PersonView;
}

export class EnvelopeView {
  @ApiProperty({ example: 'FIR-2026' }) envelope!: string;
  @ApiProperty({ description: 'null : pas encore confirmée.', type: TermsView, nullable: true })
  terms!: TermsView | null;
  @ApiProperty({ description: 'Proposé, à confirmer par une autre personne.', type: ProposedTermsView, nullable: true })
  proposed!: ProposedTermsView | null;
  @ApiProperty({ description: 'Centimes.', example: '500000000' }) amountCents!: string;
  @ApiProperty({ description: 'Dû, libéré ou payé, moins ce que doivent les équipes. Centimes.', example: '76005300' })
  committedCents!: string;
  @ApiProperty({ description: 'Envoyé à la banque, ou payé. Centimes.', example: '25335100' }) releasedCents!: string;
  @ApiProperty({ description: 'Payé par la banque. Centimes.', example: '25335100' }) paidCents!: string;
  @ApiProperty({ description: 'Ce qui peut encore être libéré. Centimes.', example: '474664900' }) leftCents!: string;
}

export class EnvelopesPage extends ListOf {
  @ApiProperty({ type: [EnvelopeView] }) items!: EnvelopeView[];
}

class TeamBalancesView {
  @ApiProperty({ example: 'PEPS-01' }) team!: string;
  @ApiProperty({ description: 'Décidé. Centimes.', example: '760053' }) chargesCents!: string;
  @ApiProperty({ description: 'Dû et pas encore libéré. Centimes.', example: '506702' }) dueCents!: string;
  @ApiProperty({ description: 'Envoyé à la banque. Centimes.', example: '0' }) releasedCents!: string;
  @ApiProperty({ description: 'Payé par la banque. Centimes.', example: '253351' }) paidCents!: string;
  @ApiProperty({ description: 'Ce que doit l’équipe. Centimes.', example: '0' }) toRecoverCents!: string;
  @ApiProperty({ description: 'Ce qui lui est demandé. Centimes.', example: '0' }) demandedCents!: string;
}

export class EnvelopeWithTeamsView extends EnvelopeView {
  @ApiProperty({ type: [TeamBalancesView] }) teams!: TeamBalancesView[];
}

export function envelopeView(ledger: PaymentLedger): Readonly<EnvelopeView> {
  const { envelope } = ledger;
  const [terms, proposal] = [termsInForce(ledger), proposedTerms(ledger)];
  const { amountCents, committedCents, releasedCents, paidCents, leftCents } = envelopeUse(ledger);
  return {
    envelope,
    terms: terms === undefined ? null : { amountCents: String(terms.amountCents), schemes: terms.schemes },
    proposed:
      proposal === undefined
        ? null
        : {
            amountCents: String(proposal.terms.amountCents),
            schemes: proposal.terms.schemes,
            proposedBy: personView(proposal.by),
          },
    amountCents: String(amountCents),
    committedCents: String(committedCents),
    releasedCents: String(releasedCents),
    paidCents: String(paidCents),
    leftCents: String(leftCents),
  };
}

export function envelopeWithTeams(ledger: PaymentLedger): EnvelopeWithTeamsView {
  return { ...envelopeView(ledger), teams: teamBalances(ledger).map(balancesView) };
}

function balancesView({ team, ...of }: TeamBalances): TeamBalancesView {
  return {
    team,
    chargesCents: String(of.chargesCents),
    dueCents: String(of.dueCents),
    releasedCents: String(of.releasedCents),
    paidCents: String(of.paidCents),
    toRecoverCents: String(of.toRecoverCents),
    demandedCents: String(of.demandedCents),
  };
}

export const ENVELOPE_COLUMNS: Columns<EnvelopeView> = {
  envelope: ({ envelope }) => envelope,
  schemes: ({ terms }) => terms?.schemes.join(' ') ?? '',
  amount_cents: ({ amountCents }) => amountCents,
  committed_cents: ({ committedCents }) => committedCents,
  released_cents: ({ releasedCents }) => releasedCents,
  paid_cents: ({ paidCents }) => paidCents,
  left_cents: ({ leftCents }) => leftCents,
};

export class PostingView {
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

/** Undefined where the event moves no money. */
export function postingView(recorded: RecordedEvent): PostingView | undefined {
  const { type, effective, data, meta } = LEDGER_EVENTS.read(recorded);
  if (!('debit' in data)) return undefined;
  const { debit, credit, amountCents } = data;
  const author = meta.command?.meta;
  return {
    position: meta.position,
    revision: meta.revision,
    type,
    // Both accounts are of one team.
    team: teamOf(debit),
    effective,
    debit,
    credit,
    amountCents: String(amountCents),
    decision: 'decision' in data ? data.decision : null,
    item: 'item' in data ? data.item : null,
    recovery: 'recovery' in data ? data.recovery : null,
    run: 'run' in data ? data.run : null,
    endToEndId: 'endToEndId' in data ? data.endToEndId : null,
    by: author === undefined ? null : personView(author.by),
    at: author?.at ?? '',
  };
}

export const POSTING_COLUMNS: Columns<PostingView> = {
  position: ({ position }) => position,
  revision: ({ revision }) => revision,
  type: ({ type }) => type,
  team_id: ({ team }) => team,
  effective: ({ effective }) => effective,
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
