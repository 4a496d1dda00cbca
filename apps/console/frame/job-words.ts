/** French words for jobs, where they are, and what they are doing. */
import type { components } from '#libs/client/contract.d.ts';
import type { JobKind } from '#libs/runtime/jobs.ts';

const KINDS: Readonly<Record<JobKind, string>> = {
  bundle: 'liasse de preuve',
  calculate: 'calcul',
  checkpoint: 'point de contrôle',
  decide: 'décision en nombre',
  consistency: 'preuve entre deux points de contrôle',
  dump: 'copie des projections',
  erase: 'effacement d’un patient',
  extract: 'extraction pour l’audit',
  'feed-proof': 'preuve pour un lecteur du flux',
  import: 'import',
  letters: 'lettres d’une période',
  'payment-run': 'campagne',
  recompute: 'recalcul depuis le journal',
  rebuild: 'reconstruction d’une projection',
  replay: 'rejeu',
  simulate: 'simulation',
  verify: 'vérification du journal',
};

type JobView = components['schemas']['JobView'];
type Shown = Pick<JobView, 'state' | 'progress' | 'cancelRequestedBy'>;

const ENDED: Readonly<Record<Exclude<JobView['state'], 'PENDING'>, string>> = {
  SUCCEEDED: 'terminé',
  FAILED: 'échoué',
  CANCELLED: 'arrêté',
};

const OPEN: Readonly<Record<NonNullable<JobView['progress']>['state'], string>> = {
  waiting: 'en attente',
  delayed: 'en attente d’un nouvel essai',
  running: 'en cours',
};

/**
 * The state of a job in French. An open job counts as under way once a worker has started it; its progress shows that, its state does not.
 */
export function jobStateText({ state, progress, cancelRequestedBy }: Shown): string {
  if (state !== 'PENDING') return ENDED[state];
  return cancelRequestedBy === null ? OPEN[progress?.state ?? 'waiting'] : 'en cours d’arrêt';
}

export function jobText(kind: JobKind): string {
  return KINDS[kind];
}

/** The stages in words for people; a file or a projection keeps its own name. */
const STAGES: Readonly<Record<string, string>> = {
  contributions: 'parts des patients',
  dossiers: 'dossiers des patients',
  effect: 'effet sur les décomptes',
  entries: 'actes, un à un',
  forget: 'effacement',
  journal: 'lecture du journal',
  letters: 'lettres',
  submit: 'soumission',
  approve: 'approbation',
  record: 'enregistrement',
  reject: 'rejet',
  withdraw: 'retrait',
  regularise: 'régularisation',
  replay: 'rejeu',
  rosters: 'équipes',
};

export function jobStageText(stage: string): string {
  return STAGES[stage] ?? stage;
}
