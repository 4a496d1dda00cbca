/** Sentences for the remarks on a bank’s answer. */
import { agreed, counted } from '#libs/kernel/counted.ts';
import { frenchDay } from '#libs/kernel/french-days.ts';
import { euros } from '#libs/kernel/euros.ts';
import type { FilePlace, UnreadableEntry } from '#libs/payments/bank/refusals.ts';
import type { ContradictionRemark, Remark } from '#libs/payments/bank/remarks.ts';
import { placeText } from '#libs/words/bank-files.ts';
import type { Sentences } from '#libs/words/sentences.ts';

const UNCHANGED =
  'rien n’est changé, demandez à la banque ce qu’il en est, puis dites-le à deux personnes par une réponse saisie.';

function where(at: FilePlace | undefined): string {
  return at === undefined ? '' : `À la ${placeText(at)} : `;
}

function referenceOf(reference: string | undefined): string {
  return reference === undefined ? '' : `, sous la référence ${reference}`;
}

function chargesText(chargeCents: bigint, statedCents: bigint | undefined): string {
  if (statedCents === undefined) return 'dont la banque ne dit pas les frais';
  return statedCents === chargeCents
    ? 'frais annoncés'
    : `alors que la banque annonce ${euros(statedCents)} de frais ; à rapprocher avec elle`;
}

