/** The roles, and their names. */
import type { components } from '#libs/client/contract.d.ts';

export type Role = components['schemas']['SessionView']['roles'][number];

/** Every role at the insurance: they see every team. */
export const STAFF: readonly Role[] = ['operator', 'approver', 'authorising-officer', 'accountant', 'auditor'];

export const ROLE_LABELS: Readonly<Record<Role, string>> = {
  operator: 'gestionnaire',
  approver: 'approbation',
  'authorising-officer': 'ordonnateur',
  accountant: 'comptable',
  auditor: 'audit',
  team: 'équipe',
  service: 'service',
};
