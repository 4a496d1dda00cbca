/**
 * Accounts, journals and labels of the general ledger, which go unchanged into the payer's books. They follow the plan comptable général
 * and are an assumption: each payer sets its own here, and nowhere else.
 */
import type { AccountKind } from '#libs/payments/ledger/posting.ts';
import type { PostingType } from '#libs/payments/ledger/recorded-posting.ts';

export interface GeneralAccount {
  readonly number: string;
  readonly label: string;
  /** Whether each team, or each envelope, has a separate auxiliary account under it. */
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
  repaid: { number: '512000', label: 'Banque', auxiliary: false },
  demanded: { number: '467800', label: 'Équipes, remboursements demandés', auxiliary: true },
};

/** The journal and the label of an entry, by the type of its posting. */
export const ENTRIES: Readonly<Record<PostingType, { readonly journal: JournalCode; readonly label: string }>> = {
  DuePosted: { journal: 'DEC', label: 'Dû' },
  DueReduced: { journal: 'DEC', label: 'Dû réduit' },
  RecoveryPosted: { journal: 'DEC', label: 'À récupérer' },
  RecoveryReduced: { journal: 'DEC', label: 'À récupérer, annulé' },
  SetOff: { journal: 'OD', label: 'Compensation' },
  RepaymentDemanded: { journal: 'DEC', label: 'Remboursement demandé' },
  DemandTakenBack: { journal: 'DEC', label: 'Demande abandonnée' },
  RepaymentReceived: { journal: 'BQ', label: 'Remboursement reçu' },
  PaymentReleased: { journal: 'BQ', label: 'Virement émis' },
  PaymentExecuted: { journal: 'BQ', label: 'Virement exécuté' },
  PaymentReturned: { journal: 'BQ', label: 'Virement revenu' },
  PaymentCancelled: { journal: 'BQ', label: 'Virement annulé' },
  PaymentAwaitedAgain: { journal: 'BQ', label: 'Virement de nouveau attendu' },
  OverpaymentPosted: { journal: 'OD', label: 'Versé deux fois, à récupérer' },
};

/** Used at the end of a year only. */
const ACCRUED_CHARGES: GeneralAccount = { number: '468600', label: 'Charges à payer', auxiliary: true };
const ACCRUED_INCOME: GeneralAccount = { number: '468700', label: 'Produits à recevoir', auxiliary: true };

/**
 * DECIDED: due and not released. RELEASED: sent to the bank and not executed. CALCULATED: the calculation exceeds the posted amount, not
 * decided by then. CALCULATED_LESS: it is less than the posted amount. TO_RECOVER, DEMANDED: debts of teams.
 */
export type AccrualKind = 'DECIDED' | 'RELEASED' | 'CALCULATED' | 'CALCULATED_LESS' | 'TO_RECOVER' | 'DEMANDED';

interface AccrualEntry {
  readonly debit: GeneralAccount;
  readonly credit: GeneralAccount;
  readonly label: string;
}

const { due, released, charges, demanded, 'to-recover': toRecover } = LEDGER_ACCOUNTS;

/** The entry of each kind of accrual. */
export const ACCRUALS: Readonly<Record<AccrualKind, AccrualEntry>> = {
  DECIDED: { debit: due, credit: ACCRUED_CHARGES, label: 'Décidé, non versé' },
  RELEASED: { debit: released, credit: ACCRUED_CHARGES, label: 'Émis, non exécuté' },
  CALCULATED: { debit: charges, credit: ACCRUED_CHARGES, label: 'Calculé, non décidé' },
  CALCULATED_LESS: { debit: ACCRUED_INCOME, credit: charges, label: 'Calculé en moins, non décidé' },
  TO_RECOVER: { debit: ACCRUED_INCOME, credit: toRecover, label: 'À récupérer' },
  DEMANDED: { debit: ACCRUED_INCOME, credit: demanded, label: 'Remboursement demandé' },
};

export const JOURNALS = {
  DEC: 'Décisions',
  OD: 'Opérations diverses',
  BQ: 'Banque',
  CL: 'Clôture',
} as const;
export type JournalCode = keyof typeof JOURNALS;
