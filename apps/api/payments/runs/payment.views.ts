/** Payments in answers: amounts in cents as text, account numbers masked for most roles. */
import { ApiProperty } from '@nestjs/swagger';
import { dayText } from '#libs/kernel/day.ts';
import { type Contradiction, type Payment, lastWordOf } from '#libs/payments/ledger/payment.ts';
import { CONTRADICTION_CODES, type ContradictionCode } from '#libs/payments/ledger/answer-events.ts';
import type { ShownPayment } from '#libs/payments/runs/shown-payment.ts';
import type { PaymentStatus } from '#libs/payments/ledger/payment.ts';
import type { Identity } from '#apps/api/access/role.ts';
import { type Columns, ListOf, dayColumn } from '#apps/api/http/listing.ts';
import { PersonView, personView } from '#apps/api/http/person.view.ts';
import { AccountView, accountView } from '#apps/api/payments/accounts/account.views.ts';

export const PAYMENT_STATUSES = [
  'RELEASED',
  'EXECUTED',
  'RETURNED',
  'CANCELLED',
] as const satisfies readonly PaymentStatus[];

const ENDS = ['rejected', 'returned'] as const;

class AnnouncedReturnView {
  @ApiProperty({ description: 'REJECTED : avant le débit. RETURNED : crédité.', enum: ['REJECTED', 'RETURNED'] })
  outcome!: 'REJECTED' | 'RETURNED';
  @ApiProperty({ description: 'Jour de la banque.', example: '2026-02-04' }) day!: string;
  @ApiProperty({ description: 'Motif de la banque, un code, ou null.', example: 'AC04', type: String, nullable: true })
  reason!: string | null;
  @ApiProperty({ description: 'Ce que la banque en dit, ou null.', example: null, type: String, nullable: true })
  detail!: string | null;
  @ApiProperty({
    description: 'À confirmer par une autre personne (/ledger-proposals).',
    example: 'answer:3f0a9c41de01b2c3',
  })
  proposal!: string;
  @ApiProperty({ description: 'Qui a remis le fichier ; null pour une équipe.', type: PersonView, nullable: true })
  by!: PersonView | null;
}

class RefusedReturnView {
  @ApiProperty({ enum: ['REJECTED', 'RETURNED'] }) outcome!: 'REJECTED' | 'RETURNED';
  @ApiProperty({ description: 'Jour de la banque.', example: '2026-02-04' }) day!: string;
  @ApiProperty({ description: 'Motif de la banque, un code, ou null.', example: 'AC04', type: String, nullable: true })
  reason!: string | null;
  @ApiProperty({ description: 'Qui l’a refusé.', type: PersonView }) by!: PersonView;
  @ApiProperty({ example: '2026-02-05T09:00:00.000Z' }) at!: string;
  @ApiProperty({ description: 'Pourquoi.', example: 'le relevé ne l’a pas' }) because!: string;
}

class ContradictoryAnswerView {
  @ApiProperty({ description: 'Ce qui ne va pas avec le livre.', enum: CONTRADICTION_CODES, example: 'DEBITED_TWICE' })
  code!: ContradictionCode;
  @ApiProperty({ description: 'Jour de la banque, ou null.', example: '2026-02-04', type: String, nullable: true })
  day!: string | null;
  @ApiProperty({ description: 'Centimes annoncés, ou null.', example: '253351', type: String, nullable: true })
  answeredCents!: string | null;
  @ApiProperty({ description: 'Motif de la banque, un code, ou null.', example: 'AC04', type: String, nullable: true })
  reason!: string | null;
}

