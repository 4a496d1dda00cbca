/** French words for the accounts of the payment ledger. */
import { type Account, type AccountKind, accountKindOf, holderOf } from '#libs/payments/ledger/posting.ts';

export const ACCOUNT_LABELS: Readonly<Record<AccountKind, string>> = {
  charges: 'coût',
  due: 'à payer',
  released: 'à la banque',
  executed: 'payé',
  'to-recover': 'à compenser',
  demanded: 'demandé',
  repaid: 'remboursé',
  between: 'entre enveloppes',
};

/** `à payer (PEPS-01)` */
export function accountText(account: Account): string {
  return `${ACCOUNT_LABELS[accountKindOf(account)]} (${holderOf(account)})`;
}
