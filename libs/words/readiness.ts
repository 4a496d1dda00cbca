/** Sentences for what keeps a service from being ready. */
import type { ReadinessFault } from '#libs/observability/readiness.ts';
import type { Sentences } from '#libs/words/sentences.ts';

export const READINESS: Sentences<ReadinessFault> = {
  SERVICE_STOPPING: () => 'arrêt en cours',
  LOG_SILENT: () => 'le journal ne répond pas',
  JOBS_SILENT: () => 'la file des travaux ne répond pas',
  PROJECTIONS_SILENT: () => 'les projections ne répondent pas',
  PROJECTION_UNSOUND: () => 'elle n’a pas traité autant d’événements qu’il y en a : à reconstruire',
  PROJECTION_BEHIND: ({ events, max }) => `${events} événements à traiter, plus que ${max}`,
  PROJECTION_LATE: ({ seconds, max }) => `le plus ancien événement à traiter a ${seconds} s, plus que ${max}`,
};