export class PaymentView {
  @ApiProperty({ example: 'DCP0123456789' }) endToEndId!: string;
  @ApiProperty({ example: 'FIR-2026' }) envelope!: string;
  @ApiProperty({ example: 'R-2026-11' }) run!: string;
  @ApiProperty({ example: 'PEPS-01' }) team!: string;
  @ApiProperty({ example: '2021-Q1' }) period!: string;
  @ApiProperty({ description: 'Échéance payée.', example: 'statement-PEPS-01-2021-Q1@3#1' }) item!: string;
  @ApiProperty({ description: 'Centimes.', example: '253351' }) amountCents!: string;
  @ApiProperty({
    description: 'Débité une seconde fois par la banque, en centimes : l’équipe l’a reçu aussi, et le doit. 0 sinon.',
    example: '0',
  })
  secondDebitCents!: string;
  @ApiProperty({ enum: PAYMENT_STATUSES, example: 'EXECUTED' }) status!: PaymentStatus;
  @ApiProperty({
    description: 'Jour de la réponse de la banque, ou null.',
    example: '2022-02-02',
    type: String,
    nullable: true,
  })
  answeredOn!: string | null;
  @ApiProperty({
    description: 'En attente à la banque : son code, connu ou non ; sinon null.',
    example: null,
    type: String,
    nullable: true,
  })
  waiting!: string | null;
  @ApiProperty({
    description: 'S’il est revenu : rejeté avant le débit, ou retourné après ; sinon null.',
    example: null,
    enum: ENDS,
    nullable: true,
  })
  end!: (typeof ENDS)[number] | null;
  @ApiProperty({ description: 'Motif de la banque, un code, ou null.', example: null, type: String, nullable: true })
  reason!: string | null;
  @ApiProperty({ description: 'Ce que la banque en dit, ou null.', example: null, type: String, nullable: true })
  detail!: string | null;
  @ApiProperty({
    description:
      'Retour que la banque annonce et qu’une autre personne doit confirmer : le paiement reste ce qu’il est ; sinon null.',
    type: AnnouncedReturnView,
    nullable: true,
  })
  announced!: AnnouncedReturnView | null;
  @ApiProperty({
    description: 'Dernier retour annoncé qu’une autre personne a refusé, sinon null ; null pour une équipe.',
    type: RefusedReturnView,
    nullable: true,
  })
  refused!: RefusedReturnView | null;
  @ApiProperty({
    description:
      'Réponses de la banque qui contredisent le livre, et que deux personnes ont à trancher : le paiement reste ce qu’il est ; vide pour une équipe.',
    type: [ContradictoryAnswerView],
  })
  contradictions!: ContradictoryAnswerView[];
  @ApiProperty({ type: AccountView }) payee!: AccountView;
}

export class PaymentsPage extends ListOf {
  @ApiProperty({ type: [PaymentView] }) items!: PaymentView[];
}

export function paymentView(payment: ShownPayment, caller: Identity): PaymentView {
  const { endToEndId, envelope, run, team, period, item, amountCents, secondDebitCents, status, payee } = payment;
  const cents = { amountCents: String(amountCents), secondDebitCents: String(secondDebitCents) };
  const shown = { endToEndId, envelope, run, team, period, item, ...cents, status };
  return { ...shown, ...bankWordOf(payment), ...announcementOf(payment, caller), payee: accountView(payee, caller) };
}

/** A team sees the status of its payment, but not the people, nor what they have still to settle. */
function announcementOf(
  { announced, refused, contradictions }: ShownPayment,
  { roles }: Identity,
): Pick<PaymentView, 'announced' | 'refused' | 'contradictions'> {
  const isTeam = roles.includes('team');
  return {
    announced:
      announced === undefined
        ? null
        : {
            outcome: announced.outcome,
            day: dayText(announced.day),
            reason: announced.reason ?? null,
            detail: announced.detail ?? null,
            proposal: announced.proposal,
            by: isTeam ? null : personView(announced.by),
          },
    refused:
      refused === undefined || isTeam
        ? null
        : {
            outcome: refused.outcome,
            day: dayText(refused.day),
            reason: refused.reason ?? null,
            by: personView(refused.by),
            at: refused.at,
            because: refused.because,
          },
    contradictions: isTeam ? [] : contradictions.map(contradictoryAnswerView),
  };
}

function contradictoryAnswerView({ code, day, answeredCents, reason }: Contradiction): ContradictoryAnswerView {
  return {
    code,
    day: day === null ? null : dayText(day),
    answeredCents: answeredCents === null ? null : String(answeredCents),
    reason,
  };
}

/** The last word of the bank. */
function bankWordOf(payment: Payment): Pick<PaymentView, 'answeredOn' | 'waiting' | 'end' | 'reason' | 'detail'> {
  const { day, status, reason, detail } = lastWordOf(payment);
  const end = payment.status === 'RETURNED' ? payment.end : null;
  return { answeredOn: day ?? null, waiting: status ?? null, end, reason: reason ?? null, detail: detail ?? null };
}

export const PAYMENT_COLUMNS: Columns<PaymentView> = {
  end_to_end_id: ({ endToEndId }) => endToEndId,
  envelope: ({ envelope }) => envelope,
  run: ({ run }) => run,
  team_id: ({ team }) => team,
  period: ({ period }) => period,
  item: ({ item }) => item,
  amount_cents: ({ amountCents }) => amountCents,
  status: ({ status }) => status,
  answered_on: dayColumn(({ answeredOn }) => answeredOn ?? ''),
  waiting: ({ waiting }) => waiting ?? '',
  end: ({ end }) => end ?? '',
  reason: ({ reason }) => reason ?? '',
  announced: ({ announced }) => announced?.outcome ?? '',
  payee_name: ({ payee }) => payee.name,
  payee_iban: ({ payee }) => payee.iban,
  payee_bic: ({ payee }) => payee.bic,
  second_debit_cents: ({ secondDebitCents }) => secondDebitCents,
  contradictions: ({ contradictions }) => contradictions.map(({ code }) => code).join(' '),
};
