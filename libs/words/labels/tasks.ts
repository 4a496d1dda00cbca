/** French words for the kinds of things to do. */
import type { TaskKind } from '#libs/week/task.ts';
import { faultLabel } from '#libs/words/labels/faults.ts';

export const TASK_LABELS: Readonly<Record<TaskKind, string>> = {
  SET_ASIDE: 'Lignes mises de côté',
  REFUSED_FILE: 'Fichiers refusés, à corriger et à importer de nouveau',
  UNFINISHED_FILE: 'Fichiers dont l’import n’est pas allé au bout, à importer de nouveau',
  INCOMPLETE: 'Mois de soins qui semblent incomplets',
  LOOK_ALIKES: 'Identifiants de patients qui semblent être d’une seule personne (dernier acte → premier acte)',
  MERGES: 'Réunions (+) et séparations (−) de patients à confirmer',
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

/** The group of a task as people read it: rows set aside by what is wrong with them. */
export function groupLabel(kind: TaskKind, group: string): string {
  if (kind !== 'SET_ASIDE') return group;
  const end = group.lastIndexOf(', ') + 2;
  return group.slice(0, end) + faultLabel(group.slice(end));
}
