/** French names of what a statement has, by the names of the contract. A name that is not known is shown as it is. */
import {
  CLASS_LABELS,
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
export const instalmentLabel = labelsOf({ INSTALMENT: 'versement', STARTUP_CREDIT: 'crédit d’amorçage' });

export const itemStatusLabel = labelsOf({
  due: 'à verser',
  cleared: 'soldé sans versement',
  released: 'ordre donné à la banque',
  paid: 'versé',
  returned: 'revenu, à verser de nouveau',
});
export const paymentStatusLabel = labelsOf({
  RELEASED: 'ordre donné',
  EXECUTED: 'exécuté',
  RETURNED: 'revenu',
  CANCELLED: 'annulé',
});

function labelsOf(labels: Readonly<Record<string, string>>): (name: string) => string {
  return (name) => labels[name] ?? name;
}
