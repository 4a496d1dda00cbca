/** French words for the duties of people in a payment, and for the marks for an auditor. */
import type { Mark, ReportedDuty } from '#libs/history/payment-duties.ts';

export const DUTY_LABELS: Readonly<Record<ReportedDuty, string>> = {
  PROPOSE_ACCOUNT: 'compte proposé',
  CONFIRM_ACCOUNT: 'compte confirmé',
  SUBMIT: 'décompte soumis',
  APPROVE: 'décompte approuvé',
  PREPARE: 'campagne préparée',
  EXCEPT_ACCOUNT: 'exception pour le compte',
  RELEASE: 'campagne libérée',
  ANSWER: 'réponse de la banque prise',
  CONFIRM_ANSWER: 'retour confirmé',
  TYPE_ANSWER: 'réponse de la banque saisie',
  PROPOSE_TERMS: 'enveloppe proposée',
  CONFIRM_TERMS: 'enveloppe confirmée',
  PROPOSE_EXCEPTION: 'exception proposée',
  CONFIRM_EXCEPTION: 'exception confirmée',
  PROPOSE_HOLD: 'délai des comptes changés proposé',
  CONFIRM_HOLD: 'délai des comptes changés confirmé',
  PROPOSE_DEMAND: 'demande de remboursement proposée',
  CONFIRM_DEMAND: 'demande de remboursement confirmée',
  PROPOSE_REPAYMENT: 'remboursement saisi',
  CONFIRM_REPAYMENT: 'remboursement confirmé',
  PROPOSE_TAKE_BACK: 'abandon d’une demande proposé',
  CONFIRM_TAKE_BACK: 'abandon d’une demande confirmé',
  PROPOSE_CANCELLATION: 'annulation d’une campagne proposée',
  CONFIRM_CANCELLATION: 'annulation d’une campagne confirmée',
  PROPOSE_UNDOING: 'écriture portée deux fois, à défaire',
  CONFIRM_UNDOING: 'écriture portée deux fois, défaite',
};

const MARKS: Readonly<Record<Mark['mark'], string>> = {
  SAME_PERSON: 'la même personne',
  SAME_SESSION: 'deux personnes, une session',
  SECONDS_APART: 'deux personnes, une session, presque au même instant',
};

/** `campagne préparée et campagne libérée : deux personnes, une session, à 12 s`. */
export function markText({ mark, duties: [one, other], seconds }: Mark): string {
  const both = one === other ? `${DUTY_LABELS[one]}, deux fois` : `${DUTY_LABELS[one]} et ${DUTY_LABELS[other]}`;
  return `${both} : ${MARKS[mark]}, à ${seconds} s`;
}
