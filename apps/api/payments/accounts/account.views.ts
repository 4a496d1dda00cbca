/** Accounts in answers: numbers masked for most roles. */
import { ApiProperty } from '@nestjs/swagger';
import { dayText } from '#libs/kernel/day.ts';
import { ACCOUNT_SIDES, type AccountSide } from '#libs/payments/accounts/account-key.ts';
import type { BankAccount } from '#libs/payments/accounts/bank-account.ts';
import { ACCOUNT_FLAGS, type AccountFlag } from '#libs/payments/accounts/flags.ts';
import type { FoundAccount, ShownProposal } from '#libs/payments/accounts/queries/read-account.ts';
import { VERIFICATION_RESULTS, type VerificationResult } from '#libs/payments/accounts/verification.ts';
import { accountFlagText } from '#libs/words/accounts.ts';
import type { Identity } from '#apps/api/access/role.ts';
import { type Columns, ListOf, dayColumn } from '#apps/api/http/listing.ts';
import { PersonView, personView } from '#apps/api/http/person.view.ts';
import { ibanFor, seesIbans } from '#apps/api/payments/accounts/iban.ts';

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
  @ApiProperty({ type: PersonView }) proposedBy!: PersonView;
  @ApiProperty({ type: PersonView }) confirmedBy!: PersonView;
}

class AccountFlagView {
  @ApiProperty({ enum: ACCOUNT_FLAGS, example: 'SHARED_BY_TEAMS' }) flag!: AccountFlag['flag'];
  @ApiProperty({
    description: 'Équipes, enveloppes, ou nom que la banque montre.',
    example: ['PEPS-02'],
    type: [String],
  })
  of!: readonly string[];
  @ApiProperty({ example: 'PEPS-02 a le même IBAN' }) detail!: string;
}

class AccountChangeView {
  @ApiProperty({ enum: ['name', 'iban', 'bic'], example: 'iban' }) field!: 'name' | 'iban' | 'bic';
  @ApiProperty({ description: 'En vigueur ; null s’il n’y en a pas.', nullable: true, type: String, example: null })
  before!: string | null;
  @ApiProperty({ description: 'Proposé.', example: 'FR•••••••••••••••••••••0189' }) after!: string;
}

class VerificationView {
  @ApiProperty({ enum: VERIFICATION_RESULTS, example: 'MATCH' }) result!: VerificationResult;
  @ApiProperty({ example: '2026-01-15' }) on!: string;
  @ApiProperty({ example: 'Service VoP de la banque' }) by!: string;
}

class ProposedAccountView extends AccountView {
  @ApiProperty({ type: PersonView }) proposedBy!: PersonView;
  @ApiProperty({ example: '2026-01-15T10:00:00.000Z' }) proposedAt!: string;
  @ApiProperty({ description: 'Dernier jour pour confirmer.', example: '2026-02-14' }) confirmBy!: string;
  @ApiProperty({
    description: 'À donner pour confirmer (If-Match, ou code) ; c’est aussi l’ETag. Null pour qui ne voit pas l’IBAN.',
    example: '3f0a9c41de',
    nullable: true,
    type: String,
  })
  code!: string | null;
  @ApiProperty({ description: 'Ce qui change.', type: [AccountChangeView] }) changes!: readonly AccountChangeView[];
  @ApiProperty({ description: 'Ce qui est inhabituel, maintenant.', type: [AccountFlagView] })
  flags!: readonly AccountFlagView[];
  @ApiProperty({ description: 'Vérification du bénéficiaire.', type: VerificationView, nullable: true })
  verification!: VerificationView | null;
}

export class HolderView {
  @ApiProperty({ description: 'Équipe, ou enveloppe.', example: 'PEPS-01' }) holder!: string;
  @ApiProperty({ type: ConfirmedAccountView, nullable: true }) confirmed!: ConfirmedAccountView | null;
  @ApiProperty({ description: 'À confirmer par une autre personne.', type: ProposedAccountView, nullable: true })
  proposed!: ProposedAccountView | null;
}

class ListedHolderView extends HolderView {
  @ApiProperty({
    description: 'payee : une équipe, payée ; debtor : une enveloppe, débitée.',
    enum: ACCOUNT_SIDES,
    example: 'payee',
  })
  side!: AccountSide;
}

export class HoldersPage extends ListOf {
  @ApiProperty({ type: [ListedHolderView] }) items!: ListedHolderView[];
}

export const HOLDER_COLUMNS: Columns<ListedHolderView> = {
  side: ({ side }) => side,
  holder: ({ holder }) => holder,
  name: ({ confirmed }) => confirmed?.name ?? '',
  iban: ({ confirmed }) => confirmed?.iban ?? '',
  bic: ({ confirmed }) => confirmed?.bic ?? '',
  since: dayColumn(({ confirmed }) => confirmed?.since ?? ''),
  proposed_iban: ({ proposed }) => proposed?.iban ?? '',
};

export function holderView(
  holder: string,
  { current, proposal }: FoundAccount,
  caller: Identity,
): Readonly<HolderView> {
  return {
    holder,
    confirmed: current === undefined ? null : confirmedView(current, caller),
    proposed: proposal === undefined ? null : proposedView(proposal, caller),
  };
}

function confirmedView(current: NonNullable<FoundAccount['current']>, caller: Identity): ConfirmedAccountView {
  const { since, proposedBy, confirmedBy } = current;
  return {
    ...accountView(current, caller),
    since: dayText(since),
    proposedBy: personView(proposedBy),
    confirmedBy: personView(confirmedBy),
  };
}

function proposedView(
  { by, at, content, code, flags, difference, lastDay }: ShownProposal,
  caller: Identity,
): ProposedAccountView {
  const { payee, verification } = content;
  return {
    ...accountView(payee, caller),
    proposedBy: personView(by),
    proposedAt: at,
    confirmBy: dayText(lastDay),
    // Without seeing its number a person has not read the account.
    code: seesIbans(caller) ? code : null,
    changes: difference.map(({ field, before, after }) => {
      const shown = (value: string): string => (field === 'iban' ? ibanFor(value, caller) : value);
      return { field, before: before === undefined ? null : shown(before), after: shown(after) };
    }),
    flags: flags.map((flag) => ({ ...flag, detail: accountFlagText(flag) })),
    verification: verification === null ? null : { ...verification, on: dayText(verification.on) },
  };
}
