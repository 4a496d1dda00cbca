/** The meaning of a bank's codes for a payment, in French. */
import type { AccountReason } from '#libs/payments/bank/account-reasons.ts';

/** Source: ISO 20022 external code set, ExternalPaymentTransactionStatus1Code. The set is open: a bank may give others. */
const MEANINGS: Readonly<Record<string, string>> = {
  ACCP: 'accepté après contrôle du client',
  ACFC: 'accepté, provision vérifiée',
  ACIS: 'accepté, instrument émis',
  ACPD: 'accepté, en compensation',
  ACSP: 'accepté, règlement en cours',
  ACTC: 'accepté, format vérifié',
  ACWC: 'accepté avec un changement',
  ACWP: 'accepté, pas encore crédité',
  BLCK: 'bloqué chez la banque du bénéficiaire',
  PART: 'lot accepté en partie',
  PATC: 'lot en partie au format',
  PDNG: 'en attente à la banque',
  PRES: 'présenté',
  RCVC: 'bénéficiaire vérifié : le nom correspond',
  RCVD: 'reçu',
  RVMC: 'bénéficiaire vérifié : le nom ne correspond qu’à peu près',
  RVNA: 'bénéficiaire non vérifiable',
  RVNM: 'bénéficiaire vérifié : le nom ne correspond pas',
};

/** `PDNG, en attente à la banque`. An unknown code is shown as such. */
export function bankCodeText(code: string): string {
  return `${code}, ${MEANINGS[code] ?? 'code que le décompte ne connaît pas : demandez-le à la banque'}`;
}

const ACCOUNT_REASONS: Readonly<Record<AccountReason, string>> = {
  AC01: 'numéro de compte faux',
  AC03: 'numéro de compte du bénéficiaire faux',
  AC04: 'compte clos',
  AC06: 'compte bloqué',
  AC07: 'compte du bénéficiaire clos',
  AG01: 'compte qui ne reçoit pas de virement',
  BE01: 'titulaire qui n’est pas celui du compte',
  RC01: 'BIC faux',
};

/** `AC04, compte clos` */
export function accountReasonText(reason: AccountReason): string {
  return `${reason}, ${ACCOUNT_REASONS[reason]}`;
}
