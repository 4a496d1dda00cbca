/** French labels for the parts of a statement, by their names in the contract. An unknown name is shown unchanged. */
import { PAYMENT_STATUS_LABELS } from '#libs/words/labels/payments.ts';
import {
  CLASS_LABELS,
  DUE_LABELS,
  FLAG_SENTENCES,
  LINE_LABELS,
  RATE_LABELS,
  REASON_LABELS,
  STATUS_LABELS,
} from '#libs/words/labels/statements.ts';

export const lineLabel = labelsOf(LINE_LABELS);
export const rateLabel = labelsOf(RATE_LABELS);
export const classLabel = labelsOf(CLASS_LABELS);
export const reasonLabel = labelsOf(REASON_LABELS);
export const statusLabel = labelsOf(STATUS_LABELS);
export const flagSentence = labelsOf(FLAG_SENTENCES);
export const instalmentLabel = labelsOf(DUE_LABELS);

export const itemStatusLabel = labelsOf({
  due: 'à payer',
  cleared: 'soldé sans paiement',
  released: PAYMENT_STATUS_LABELS.RELEASED,
  paid: PAYMENT_STATUS_LABELS.EXECUTED,
  returned: `${PAYMENT_STATUS_LABELS.RETURNED}, à payer de nouveau`,
});
export const paymentStatusLabel = labelsOf(PAYMENT_STATUS_LABELS);

function labelsOf(labels: Readonly<Record<string, string>>): (name: string) => string {
  return (name) => labels[name] ?? name;
}
