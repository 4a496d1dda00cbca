/** French words for the kinds of things to do. */
import type { ContradictionCode } from '#libs/payments/ledger/answer-events.ts';
import type { DifferenceKind } from '#libs/payments/reconciliation/reconcile-account.ts';
import type { TaskKind } from '#libs/week/task-kinds.ts';
import { fieldInFrench } from '#libs/kernel/french-days.ts';
import { faultLabel } from '#libs/words/labels/faults.ts';
import { DIFFERENCE_KINDS } from '#libs/words/labels/reconciliation.ts';

export const TASK_LABELS: Readonly<Record<TaskKind, string>> = {
  UNSEARCHED: 'Pas cherchés, à cause d’un événement du journal qui ne peut pas suivre ceux qui le précèdent',
  SET_ASIDE: 'Lignes mises de côté',
  REFUSED_FILE: 'Fichiers refusés, à corriger et à importer de nouveau',
  UNFINISHED_FILE: 'Fichiers dont l’import n’est pas allé au bout, à importer de nouveau',
  INCOMPLETE: 'Mois de soins qui semblent incomplets',
  LOOK_ALIKES: 'Identifiants de patients qui semblent être d’une seule personne (dernier acte → premier acte)',
  MERGES: 'Réunions (+) et séparations (−) de patients à confirmer',
  ENTER: 'Candidatures acceptées, dont l’équipe n’est pas encore dans les faits',
  CALCULATE: 'Périodes à calculer',
  STALE: 'Brouillons et soumissions qui ne sont plus à jour',
  SUBMIT: 'Décomptes à soumettre',
  NOT_YET: 'Calculés, pas encore à soumettre',
  APPROVE: 'Décomptes soumis, à approuver',
  UNFUNDED: 'Décomptes soumis, qu’aucune enveloppe ne finance',
  CONFIRM: 'Propositions qu’une seconde personne doit confirmer',
  KEPT_APART: 'Reprise des livres d’avant : à démêler',
  POST: 'Approuvés, pas encore portés dans une enveloppe (la prochaine campagne le fait)',
  WITHDRAW: 'Retraits interrompus : approuvés, retirés du livre des paiements, à retirer encore',
  POST_BEYOND: 'Approuvés au-delà de leur enveloppe, portés dans aucun livre : à permettre à deux, ou à retirer',
  RELEASE: 'Dus, à libérer',
  RELEASE_PREPARED: 'Campagnes préparées, à relire et à libérer',
  REDO_PREPARED: 'Campagnes préparées, à refaire : une autre a libéré leurs paiements',
  UNPAYABLE: 'Dus, que la prochaine campagne laisse de côté',
  REISSUE: 'Paiements revenus, à émettre de nouveau',
  AWAIT_BANK: 'Paiements libérés, sans réponse de la banque',
  UNDECIDED_AT_BANK: 'Paiements que la banque a reçus et n’a pas encore tranchés',
  CONTRADICTED: 'Réponses de la banque qui contredisent le livre, à trancher à deux personnes',
  BOOKED_UNMATCHED: 'Écritures de la banque pour un lot, dont les paiements ne sont pas trouvés',
  RECONCILE: 'Écarts entre les relevés de compte et le livre des paiements, à expliquer',
  COMING: 'Dus plus tard',
  SET_OFF: 'À récupérer sur les prochains versements',
  DEMAND: 'À récupérer d’équipes parties, à demander',
  REGULARISE: 'Périodes décidées qu’un nouveau calcul changerait',
  REGULARISATION_DRAFTED: 'Régularisations à soumettre',
  REGULARISATION_SUBMITTED: 'Régularisations soumises, à approuver',
};

/** Codes of the bank and of its statements, in the form used in the subject of a group. */
const OF_THE_BANK: Readonly<Record<ContradictionCode | DifferenceKind | Outcome, string>> = {
  ...DIFFERENCE_KINDS,
  ANSWER_AMOUNT_DIFFERS: 'autre montant',
  ANSWERED_BEFORE_RELEASE: 'réponse d’avant sa libération',
  ANSWERED_ON_A_DAY_TO_COME: 'réponse d’un jour à venir',
  EXECUTED_AND_REJECTED: 'exécuté et rejeté',
  REJECTED_AFTER_EXECUTION: 'rejeté après son exécution',
  ANSWERED_AFTER_CANCELLATION: 'réponse après son annulation',
  EXECUTED_AFTER_REJECTION: 'exécuté après son rejet',
  DEBITED_TWICE: 'débité deux fois',
  DEBITED_AFTER_RETURN: 'débité après son retour',
  RETURNED_AFTER_RECOVERY: 'revenu après sa récupération',
  EXECUTED: 'exécuté',
  RETURNED: 'revenu',
  REJECTED: 'rejeté',
};

const BANK_WORDS = new Map(Object.entries(OF_THE_BANK));

type Outcome = 'EXECUTED' | 'RETURNED' | 'REJECTED';

/** The kinds of task whose items contain a code; in others such a word is a name. */
const WITH_CODES: ReadonlySet<TaskKind> = new Set<TaskKind>(['CONTRADICTED', 'BOOKED_UNMATCHED', 'RECONCILE']);

/** An answer of the bank that contradicts the ledger: « débité deux fois ». */
export function contradictionLabel(code: ContradictionCode): string {
  return OF_THE_BANK[code];
}

/** The subject of a group, as people read it: `PEPS-01 2022-T1`, `12/03/2026 rejeté`. */
export function entryText(kind: TaskKind, of: string): string {
  const words: ReadonlyMap<string, string> = WITH_CODES.has(kind) ? BANK_WORDS : new Map();
  return of
    .split(' ')
    .map((word) => words.get(word) ?? fieldInFrench(word))
    .join(' ');
}

/** The group of a task as people read it: a day or a period first; rows set aside by their fault. */
export function groupLabel(kind: TaskKind, group: string): string {
  if (kind !== 'SET_ASIDE') return group.replace(/^[^,]+/, fieldInFrench);
  const end = group.lastIndexOf(', ') + 2;
  return group.slice(0, end) + faultLabel(group.slice(end));
}
