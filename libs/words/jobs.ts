/** Sentences for the refusals about a job, and for the reasons of a failure. */
import type { JobFailure } from '#libs/jobs/failures.ts';
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

export const JOB_SENTENCES: Sentences<JobRefusal | JobFailure> = {
  JOB_WITHOUT_HANDLER: ({ kind }) => `aucun programme ne fait de travail « ${kind} »`,
  JOB_LOST_ITS_WORKERS: () =>
    'chaque programme qui avait commencé ce travail s’est arrêté avant la fin ; vérifiez la mémoire et le journal du service',
  JOB_FAILED_EACH_ATTEMPT: () => 'le travail a échoué à chaque essai ; le journal du service dit pourquoi',
  JOB_ALREADY_REQUESTED: ({ id }) => `le travail ${id} est déjà demandé`,
  JOB_UNKNOWN: ({ id }) => `il n’y a pas de travail ${id}`,
  JOB_ENDED: ({ id, status }) => `le travail ${id} est déjà terminé (${STATUS[status]}) ; il n’y a rien à arrêter`,
};
