/** Envelopes in answers: amounts in cents as text. */
import { ApiProperty } from '@nestjs/swagger';
import { dayText, optionalDayText } from '#libs/kernel/day.ts';
import type { TeamBalances } from '#libs/payments/ledger/balances.ts';
import type { EnvelopeFigures, ProposedTerms } from '#libs/payments/ledger/envelope-figures.ts';
import type { EnvelopeTerms } from '#libs/payments/ledger/proposal-events.ts';
import type { EnvelopeYear } from '#libs/payments/ledger/envelope-years.ts';
import type { EnvelopeWithTeams } from '#libs/payments/ledger/queries/read-envelope.ts';
import { PersonView, personView } from '#apps/api/http/person.view.ts';
import { type Columns, ListOf } from '#apps/api/http/listing.ts';

class TermsView {
  @ApiProperty({
    description: 'Premier jour ; null : depuis le début.',
    example: '2026-01-01',
    type: String,
    nullable: true,
  })
  from!: string | null;
  @ApiProperty({ description: 'Centimes.', example: '500000000' }) amountCents!: string;
  @ApiProperty({ type: [String], example: ['PEPS', 'IPEP'] }) schemes!: readonly string[];
}

class ProposedTermsView extends TermsView {
  @ApiProperty({
    description: 'Pour un montant sous ce qui est décidé ou libéré.',
    nullable: true,
    type: String,
    example: null,
  })
  exception!: string | null;
  @ApiProperty({ type: PersonView }) proposedBy!: PersonView;
  @ApiProperty({ example: '2026-01-15T10:00:00.000Z' }) proposedAt!: string;
  @ApiProperty({ description: 'Dernier jour pour confirmer.', example: '2026-02-14' }) confirmBy!: string;
  @ApiProperty({ description: 'À donner pour confirmer (If-Match, ou code).', example: '3f0a9c41de' }) code!: string;
}

class OwedToEnvelopeView {
  @ApiProperty({ example: 'FIR-2025' }) envelope!: string;
  @ApiProperty({ description: 'Ce qui lui est dû ; moins de 0 : ce qu’elle doit. Centimes.', example: '4000' })
  owedCents!: string;
}

class EnvelopeView {
  @ApiProperty({ example: 'FIR-2026' }) envelope!: string;
  @ApiProperty({
    description: 'Aujourd’hui ; null : pas encore confirmée, ou pas commencée.',
    type: TermsView,
    nullable: true,
  })
  terms!: TermsView | null;
  @ApiProperty({ description: 'Tout ce qui est confirmé, par premier jour.', type: [TermsView] })
  termsByDay!: TermsView[];
  @ApiProperty({ description: 'Proposé, à confirmer par une autre personne.', type: ProposedTermsView, nullable: true })
  proposed!: ProposedTermsView | null;
  @ApiProperty({ description: 'Centimes.', example: '500000000' }) amountCents!: string;
  @ApiProperty({ description: 'Dû, libéré ou payé, moins ce que doivent les équipes. Centimes.', example: '76005300' })
  committedCents!: string;
  @ApiProperty({ description: 'Envoyé à la banque, ou payé. Centimes.', example: '25335100' }) releasedCents!: string;
  @ApiProperty({ description: 'Payé par la banque. Centimes.', example: '25335100' }) paidCents!: string;
  @ApiProperty({ description: 'Remboursé par des équipes. Centimes.', example: '0' }) repaidCents!: string;
  @ApiProperty({
    description: 'Envoyé, payé ou dû à d’autres enveloppes, moins ce qui est revenu. Centimes.',
    example: '25335100',
  })
  usedCents!: string;
  @ApiProperty({ description: 'Dû à d’autres enveloppes, moins ce qu’elles lui doivent. Centimes.', example: '0' })
  betweenCents!: string;
  @ApiProperty({ description: 'Les autres enveloppes, par des compensations.', type: [OwedToEnvelopeView] })
  between!: OwedToEnvelopeView[];
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
  @ApiProperty({ description: 'Ce qu’elle a remboursé. Centimes.', example: '0' }) repaidCents!: string;
}

class EnvelopeYearView {
  @ApiProperty({ description: 'Année des périodes payées.', example: '2025' }) year!: string;
  @ApiProperty({ description: 'Dû et pas encore libéré. Centimes.', example: '506702' }) dueCents!: string;
  @ApiProperty({ description: 'À la banque, qui n’a pas répondu. Centimes.', example: '0' }) releasedCents!: string;
  @ApiProperty({ description: 'Payé par la banque. Centimes.', example: '253351' }) paidCents!: string;
  @ApiProperty({ description: 'Ce que des équipes doivent encore. Centimes.', example: '0' }) owedCents!: string;
}

export class EnvelopeWithTeamsView extends EnvelopeView {
  @ApiProperty({ type: [TeamBalancesView] }) teams!: TeamBalancesView[];
  @ApiProperty({ description: 'Par année des périodes payées.', type: [EnvelopeYearView] }) years!: EnvelopeYearView[];
}

export function envelopeView({
  envelope,
  terms,
  termsByDay,
  proposed,
  use,
  between,
}: EnvelopeFigures): Readonly<EnvelopeView> {
  const { amountCents, committedCents, releasedCents, paidCents, betweenCents, repaidCents, usedCents, leftCents } =
    use;
  return {
    envelope,
    terms: terms === undefined ? null : termsView(terms),
    termsByDay: termsByDay.map(termsView),
    proposed: proposed === undefined ? null : proposedView(proposed),
    amountCents: String(amountCents),
    committedCents: String(committedCents),
    releasedCents: String(releasedCents),
    paidCents: String(paidCents),
    betweenCents: String(betweenCents),
    repaidCents: String(repaidCents),
    usedCents: String(usedCents),
    between: between.map((one) => ({ envelope: one.envelope, owedCents: String(one.owedCents) })),
    leftCents: String(leftCents),
  };
}

function proposedView({ terms, exception, by, at, code, confirmBy }: ProposedTerms): ProposedTermsView {
  const people = { proposedBy: personView(by), proposedAt: at, confirmBy: dayText(confirmBy) };
  return { ...termsView(terms), exception, ...people, code };
}

function termsView({ from, amountCents, schemes }: EnvelopeTerms): Readonly<TermsView> {
  return { from: optionalDayText(from), amountCents: String(amountCents), schemes };
}

export function envelopeWithTeams(envelope: EnvelopeWithTeams): EnvelopeWithTeamsView {
  const { teams, years } = envelope;
  return { ...envelopeView(envelope), teams: teams.map(balancesView), years: years.map(yearView) };
}

function yearView({ year, dueCents, releasedCents, paidCents, owedCents }: EnvelopeYear): EnvelopeYearView {
  return {
    year,
    dueCents: String(dueCents),
    releasedCents: String(releasedCents),
    paidCents: String(paidCents),
    owedCents: String(owedCents),
  };
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
    repaidCents: String(of.repaidCents),
  };
}

export const ENVELOPE_COLUMNS: Columns<EnvelopeView> = {
  envelope: ({ envelope }) => envelope,
  schemes: ({ terms }) => terms?.schemes.join(' ') ?? '',
  amount_cents: ({ amountCents }) => amountCents,
  committed_cents: ({ committedCents }) => committedCents,
  released_cents: ({ releasedCents }) => releasedCents,
  paid_cents: ({ paidCents }) => paidCents,
  between_cents: ({ betweenCents }) => betweenCents,
  left_cents: ({ leftCents }) => leftCents,
  repaid_cents: ({ repaidCents }) => repaidCents,
  used_cents: ({ usedCents }) => usedCents,
};
