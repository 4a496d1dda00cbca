/** French words for jobs and where they are. */
import type { components } from '#libs/client/contract.d.ts';
import type { JobKind } from '#libs/runtime/jobs.ts';

const KINDS: Readonly<Record<JobKind, string>> = {
  calculate: 'calcul',
  import: 'import',
  letters: 'lettres d’une période',
  'payment-run': 'campagne',
  recompute: 'recalcul depuis le journal',
  rebuild: 'reconstruction d’une projection',
  replay: 'rejeu',
  simulate: 'simulation',
};

export const JOB_STATES: Readonly<Record<components['schemas']['JobView']['state'], string>> = {
  PENDING: 'en cours',
  SUCCEEDED: 'terminé',
  FAILED: 'échoué',
  CANCELLED: 'arrêté',
};

export function jobText(kind: JobKind): string {
  return KINDS[kind];
}
