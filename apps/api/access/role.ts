/** The roles, and the decorators that give every route its callers. */
import { SetMetadata } from '@nestjs/common';
import { ROLES, type Role } from '#libs/commands/segregation.ts';

export { ROLES, type Role };

/** Every role at the insurance, for routes that all of them may read. */
export const STAFF: readonly Role[] = ['operator', 'approver', 'authorising-officer', 'accountant', 'auditor'];

export const ROLES_KEY = 'decompte:roles';
export const PUBLIC_KEY = 'decompte:public';
export const COMMAND_KEY = 'decompte:command';
export const CODE_KEY = 'decompte:code';
export const RECENT_LOGIN_KEY = 'decompte:recent-login';

/** Whether a command takes the code of what was read: a confirmation needs it, a refusal or a withdrawal may have it. */
export type CodeOfRoute = 'REQUIRED' | 'OPTIONAL';

/** The roles that may call the route; a route without roles and without Public stops the service from starting. */
export const Allow = (...roles: readonly Role[]) => SetMetadata(ROLES_KEY, roles);

/**
 * The person of a session must have authenticated at most some minutes ago. For the duties of libs/commands/segregation.ts after which
 * money can leave, or go to another account: RELEASE, and every CONFIRM_… (CONFIRM_ACCOUNT, CONFIRM_TERMS, CONFIRM_EXCEPTION, …).
 */
export const RecentLogin = () => SetMetadata(RECENT_LOGIN_KEY, true);

/** Allows calls without a token: health and the contract. */
export const Public = () => SetMetadata(PUBLIC_KEY, true);

/** The caller. */
export interface Identity {
  /** `sub` of the token. */
  readonly subject: string;
  /** `name` of the token, otherwise its subject. */
  readonly name: string;
  /** `jti` of the token, otherwise a digest of it. */
  readonly session: string;
  readonly roles: readonly Role[];
  /** For the role team: its own team. */
  readonly team: string | undefined;
  /** Expiry of its token, ms since 1970. */
  readonly untilMs: number;
  /** In a session of the console: the instant of the login, ms since 1970; 0 if the provider does not give it. */
  readonly authenticatedMs?: number;
}

/** The only team that the caller may see; undefined for every team. */
export function onlyTeamOf({ roles, team }: Identity): string | undefined {
  return roles.some((role) => role !== 'team') ? undefined : (team ?? '');
}
