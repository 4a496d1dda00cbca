/** Reconciled accounts in answers: amounts in cents as text, negative for money that leaves the account. */
import { ApiProperty } from '@nestjs/swagger';
import { dayText } from '#libs/kernel/day.ts';
import type { ReconciledAccount } from '#libs/payments/reconciliation/queries/reconcile-accounts.ts';
import {
  type AccountDay,
  type ReconciliationDifference,
  type DifferenceKind,
  type MovementSum,
  isUnexplained,
} from '#libs/payments/reconciliation/reconcile-account.ts';
import { differenceKindText } from '#libs/words/labels/reconciliation.ts';
import type { Identity } from '#apps/api/access/role.ts';
import { type Columns, ListOf, dayColumn } from '#apps/api/http/listing.ts';
import { PersonView, personView } from '#apps/api/http/person.view.ts';
import { ibanFor } from '#apps/api/payments/accounts/iban.ts';

class BankAccountView {
  @ApiProperty({ example: '3f0a9c41de01b2c3' }) id!: string;
  @ApiProperty({ description: 'IBAN, masqué pour qui n’a pas à le voir.', example: 'FR•••••••••••••••••••••0189' })
  account!: string;
  @ApiProperty({ description: 'Jours sur ses relevés.', example: 31 }) days!: number;
  @ApiProperty({ description: 'Écarts que personne n’a expliqués.', example: 0 }) unexplained!: number;
}

export class BankAccountsPage extends ListOf {
  @ApiProperty({ type: [BankAccountView] }) items!: BankAccountView[];
}

export const BANK_ACCOUNT_COLUMNS: Columns<BankAccountView> = {
  id: ({ id }) => id,
  account: ({ account }) => account,
  days: ({ days }) => String(days),
  unexplained: ({ unexplained }) => String(unexplained),
};

export function bankAccountView(
  { id, account, days, differences }: ReconciledAccount,
  caller: Identity,
): BankAccountView {
  const unexplained = differences.filter(isUnexplained).length;
  return { id, account: ibanFor(account, caller), days: days.length, unexplained };
}

class MovementsView {
  @ApiProperty({ example: 1 }) count!: number;
  @ApiProperty({ description: 'Centimes.', example: '-23969' }) cents!: string;
}

class AccountDayView {
  @ApiProperty({ example: '2026-11-30' }) day!: string;
  @ApiProperty({
    description: 'Centimes ; null si aucun relevé ne le dit.',
    type: String,
    nullable: true,
    example: '500000',
  })
  openingCents!: string | null;
  @ApiProperty({ description: 'Nos paiements débités.', type: MovementsView }) executed!: MovementsView;
  @ApiProperty({ description: 'Nos paiements revenus.', type: MovementsView }) returned!: MovementsView;
  @ApiProperty({ description: 'Les autres mouvements.', type: MovementsView }) other!: MovementsView;
  @ApiProperty({
    description: 'Centimes ; null si aucun relevé ne le dit.',
    type: String,
    nullable: true,
    example: '476031',
  })
  closingCents!: string | null;
  @ApiProperty({ description: 'Écarts de ce jour que personne n’a expliqués.', type: MovementsView })
  unexplained!: MovementsView;
}

export class AccountDaysPage extends ListOf {
  @ApiProperty({ type: [AccountDayView] }) items!: AccountDayView[];
}

export const ACCOUNT_DAY_COLUMNS: Columns<AccountDayView> = {
  day: dayColumn(({ day }) => day),
  opening_cents: ({ openingCents }) => openingCents ?? '',
  executed: ({ executed }) => String(executed.count),
  executed_cents: ({ executed }) => executed.cents,
  returned: ({ returned }) => String(returned.count),
  returned_cents: ({ returned }) => returned.cents,
  other: ({ other }) => String(other.count),
  other_cents: ({ other }) => other.cents,
  closing_cents: ({ closingCents }) => closingCents ?? '',
  unexplained: ({ unexplained }) => String(unexplained.count),
  unexplained_cents: ({ unexplained }) => unexplained.cents,
};

export function accountDayView(of: AccountDay): AccountDayView {
  return {
    day: dayText(of.day),
    openingCents: of.openingCents?.toString() ?? null,
    executed: sumView(of.executed),
    returned: sumView(of.returned),
    other: sumView(of.other),
    closingCents: of.closingCents?.toString() ?? null,
    unexplained: sumView(of.unexplained),
  };
}

function sumView({ count, cents }: MovementSum): MovementsView {
  return { count, cents: String(cents) };
}

const KINDS: readonly DifferenceKind[] = [
  'NOT_OURS',
  'NOT_IN_LEDGER',
  'BOOKED_TWICE',
  'NOT_ON_ACCOUNT',
  'RETURN_TO_CONFIRM',
  'STATEMENT_MISSING',
  'BALANCE_DIFFERS',
];

class AccountExplanationView {
  @ApiProperty({ example: 'frais de tenue de compte' }) reason!: string;
  @ApiProperty({ type: PersonView }) by!: PersonView;
  @ApiProperty({ example: '2026-12-01T09:00:00.000Z' }) at!: string;
}

class AccountDifferenceView {
  @ApiProperty({ example: '3f0a9c41de01b2c3' }) difference!: string;
  @ApiProperty({ enum: KINDS, example: 'NOT_OURS' }) kind!: DifferenceKind;
  @ApiProperty({ example: 'mouvement qui n’est pas de nos paiements' }) text!: string;
  @ApiProperty({ example: '2026-11-30' }) day!: string;
  @ApiProperty({ description: 'Centimes.', example: '-250' }) cents!: string;
  @ApiProperty({ description: 'Paiement, relevé, ou ce que dit la banque du mouvement.', example: 'FRAIS' })
  of!: string;
  @ApiProperty({ type: AccountExplanationView, nullable: true }) explanation!: AccountExplanationView | null;
}

export class AccountDifferencesPage extends ListOf {
  @ApiProperty({ type: [AccountDifferenceView] }) items!: AccountDifferenceView[];
}

export const DIFFERENCE_COLUMNS: Columns<AccountDifferenceView> = {
  difference: ({ difference }) => difference,
  kind: ({ kind }) => kind,
  day: dayColumn(({ day }) => day),
  cents: ({ cents }) => cents,
  of: ({ of }) => of,
  reason: ({ explanation }) => explanation?.reason ?? '',
};

export function differenceView({
  id,
  kind,
  day,
  cents,
  of,
  explanation,
}: ReconciliationDifference): AccountDifferenceView {
  return {
    difference: id,
    kind,
    text: differenceKindText(kind),
    day: dayText(day),
    cents: String(cents),
    of,
    explanation:
      explanation === undefined
        ? null
        : { reason: explanation.reason, by: personView(explanation.by), at: explanation.at },
  };
}
