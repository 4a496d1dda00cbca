/** Sentences for the reasons why a service is not ready. */
import type { ReadinessFault } from '#libs/observability/readiness.ts';
import type { Sentences } from '#libs/words/sentences.ts';

/** The service folds nothing itself. */
const WORKERS = 'voyez qu’un travailleur tourne, et ce qu’en dit son journal';

export const READINESS_SENTENCES: Sentences<ReadinessFault> = {
  SERVICE_STOPPING: () => 'arrêt en cours',
  LOG_SILENT: () => 'le journal ne répond pas',
  LOG_DAMAGED: () =>
    'un fichier des magasins est endommagé, ou a été remplacé pendant que le service s’en servait : arrêtez les services, remettez le bon fichier ou une sauvegarde, puis relancez-les',
  LOG_ENDS_BEFORE_WITNESS: ({ position, end }) =>
    `le journal finit à la position ${end}, et il est allé jusqu’à la position ${position} : deux personnes doivent reconnaître cette perte`,
  LOG_OTHER_THAN_WITNESS: ({ position }) =>
    `le journal n’est plus celui qui est allé jusqu’à la position ${position} : deux personnes doivent reconnaître cette perte`,
  LOG_UNWITNESSED: () => 'aucun témoin n’a vu ce journal : rien ne dit s’il a perdu sa fin',
  WITNESSES_SILENT: () => 'ce qui garde la trace de la fin du journal ne peut pas être lu',
  KEYS_FORMER: () =>
    'les clés des patients sont une copie d’avant un effacement : une personne effacée est de nouveau lisible, jusqu’à ce qu’un travailleur achève son effacement',
  KEYS_SILENT: () => 'les clés des patients ne répondent pas',
  JOBS_SILENT: () => 'la file des travaux ne répond pas',
  PROJECTIONS_SILENT: () => 'les projections ne répondent pas',
  PROJECTION_UNSOUND: () => 'elle n’a pas traité autant d’événements qu’il y en a : à reconstruire',
  PROJECTION_BEHIND: ({ events, max }) => `${events} événements à traiter, plus que ${max} ; ${WORKERS}`,
  PROJECTION_LATE: ({ seconds, max }) =>
    `le plus ancien événement à traiter a ${seconds} s, plus que ${max} ; ${WORKERS}`,
};
