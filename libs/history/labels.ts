/** French words for events and for the stages of a statement. */
import { FACT_KINDS } from '#libs/intake/fact-kinds.ts';
import type { Stage } from '#libs/statements/workflow/state.ts';

export const EVENT_LABELS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(FACT_KINDS.map(({ event, label }) => [event, label])),
  StatementCalculated: 'calculé',
  StatementNoLongerDue: 'plus de décompte',
  StatementSubmitted: 'soumis',
  StatementApproved: 'approuvé',
  StatementRejected: 'rejeté',
  StatementWithdrawn: 'retiré',
  RegularisationDrafted: 'régularisation préparée',
  RegularisationSubmitted: 'régularisation soumise',
  RegularisationApproved: 'régularisation approuvée',
  RegularisationRejected: 'régularisation rejetée',
  RegularisationWithdrawn: 'régularisation retirée',
  EnvelopeProposed: 'enveloppe proposée',
  EnvelopeConfirmed: 'enveloppe confirmée',
  DecisionPosted: 'décision portée au livre',
  DecisionCancelled: 'décision annulée',
  DuePosted: 'dû',
  DueReduced: 'dû réduit',
  RecoveryPosted: 'à récupérer',
  RecoveryReduced: 'à récupérer, réduit',
  SetOff: 'compensation',
  RepaymentDemanded: 'remboursement demandé',
  PaymentRunMade: 'campagne de paiement',
  PaymentReleased: 'versement libéré',
  PaymentExecuted: 'versement exécuté',
  PaymentReturned: 'versement revenu',
  ExceptionProposed: 'exception proposée',
  ExceptionConfirmed: 'exception confirmée',
};

export const STAGE_LABELS: Readonly<Record<Stage, string>> = {
  NONE: 'pas de décompte',
  CALCULATED: 'calculé, pas encore soumis',
  SUBMITTED: 'soumis, pas encore décidé',
  APPROVED: 'approuvé',
  REGULARISATION_DRAFTED: 'approuvé, régularisation préparée',
  REGULARISATION_SUBMITTED: 'approuvé, régularisation soumise',
};
