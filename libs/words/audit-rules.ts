/** Sentences for events in a log that the rules find impossible. */
import { dayInFrench, momentInFrench, periodInFrench } from '#libs/kernel/french-days.ts';
import type { CheckedPaymentStatus, FormerDuty, Impossible, RuleFinding, RunPart } from '#libs/audit/rules/findings.ts';
import { euros } from '#libs/kernel/euros.ts';
import { EVENT_LABELS } from '#libs/words/labels/events.ts';
import { type Sentences, said } from '#libs/words/sentences.ts';
import { ofName } from '#libs/words/labels/of-name.ts';

const DUTIES: Readonly<Record<FormerDuty, string>> = {
  submitted: 'soumis le décompte',
  approved: 'approuvé le décompte',
  'proposed-account': 'proposé un compte de ce paiement',
  'confirmed-account': 'confirmé un compte de ce paiement',
  'proposed-exception': 'proposé une exception dont il se sert',
  'confirmed-exception': 'confirmé une exception dont il se sert',
};

const OF_FIELD = {
  team: 'de l’équipe',
  period: 'de la période',
  envelope: 'de l’enveloppe',
  run: 'de la campagne',
  item: 'de l’échéance',
  holder: 'de',
} as const;

const STATUS: Readonly<Record<CheckedPaymentStatus, string>> = {
  released: 'envoyé et sans réponse',
  executed: 'exécuté',
  returned: 'revenu',
  cancelled: 'annulé',
};

const PARTS: Readonly<Record<RunPart, string>> = {
  envelope: 'son enveloppe est une autre',
  executionDay: 'son jour d’exécution est un autre',
  debtor: 'le compte qui paie est un autre',
  files: 'ses fichiers sont autres',
  createdAt: 'l’instant de ses fichiers est un autre',
  digest: 'son code est un autre',
  exceptions: 'ses exceptions sont autres',
  preparedBy: 'une autre personne l’aurait préparée',
  amounts: 'son nombre de paiements ou ses totaux sont autres',
  payments: 'ses paiements, ses compensations, leur ordre ou les équipes laissées de côté sont autres',
};

