/** French words for the differences between the statements of an account and the payment ledger. */
import { frenchDay } from '#libs/kernel/french-days.ts';
import type { ReconciliationDifference, DifferenceKind } from '#libs/payments/reconciliation/reconcile-account.ts';

export const DIFFERENCE_KINDS: Readonly<Record<DifferenceKind, string>> = {
  NOT_OURS: 'mouvement qui n’est pas de nos paiements',
  NOT_IN_LEDGER: 'mouvement d’un de nos paiements que le livre n’a pas',
  BOOKED_TWICE: 'second mouvement du même paiement',
  NOT_ON_ACCOUNT: 'paiement du livre qui n’est sur aucun relevé',
  RETURN_TO_CONFIRM: 'retour annoncé, à confirmer par une autre personne',
  STATEMENT_MISSING: 'relevé manquant avant celui-ci',
  BALANCE_DIFFERS: 'solde de clôture qui n’est pas l’ouverture et les mouvements',
};

export function differenceKindText(kind: DifferenceKind): string {
  return DIFFERENCE_KINDS[kind];
}

/** `30/11/2026, mouvement qui n’est pas de nos paiements : FRAIS (3f0a9c41de01b2c3)` */
export function accountDifferenceText({
  id,
  kind,
  day,
  of,
}: Pick<ReconciliationDifference, 'id' | 'kind' | 'day' | 'of'>): string {
  return `${frenchDay(day)}, ${DIFFERENCE_KINDS[kind]}${of === '' ? '' : ` : ${of}`} (${id})`;
}
