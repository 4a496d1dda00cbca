/** French names of the roles. */
import type { Role } from '#libs/commands/segregation.ts';

export const ROLE_LABELS: Readonly<Record<Role, string>> = {
  operator: 'gestionnaire',
  approver: 'approbation',
  'authorising-officer': 'ordonnateur',
  accountant: 'comptable',
  auditor: 'audit',
  team: 'équipe',
  service: 'service',
};

/** In a sentence: `gestionnaire, audit`. */
export function rolesText(roles: readonly Role[], between = ', '): string {
  return roles.map((role) => ROLE_LABELS[role]).join(between);
}
