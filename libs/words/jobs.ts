/** Sentences for what may be refused of a job. */
import type { JobRefusal } from '#libs/jobs/job/refusals.ts';
import type { Job } from '#libs/jobs/job/state.ts';
import type { Sentences } from '#libs/words/sentences.ts';

const STATUS: Readonly<Record<Job['status'], string>> = {
  PENDING: 'en attente',
  CANCEL_REQUESTED: 'en cours d’arrêt',
  SUCCEEDED: 'réussi',
  FAILED: 'échoué',
  CANCELLED: 'arrêté',
};

export const JOBS: Sentences<JobRefusal> = {
  JOB_ALREADY_REQUESTED: ({ id }) => `le travail ${id} est déjà demandé`,
  JOB_UNKNOWN: ({ id }) => `il n’y a pas de travail ${id}`,
  JOB_ENDED: ({ id, status }) => `le travail ${id} est déjà terminé (${STATUS[status]}) ; il n’y a rien à arrêter`,
};
