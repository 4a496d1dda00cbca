/** French words for jobs and where they are. */
import type { components } from '#libs/client/contract.d.ts';
import type { JobKind } from '#libs/runtime/jobs.ts';

const KINDS: Readonly<Record<JobKind, string>> = {
  bundle: 'liasse de preuve',
  calculate: 'calcul',
  checkpoint: 'point de contrôle',
  import: 'import',
  letters: 'lettres d’une période',
  'payment-run': 'campagne',
  recompute: 'recalcul depuis le journal',
  rebuild: 'reconstruction d’une projection',
  replay: 'rejeu',
  simulate: 'simulation',
  verify: 'vérification du journal',
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
