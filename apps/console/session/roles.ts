/** The roles, and their names. */
import type { components } from '#libs/client/contract.d.ts';

export { ROLE_LABELS } from '#libs/words/labels/roles.ts';

export type Role = components['schemas']['SessionView']['roles'][number];

/** Every role at the insurance: they see every team. */
export const STAFF: readonly Role[] = ['operator', 'approver', 'authorising-officer', 'accountant', 'auditor'];
