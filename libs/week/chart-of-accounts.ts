/**
 * Account numbers of the general ledger. They follow the plan comptable général and are an assumption: each payer sets its own
 * here, and nowhere else.
 */
import type { AccountKind } from '#libs/payments/ledger/posting.ts';

export interface GeneralAccount {
  readonly number: string;
  readonly label: string;
  /** Whether each team, or each envelope, has its own auxiliary account under it. */
  readonly auxiliary: boolean;
}

/** The accounts of the payment ledger. */
export const LEDGER_ACCOUNTS: Readonly<Record<AccountKind, GeneralAccount>> = {
  charges: { number: '657200', label: 'Financement des équipes (article 51)', auxiliary: false },
  due: { number: '467100', label: 'Équipes, sommes dues', auxiliary: true },
  released: { number: '581000', label: 'Virements émis, non exécutés', auxiliary: false },
  executed: { number: '512000', label: 'Banque', auxiliary: false },
  'to-recover': { number: '467700', label: 'Équipes, sommes à récupérer', auxiliary: true },
  between: { number: '181000', label: 'Comptes de liaison entre enveloppes', auxiliary: true },
  demanded: { number: '467800', label: 'Équipes, remboursements demandés', auxiliary: true },
};

/** Used at the end of a year only. */
export const ACCRUED_CHARGES: GeneralAccount = { number: '468600', label: 'Charges à payer', auxiliary: true };
export const ACCRUED_INCOME: GeneralAccount = { number: '468700', label: 'Produits à recevoir', auxiliary: true };

export const JOURNALS = {
  DEC: 'Décisions',
  OD: 'Opérations diverses',
  BQ: 'Banque',
  CL: 'Clôture',
} as const;
export type JournalCode = keyof typeof JOURNALS;
