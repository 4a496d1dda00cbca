/** Payments, runs and accounts as they are shown: amounts in cents as text, account numbers masked for who need not see them. */
import { ApiProperty } from '@nestjs/swagger';
import { dayText } from '#libs/kernel/day.ts';
import type { RunSummary } from '#libs/payments/runs/payment-runs.ts';
import type { Payment, PaymentStatus } from '#libs/payments/ledger/state.ts';
import type { BankAccount } from '#libs/payments/accounts/bank-account.ts';
import { type AccountState, accountInForce } from '#libs/payments/accounts/state.ts';
import type { Identity } from '#apps/api/access/role.ts';
import { type Columns, ListOf } from '#apps/api/http/listing.ts';
import { PersonView, personView } from '#apps/api/http/person.view.ts';
import { ibanFor } from '#apps/api/payments/accounts/iban.ts';

export const PAYMENT_STATUSES = ['RELEASED', 'EXECUTED', 'RETURNED'] as const satisfies readonly PaymentStatus[];

export class AccountView {
  @ApiProperty({ example: 'Maison de santé des Tilleuls' }) name!: string;
  @ApiProperty({ description: 'Masqué pour qui n’a pas à le voir.', example: 'FR•••••••••••••••••••••0189' })
  iban!: string;
  @ApiProperty({ example: 'AGRIFRPP' }) bic!: string;
}

function accountView({ name, iban, bic }: BankAccount, caller: Identity): Readonly<AccountView> {
  return { name, iban: ibanFor(iban, caller), bic };
}

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

export function paymentView(payment: Payment, envelope: string, caller: Identity): PaymentView {
  const { endToEndId, run, team, period, item, amountCents, status, payee } = payment;
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

export class RunView {
  @ApiProperty({ example: 'R-2026-11' }) run!: string;
  @ApiProperty({ example: 'FIR-2026' }) envelope!: string;
  @ApiProperty({ description: 'Qui l’a libérée.', type: PersonView }) by!: PersonView;
  @ApiProperty({ example: '2026-11-03T09:12:00.000Z' }) at!: string;
  @ApiProperty({ example: '2026-11-05' }) executionDay!: string;
  @ApiProperty({ description: 'Centimes.', example: '25335100' }) totalCents!: string;
  @ApiProperty({ description: 'Paiements qui attendent la banque.', example: 12 }) released!: number;
  @ApiProperty({ description: 'Paiements exécutés.', example: 40 }) executed!: number;
  @ApiProperty({ description: 'Paiements revenus.', example: 1 }) returned!: number;
}

export class RunsPage extends ListOf {
  @ApiProperty({ type: [RunView] }) items!: RunView[];
}

export class RunWithPaymentsView extends RunView {
  @ApiProperty({ description: 'Compte débité.', type: AccountView }) debtor!: AccountView;
  @ApiProperty({ type: [PaymentView] }) payments!: PaymentView[];
}

export function runView({ by, executionDay, totalCents, ...summary }: RunSummary): Readonly<RunView> {
  return { ...summary, by: personView(by), executionDay: dayText(executionDay), totalCents: String(totalCents) };
}

export function runWithPayments(
  summary: RunSummary,
  { debtor, payments }: { debtor: BankAccount; payments: readonly Payment[] },
  caller: Identity,
): RunWithPaymentsView {
  return {
    ...runView(summary),
    debtor: accountView(debtor, caller),
    payments: payments.map((payment) => paymentView(payment, summary.envelope, caller)),
  };
}

export const RUN_COLUMNS: Columns<RunView> = {
  run: ({ run }) => run,
  envelope: ({ envelope }) => envelope,
  by: ({ by }) => by.name,
  at: ({ at }) => at,
  execution_day: ({ executionDay }) => executionDay,
  total_cents: ({ totalCents }) => totalCents,
  released: ({ released }) => released,
  executed: ({ executed }) => executed,
  returned: ({ returned }) => returned,
};

class ConfirmedAccountView extends AccountView {
  @ApiProperty({ description: 'Confirmé le.', example: '2026-01-15' }) since!: string;
}

class ProposedAccountView extends AccountView {
  @ApiProperty({ type: PersonView }) proposedBy!: PersonView;
}

export class HolderView {
  @ApiProperty({ description: 'Équipe, ou enveloppe.', example: 'PEPS-01' }) holder!: string;
  @ApiProperty({ type: ConfirmedAccountView, nullable: true }) confirmed!: ConfirmedAccountView | null;
  @ApiProperty({ description: 'À confirmer par une autre personne.', type: ProposedAccountView, nullable: true })
  proposed!: ProposedAccountView | null;
}

export function holderView(holder: string, state: AccountState, caller: Identity): HolderView {
  const confirmed = accountInForce(state);
  const proposed = state.status === 'proposed' ? state.proposed : undefined;
  return {
    holder,
    confirmed: confirmed === undefined ? null : { ...accountView(confirmed, caller), since: dayText(confirmed.since) },
    proposed:
      proposed === undefined ? null : { ...accountView(proposed.payee, caller), proposedBy: personView(proposed.by) },
  };
}
