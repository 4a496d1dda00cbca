/** Payments in answers: amounts in cents as text, account numbers masked for most roles. */
import { ApiProperty } from '@nestjs/swagger';
import { type Payment, lastWordOf } from '#libs/payments/ledger/payment.ts';
import type { PaymentStatus } from '#libs/payments/ledger/payment.ts';
import type { Identity } from '#apps/api/access/role.ts';
import { type Columns, ListOf } from '#apps/api/http/listing.ts';
import { AccountView, accountView } from '#apps/api/payments/accounts/account.views.ts';

export const PAYMENT_STATUSES = [
  'RELEASED',
  'EXECUTED',
  'RETURNED',
  'CANCELLED',
] as const satisfies readonly PaymentStatus[];

const ENDS = ['rejected', 'returned'] as const;

export class PaymentView {
  @ApiProperty({ example: 'DCP0123456789' }) endToEndId!: string;
  @ApiProperty({ example: 'FIR-2026' }) envelope!: string;
  @ApiProperty({ example: 'R-2026-11' }) run!: string;
  @ApiProperty({ example: 'PEPS-01' }) team!: string;
  @ApiProperty({ example: '2021-Q1' }) period!: string;
  @ApiProperty({ description: 'Échéance payée.', example: 'statement-PEPS-01-2021-Q1@3#1' }) item!: string;
  @ApiProperty({ description: 'Centimes.', example: '253351' }) amountCents!: string;
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
  @ApiProperty({ type: AccountView }) payee!: AccountView;
}

export class PaymentsPage extends ListOf {
  @ApiProperty({ type: [PaymentView] }) items!: PaymentView[];
}

export function paymentView(payment: Payment, caller: Identity): PaymentView {
  const { endToEndId, envelope, run, team, period, item, amountCents, status, payee } = payment;
  const shown = { endToEndId, envelope, run, team, period, item, amountCents: String(amountCents), status };
  return { ...shown, ...bankWordOf(payment), payee: accountView(payee, caller) };
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
  answered_on: ({ answeredOn }) => answeredOn ?? '',
  waiting: ({ waiting }) => waiting ?? '',
  end: ({ end }) => end ?? '',
  reason: ({ reason }) => reason ?? '',
  payee_name: ({ payee }) => payee.name,
  payee_iban: ({ payee }) => payee.iban,
  payee_bic: ({ payee }) => payee.bic,
};
