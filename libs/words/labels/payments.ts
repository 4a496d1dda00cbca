/** French words for the state of a payment, the same on every screen and in every sentence. */
import type { PaymentStatus } from '#libs/payments/ledger/payment.ts';

export const PAYMENT_STATUS_LABELS: Readonly<Record<PaymentStatus, string>> = {
  RELEASED: 'à la banque',
  EXECUTED: 'payé',
  RETURNED: 'revenu',
  CANCELLED: 'annulé',
};

/** Why a prepared run can only be dropped. `other`: the run that has released its payments. */
export function overtakenText(other: string): string {
  return `à refaire : la campagne ${other} a libéré depuis de ses paiements`;
}