export const AUDIT_RULE_SENTENCES: Sentences<RuleFinding> = {
  NO_AUTHOR: () => 'rien ne dit qui l’a fait',
  APPROVED_BY_SUBMITTER: ({ by }) => `${by} approuve ce que la même personne a soumis`,
  CONFIRMED_BY_PROPOSER: ({ by, subject }) => `${by} confirme ce que la même personne a proposé (${subject})`,
  RELEASED_BY_SAME_PERSON: ({ by, duty, endToEndId }) => `${by} libère ${endToEndId} après avoir ${DUTIES[duty]}`,
  APART_FROM_ITS_COMMAND: () =>
    'il ne commence aucune commande, et ne suit pas le reste de la sienne, faite par une personne à un instant',
  TYPED_BY_RELEASER: ({ by, endToEndId }) => `${by} répond pour la banque de ${endToEndId} après l’avoir libéré`,
  RETURNED_BY_ONE_PERSON: ({ by, endToEndId }) =>
    `${by} rend ${endToEndId} dû de nouveau sans qu’une autre personne ne l’ait confirmé`,
  CORRECTED_BY_ONE_PERSON: ({ by, endToEndId }) =>
    `${by} corrige la réponse de la banque sur ${endToEndId} sans qu’une autre personne n’ait confirmé ce qu’elle devient`,
  OWED_BY_ONE_PERSON: ({ by, endToEndId }) =>
    `${by} fait de ${endToEndId} une dette de l’équipe sans qu’une autre personne ne l’ait confirmé`,
  APPROVED_WITHOUT_SUBMISSION: () => 'rien n’était soumis de ce qui est approuvé',
  DECIDED_TWICE: ({ first }) => `le décompte est déjà décidé (${first}), et cette décision n’est pas retirée`,
  APPROVED_OTHER_THAN_SUBMITTED: () => 'ce qui est approuvé n’est pas ce qui était soumis',
  CONFIRMED_WITHOUT_PROPOSAL: ({ subject }) => `rien n’était proposé de ce qui est confirmé (${subject})`,
  CONFIRMED_OTHER_THAN_PROPOSED: ({ subject }) => `ce qui est confirmé n’est pas ce qui était proposé (${subject})`,
  WITHDRAWN_STILL_POSTED: ({ decision }) =>
    `la décision ${decision} est retirée, et ce qu’elle a rendu dû ou à récupérer reste au grand livre`,
  WITHDRAWN_WITHOUT_DECISION: () => 'il n’y a pas de décision de ce qui est retiré',
  POSTED_AFTER_WITHDRAWAL: ({ decision }) => `la décision ${decision} est retirée, et portée ensuite au grand livre`,
  ERASED_UNCONFIRMED: () =>
    'il remplace les faits d’un patient par ce qu’un effacement en garde, et aucune autre personne n’a confirmé cet effacement',
  CANCELLED_NOT_WITHDRAWN: ({ decision }) =>
    `la décision ${decision} est annulée au grand livre, et n’est pas retirée : son retrait a été interrompu, retirez-la de nouveau`,
  CANCELLED_NOT_WHOLE: ({ decision }) =>
    `la décision ${decision} est annulée au grand livre, alors qu’elle a déjà été payée, réduite, compensée ou demandée, ou qu’elle en a réduit d’autres`,
  CANCELLED_STILL_DUE: ({ decision, leftCents }) =>
    `la décision ${decision} est annulée au grand livre, et ${euros(leftCents)} en restent dus ou à récupérer`,
  POSTED_TO_OTHER_ENVELOPE: ({ decision, envelope, expected }) =>
    expected.length === 0
      ? `la décision ${decision} est portée à l’enveloppe ${envelope}, et aucune ne la finance`
      : `la décision ${decision} est portée à l’enveloppe ${envelope}, et c’est ${expected.join(' ou ')} qui la finance`,
  DECISION_POSTED_TWICE: ({ decision, first }) =>
    `la décision ${decision} est déjà portée au grand livre, à la position ${first}`,
  DECISION_NOT_APPROVED: ({ decision }) => `le journal n’a pas l’approbation de la décision ${decision}`,
  POSTED_WITHOUT_DECISION: ({ decision }) => `la décision ${decision} n’est pas portée au grand livre`,
  POSTED_OTHER_THAN_APPROVED: ({ decision, postedCents, approvedCents }) =>
    `la décision ${decision} est approuvée pour ${euros(approvedCents)}, et portée au grand livre pour ${euros(postedCents)}`,
  DUE_BEYOND_APPROVED: ({ decision, dueCents, grantedCents }) =>
    `la décision ${decision} accorde ${euros(grantedCents)}, et en rend dû ${euros(dueCents)}`,
  OWED_BEYOND_APPROVED: ({ decision, owedCents, takenCents }) =>
    `la décision ${decision} reprend ${euros(takenCents)}, et en fait ${euros(owedCents)} de dette`,
  DUE_ON_ANOTHER_DAY: ({ decision, dueOn, dueCents, grantedCents }) =>
    `la décision ${decision} accorde ${euros(grantedCents)} pour le ${dayInFrench(dueOn)}, et en rend dû ${euros(dueCents)} ce jour-là`,
  UNDONE_NOT_POSTED_TWICE: ({ decision }) =>
    `la décision ${decision} est annulée comme portée deux fois, et ne l’est pas`,
  EXCEPTION_FOR_ANOTHER: ({ exception, envelope }) =>
    `l’exception ${exception} sert à l’enveloppe ${envelope}, et a été donnée pour autre chose`,
  EXCEPTION_GIVEN_TWICE: ({ exception }) =>
    `l’exception ${exception} est déjà donnée, et quelqu’un la propose de nouveau`,
  EXCEPTION_NOT_GIVEN: ({ exception }) => `l’exception ${exception} n’a pas été donnée`,
  DECIDED_OF_CLOSED_TEAM: ({ team }) => `${team} est clos, et une décision en a été prise depuis`,
  DECIDED_WITHOUT_EXCEPTION: ({ team, period }) =>
    `${team} ${periodInFrench(period)} est après la fin de son texte, et se décide sans exception que deux personnes auraient donnée`,
  EXCEPTION_USED_TWICE: ({ exception, first }) => `l’exception ${exception} a déjà servi, à la position ${first}`,
  POSTING_UNBALANCED: ({ debit, credit, amountCents }) =>
    `l’écriture n’est pas équilibrée : débit « ${debit} », crédit « ${credit} », montant ${amountCents} (centimes)`,
  POSTED_TO_OTHER_ACCOUNTS: ({ debit, credit }) =>
    `cette écriture n’est pas celle d’un tel événement : débit « ${debit} », crédit « ${credit} »`,
  ITEM_POSTED_TWICE: ({ item }) => `l’échéance ${item} est déjà portée au grand livre`,
  ITEM_OF_OTHER_PEOPLE: ({ item }) =>
    `l’échéance ${item} nomme d’autres personnes que celles qui l’ont soumise et approuvée`,
  ITEM_UNKNOWN: ({ item }) => `rien n’a rendu exigible l’échéance ${item}`,
  ITEM_OVERSPENT: ({ item, leftCents, takenCents }) =>
    `il restait ${euros(leftCents)} de l’échéance ${item}, et ${euros(takenCents)} en sont pris`,
  DEBT_UNKNOWN: ({ debt }) => `le journal n’a pas la dette ${debt}`,
  DEBT_POSTED_TWICE: ({ debt }) => `la dette ${debt} est déjà portée au grand livre`,
  DEBT_OVERSPENT: ({ debt, leftCents, takenCents }) =>
    `il restait ${euros(leftCents)} de la dette ${debt}, et ${euros(takenCents)} en sont pris`,
  REDUCED_WITHOUT_CAUSE: ({ item, because }) =>
    `l’échéance ${item} est réduite sans qu’aucune décision ne la réduise (« ${because} »)`,
  DEBT_DROPPED_WITHOUT_CAUSE: ({ debt, because }) =>
    `la dette ${debt} est abandonnée sans que rien ne l’explique (« ${because} »)`,
  RUN_RELEASED_TWICE: ({ run, first }) => `la campagne ${run} est déjà libérée, à la position ${first}`,
  RUN_NOT_PREPARED: ({ run }) => `la campagne ${run} est libérée sans avoir été préparée`,
  RUN_OTHER_THAN_PREPARED: ({ run, part }) =>
    `la campagne ${run} n’est pas libérée comme elle a été préparée : ${PARTS[part]}`,
  RELEASED_AFTER_RUN: ({ run }) =>
    `il est de la campagne ${run}, et ne suit pas sa libération, qui est ce qui a été préparé`,
  PAYMENT_OUTSIDE_RUN: ({ endToEndId, run }) => `le paiement ${endToEndId} n’est pas de la campagne ${run}`,
  PAID_TO_OTHER_ACCOUNT: ({ endToEndId, team, iban }) =>
    `le paiement ${endToEndId} va au compte ${iban}, qui n’était pas celui ${ofName(team)}`,
  PAID_FROM_OTHER_ACCOUNT: ({ run, envelope, iban }) =>
    `la campagne ${run} paie du compte ${iban}, qui n’était pas celui de l’enveloppe ${envelope}`,
  PAID_TO_HELD_ACCOUNT: ({ endToEndId, team }) =>
    `le paiement ${endToEndId} va à un compte ${ofName(team)} confirmé depuis trop peu de jours, sans exception de deux personnes`,
  PAID_WHILE_OWING: ({ endToEndId, team, owedCents }) =>
    `${endToEndId} est libéré alors que ${team} doit ${euros(owedCents)}, qui n’ont pas été compensés`,
  RELEASED_BEFORE_DUE: ({ endToEndId, dueOn, releasedOn }) =>
    `le paiement ${endToEndId}, dû le ${dayInFrench(dueOn)}, est libéré le ${dayInFrench(releasedOn)}, sans exception de deux personnes`,
  PAYMENT_RELEASED_TWICE: ({ endToEndId, first }) =>
    `le paiement ${endToEndId} est déjà libéré, à la position ${first}`,
  ANSWERED_WITHOUT_PAYMENT: ({ endToEndId }) => `le paiement ${endToEndId} n’a pas été libéré`,
  ANSWERED_OTHER_AMOUNT: ({ endToEndId, amountCents, releasedCents }) =>
    `le paiement ${endToEndId} est de ${euros(releasedCents)}, et la réponse de ${euros(amountCents)}`,
  ANSWERED_TWICE: ({ endToEndId }) => `la même réponse est déjà enregistrée pour le paiement ${endToEndId}`,
  ANSWERED_FROM_OTHER_STATUS: ({ endToEndId, status }) =>
    `le paiement ${endToEndId} est alors ${STATUS[status]}, et cette réponse ne part pas de là`,
  BOOKED_NOT_EXECUTED: ({ endToEndId }) => `la banque comptabilise ${endToEndId}, qui n’est pas exécuté`,
  SECOND_DEBIT_UNKNOWN: ({ endToEndId }) => `aucun fichier n’a dit de second débit de ${endToEndId}`,
  BELONGS_ELSEWHERE: ({ named, field, expected, found }) =>
    `${named} est ${OF_FIELD[field]} ${expected}, et l’événement dit ${found}`,
  CHARGED_BEYOND_ENVELOPE: ({ envelope, chargesCents, mostCents }) =>
    `l’enveloppe ${envelope} a alors ${euros(chargesCents)} décidés, et deux personnes n’en ont jamais convenu plus de ${euros(mostCents)}, exception comprise`,
  FORMER_LEDGER_GOES_ON: () =>
    'un ancien programme écrit dans un livre d’avant, alors que le livre des paiements est commencé : il ne l’a pas',
  NOT_CARRIED_OVER: () => 'il est d’un ancien livre, et le livre des paiements, commencé depuis, ne l’a pas repris',
  COPY_OUT_OF_PLACE: () => 'il se dit copie d’un ancien livre, là où aucun n’est repris',
  CARRIED_OTHERWISE: () => 'il est repris d’un ancien livre, qui ne l’a pas ainsi',
  RECORDED_BEFORE_PREDECESSOR: ({ recordedAt, before, predecessor }) =>
    `il est enregistré le ${momentInFrench(recordedAt)}, avant l’événement ${predecessor} (${momentInFrench(before)})`,
  RECORDED_BEFORE_COMMAND: ({ recordedAt, at }) =>
    `il est enregistré le ${momentInFrench(recordedAt)}, et sa commande est du ${momentInFrench(at)}`,
  RECORDED_BEFORE_CHECKPOINT: ({ recordedAt, checkpoint, signedAt }) =>
    `il est enregistré le ${momentInFrench(recordedAt)}, et vient après ${checkpoint}, signé le ${momentInFrench(signedAt)}`,
};

/** With its sentence, for a person or a program. */
interface SaidImpossible extends Omit<Impossible, 'finding'> {
  readonly code: RuleFinding['code'];
  /** Without a full stop at its end. */
  readonly detail: string;
}

export function saidImpossible({ finding, ...event }: Impossible): SaidImpossible {
  return { ...event, code: finding.code, detail: said(AUDIT_RULE_SENTENCES, finding) };
}

/** `position 12, payment-ledger, versement libéré : …`, for a person. */
export function impossibleText(impossible: Impossible): string {
  const { position, stream, type, detail } = saidImpossible(impossible);
  return `position ${position}, ${stream}, ${EVENT_LABELS[type] ?? type} : ${detail}`;
}
