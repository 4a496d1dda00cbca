/** French words for the stages of a statement. */
import type { Stage } from '#libs/statements/workflow/state.ts';

export const STAGE_LABELS: Readonly<Record<Stage, string>> = {
  NONE: 'pas de décompte',
  CALCULATED: 'calculé, pas encore soumis',
  SUBMITTED: 'soumis, pas encore décidé',
  APPROVED: 'approuvé',
  REGULARISATION_DRAFTED: 'approuvé, régularisation préparée',
  REGULARISATION_SUBMITTED: 'approuvé, régularisation soumise',
};