export const BANK_ANSWER_SENTENCES: Sentences<ContradictionRemark | Exclude<Remark, UnreadableEntry>> = {
  ANSWER_AMOUNT_DIFFERS: ({ at, endToEndId, answeredCents, releasedCents }) =>
    `${where(at)}la banque annonce ${euros(answeredCents)} pour ${endToEndId}, il a été libéré ${euros(releasedCents)} ; ${UNCHANGED}`,
  EXECUTED_AND_REJECTED: ({ at, endToEndId, statuses }) =>
    `${where(at)}${endToEndId} est dit exécuté et rejeté (${statuses.join(', ')}) ; ${UNCHANGED}`,
  REJECTED_AFTER_EXECUTION: ({ at, endToEndId, reason }) =>
    `${where(at)}${endToEndId} est rejeté${reason === undefined ? '' : ` (${reason})`} alors qu’il est exécuté ; ${UNCHANGED}`,
  ANSWERED_AFTER_CANCELLATION: ({ at, endToEndId, day }) =>
    `${where(at)}${endToEndId} est annulé avec sa campagne, qui ne devait pas partir, et la banque l’a traité le ${frenchDay(day)} ; ${UNCHANGED}`,
  EXECUTED_AFTER_REJECTION: ({ at, endToEndId, day }) =>
    `${where(at)}${endToEndId} est déjà rejeté ; la banque le dit exécuté le ${frenchDay(day)} ; ${UNCHANGED}`,
  DEBITED_TWICE: ({ at, endToEndId, day, reference }) =>
    `${where(at)}la banque a débité ${endToEndId} une seconde fois le ${frenchDay(day)}${referenceOf(reference)} ; ${UNCHANGED}`,
  DEBITED_AFTER_RETURN: ({ at, endToEndId, day, reference }) =>
    `${where(at)}la banque a débité ${endToEndId} le ${frenchDay(day)}${referenceOf(reference)}, après son retour ; ${UNCHANGED}`,
  RETURNED_AFTER_RECOVERY: ({ at, endToEndId, day }) =>
    `${where(at)}${endToEndId} est revenu le ${frenchDay(day)} ; il avait été payé deux fois, et l’équipe en a déjà rendu une part ; ${UNCHANGED}`,
  ANSWERED_BEFORE_RELEASE: ({ at, endToEndId, day, releasedOn }) =>
    `${where(at)}la banque date du ${frenchDay(day)} sa réponse pour ${endToEndId}, qui a été libéré le ${frenchDay(releasedOn)} ; ${UNCHANGED}`,
  ANSWERED_ON_A_DAY_TO_COME: ({ at, endToEndId, day }) =>
    `${where(at)}la banque date du ${frenchDay(day)}, qui est à venir, sa réponse pour ${endToEndId} ; ${UNCHANGED}`,
  OTHER_MOVEMENT: ({ at, direction, amount, currency }) =>
    `À la ${placeText(at)} : ${[direction, amount, currency ?? ''].filter((word) => word !== '').join(' ')}, ni un débit de virement ni un retour (RtrInf) de l’un des nôtres, laissé de côté.`,
  INFORMATION_ONLY: ({ at }) => `À la ${placeText(at)} : pour information seulement, laissée de côté.`,
  ANSWER_TO_UNKNOWN_PAYMENT: ({ at, endToEndId }) =>
    `À la ${placeText(at)} : le paiement ${endToEndId} n’est d’aucune enveloppe, laissé de côté.`,
  ANSWER_TO_UNKNOWN_RUN: ({ at, run, status }) =>
    `À la ${placeText(at)} : le statut ${status} vaut pour tout le lot ${run}, qui n’est pas parmi les lots envoyés ; laissé de côté.`,
  PAYMENT_OF_OTHER_RUN: ({ at, endToEndId, run }) =>
    `À la ${placeText(at)} : ${endToEndId} n’est pas un virement du lot ${run} ; laissé de côté, demandez à la banque ce qu’il en est.`,
  OTHER_MESSAGE_ANSWERED: ({ at, message }) =>
    `À la ${placeText(at)} : OrgnlMsgNmId dit ${message} ; un lot de virements est pain.001 ; laissé de côté.`,
  OTHER_ACCOUNT: ({ at, endToEndId, account }) =>
    `À la ${placeText(at)} : ${endToEndId} n’a pas été émis du compte ${account.slice(0, 4)}…${account.slice(-4)} ; laissé de côté, demandez à la banque ce qu’il en est.`,
  STATEMENT_OF_OTHER_ACCOUNT: ({ statement, account }) =>
    `Le relevé ${statement} est celui du compte ${account.slice(0, 4)}…${account.slice(-4)}, qui ne paie aucune enveloppe ; laissé de côté.`,
  CREDIT_NOT_A_RETURN: ({ at, endToEndId }) =>
    `À la ${placeText(at)} : ${endToEndId} : un crédit ne dit pas que c’est un retour (RtrInf), ou un débit le dit ; laissé de côté, demandez à la banque ce qu’il en est.`,
  REJECTED_AS_DUPLICATE: ({ at, of, reason }) =>
    `À la ${placeText(at)} : ${'run' in of ? `le lot ${of.run}` : of.endToEndId} est rejeté comme doublon (${reason}) ; le premier envoi compte, rien n’est dû de nouveau.`,
  AMOUNT_MISSING: ({ at, endToEndId }) =>
    `À la ${placeText(at)} : le montant de ${endToEndId} manque ; laissé de côté, demandez-le à la banque.`,
  RETURNED_LESS_CHARGES: ({ at, endToEndId, chargeCents, statedCents }) => {
    return `À la ${placeText(at)} : ${endToEndId} est revenu moins ${euros(chargeCents)}, ${chargesText(chargeCents, statedCents)} ; une fois ce retour confirmé, il est dû de nouveau en entier.`;
  },
  SAME_ENTRY_TWICE: ({ at, endToEndId }) =>
    `À la ${placeText(at)} : ${endToEndId} est une seconde fois dans le fichier, à l’identique ; compté une fois.`,
  SAME_OUTCOME_TWICE: ({ at, endToEndId }) =>
    `À la ${placeText(at)} : ${endToEndId} a une seconde fois la même issue avec d’autres valeurs ; comptée une fois, à rapprocher avec la banque.`,
  ENTRY_SUM_DIFFERS: ({ at, entryCents, sumCents }) =>
    `À la ${placeText(at)} : l’écriture fait ${euros(entryCents)} et ses virements ${euros(sumCents)} ; à rapprocher avec la banque.`,
  BATCH_NOT_MATCHED: ({ at, run, bookedCents, openCount, openCents }) =>
    `À la ${placeText(at)} : l’écriture du lot ${run} fait ${euros(bookedCents)} ; ${counted(openCount, 'virement')} du lot ${agreed(openCount, 'attend', 'attendent')}, pour ${euros(openCents)} ; elle attend le compte rendu des rejets, ou ses autres parties.`,
  RUN_COUNT_DIFFERS: ({ at, run, stated, payments }) =>
    `À la ${placeText(at)} : OrgnlNbOfTxs dit ${stated} ; le lot ${run} a ${counted(payments, 'virement')} ; laissé de côté.`,
  RUN_TOTAL_DIFFERS: ({ at, run, stated, totalCents }) =>
    `À la ${placeText(at)} : OrgnlCtrlSum dit ${stated} ; le lot ${run} fait ${euros(totalCents)} ; laissé de côté.`,
};
