/** Accounts in answers: numbers masked for most roles. */
import { ApiProperty } from '@nestjs/swagger';
import { dayText } from '#libs/kernel/day.ts';
import type { BankAccount } from '#libs/payments/accounts/bank-account.ts';
import { type AccountState, accountInForce } from '#libs/payments/accounts/state.ts';
import type { Identity } from '#apps/api/access/role.ts';
import { PersonView, personView } from '#apps/api/http/person.view.ts';
import { ibanFor } from '#apps/api/payments/accounts/iban.ts';

export class AccountView {
  @ApiProperty({ example: 'Maison de santé des Tilleuls' }) name!: string;
  @ApiProperty({ description: 'Masqué pour qui n’a pas à le voir.', example: 'FR•••••••••••••••••••••0189' })
  iban!: string;
  @ApiProperty({ example: 'AGRIFRPP' }) bic!: string;
}

export function accountView({ name, iban, bic }: BankAccount, caller: Identity): Readonly<AccountView> {
  return { name, iban: ibanFor(iban, caller), bic };
}

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
