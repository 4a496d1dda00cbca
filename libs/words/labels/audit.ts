/** French words for auditors: exceptions and overrides, and the evidence for a role. */
import type { AccessKind } from '#libs/access-record/access-record.ts';
import type { OverrideKind } from '#libs/audit/tools/overrides.ts';
import type { RoleSource } from '#libs/audit/tools/roles.ts';

export const OVERRIDE_LABELS: Readonly<Record<OverrideKind, string>> = {
  EXCEPTION_PROPOSED: 'exception proposée',
  EXCEPTION_GIVEN: 'exception confirmée',
  EXCEPTION_USED: 'exception utilisée',
  HOLD_PROPOSED: 'délai des comptes changés proposé',
  HOLD_CHANGED: 'délai des comptes changés confirmé',
  PAYMENT_HELD: 'équipe laissée de côté par une campagne',
  DECISION_WITHDRAWN: 'décision retirée',
  SUBMISSION_REJECTED: 'soumission rejetée',
  CANCELLATION_PROPOSED: 'annulation d’une campagne proposée',
  PAYMENT_CANCELLED: 'versement annulé',
  ANSWER_TYPED: 'réponse de la banque saisie',
  ANSWER_CORRECTED: 'réponse de la banque corrigée',
  ANSWER_CONTRADICTED: 'réponse de la banque contradictoire',
  PAID_TWICE: 'versé deux fois',
  TAKE_BACK_PROPOSED: 'abandon d’une demande proposé',
  DEMAND_TAKEN_BACK: 'demande de remboursement abandonnée',
  UNDO_PROPOSED: 'écriture portée deux fois, à défaire',
  POSTING_UNDONE: 'écriture portée deux fois, défaite',
  PROPOSAL_REFUSED: 'proposition refusée',
  PROPOSAL_WITHDRAWN: 'proposition retirée',
  LOSS_REPORTED: 'perte du journal signalée',
  LOSS_ACKNOWLEDGED: 'perte du journal reconnue',
  REOPENING_PROPOSED: 'réouverture proposée',
  REOPENED: 'clôture rouverte',
  SEPARATION_PROPOSED: 'séparation de deux patients proposée',
  PATIENTS_SEPARATED: 'patients réunis à tort, séparés',
  DIFFERENCE_EXPLAINED: 'écart du compte expliqué',
  ROWS_DISMISSED: 'lignes mises de côté, classées sans suite',
};

export const ROLE_SOURCE_TEXTS: Readonly<Record<RoleSource, string>> = {
  ACT: 'a fait ce qui est réservé à ce rôle, sous un nom prouvé par un jeton',
  TOKEN: 'avait ce rôle dans le jeton d’une lecture',
  UNKNOWN: 'nom saisi sur une ligne de commande : rien ne prouve un rôle',
};

export const ACCESS_LABELS: Readonly<Record<AccessKind, string>> = {
  PATIENT: 'patients',
  ACCOUNT: 'comptes en entier',
  FILE: 'fichier',
  RECORD: 'ce registre',
  ROLES: 'rien : un jeton montre ses rôles',
  LOST: 'lectures qui n’ont pas pu être gardées',
};
