/** French words for the kinds of things to do. */
import type { TaskKind } from '#libs/week/task.ts';

export const TASK_LABELS: Readonly<Record<TaskKind, string>> = {
  SET_ASIDE: 'Lignes mises de côté',
  INCOMPLETE: 'Mois de soins qui semblent incomplets',
  CALCULATE: 'Périodes à calculer',
  STALE: 'Brouillons et soumissions qui ne sont plus à jour',
  SUBMIT: 'Décomptes à soumettre',
  APPROVE: 'Décomptes soumis, à approuver',
  CONFIRM: 'Propositions qu’une seconde personne doit confirmer',
  KEPT_APART: 'Reprise des livres d’avant : à démêler',
  POST: 'Approuvés, pas encore portés dans une enveloppe (la prochaine campagne le fait)',
  RELEASE: 'Dus, à libérer',
  RELEASE_PREPARED: 'Campagnes préparées, à relire et à libérer',
  UNPAYABLE: 'Dus, que la prochaine campagne laisse de côté',
  REISSUE: 'Paiements revenus, à émettre de nouveau',
  AWAIT_BANK: 'Paiements libérés, sans réponse de la banque',
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
