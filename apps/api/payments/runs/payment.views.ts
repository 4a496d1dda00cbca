/** Payments in answers: amounts in cents as text, account numbers masked for most roles. */
import { ApiProperty } from '@nestjs/swagger';
import type { Payment } from '#libs/payments/ledger/state.ts';
import type { PaymentStatus } from '#libs/payments/ledger/state.ts';
import type { Identity } from '#apps/api/access/role.ts';
import { type Columns, ListOf } from '#apps/api/http/listing.ts';
import { AccountView, accountView } from '#apps/api/payments/accounts/account.views.ts';

export const PAYMENT_STATUSES = ['RELEASED', 'EXECUTED', 'RETURNED'] as const satisfies readonly PaymentStatus[];

export class PaymentView {
  @ApiProperty({ example: 'DCP0123456789' }) endToEndId!: string;
  @ApiProperty({ example: 'FIR-2026' }) envelope!: string;
  @ApiProperty({ example: 'R-2026-11' }) run!: string;
  @ApiProperty({ example: 'PEPS-01' }) team!: string;
  @ApiProperty({ example: '2021-Q1' }) period!: string;
  @ApiProperty({ description: 'Échéance payée.', example: 'statement-PEPS-01-2021-Q1@3#1' }) item!: string;
  @ApiProperty({ description: 'Centimes.', example: '253351' }) amountCents!: string;
  @ApiProperty({ enum: PAYMENT_STATUSES, example: 'EXECUTED' }) status!: PaymentStatus;
  @ApiProperty({ type: AccountView }) payee!: AccountView;
}

export class PaymentsPage extends ListOf {
  @ApiProperty({ type: [PaymentView] }) items!: PaymentView[];
}

export function paymentView(payment: Payment, caller: Identity): PaymentView {
  const { endToEndId, envelope, run, team, period, item, amountCents, status, payee } = payment;
  const shown = { endToEndId, envelope, run, team, period, item, amountCents: String(amountCents), status };
  return { ...shown, payee: accountView(payee, caller) };
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
  payee_name: ({ payee }) => payee.name,
  payee_iban: ({ payee }) => payee.iban,
  payee_bic: ({ payee }) => payee.bic,
};
