/** Who may ask what: the roles, and the marks that every route bears. */
import { SetMetadata } from '@nestjs/common';

/**
 * operator: records, calculates, submits. approver: decides. authorising-officer (ordonnateur): releases payments. accountant
 * (comptable): accounts, the bank's answers, ledgers. auditor: reads everything. team: reads its own team. service: another system,
 * which records facts and reads the feed.
 */
export const ROLES = [
  'operator',
  'approver',
  'authorising-officer',
  'accountant',
  'auditor',
  'team',
  'service',
] as const;

export type Role = (typeof ROLES)[number];

/** All who work at the insurance, for what each of them may read. */
export const STAFF: readonly Role[] = ['operator', 'approver', 'authorising-officer', 'accountant', 'auditor'];

export const ROLES_KEY = 'decompte:roles';
export const PUBLIC_KEY = 'decompte:public';
export const COMMAND_KEY = 'decompte:command';

/** The roles that may call the route; a route with neither this nor Public keeps the service from starting. */
export const Allow = (...roles: readonly Role[]) => SetMetadata(ROLES_KEY, roles);

/** Called without a token: health and the contract itself. */
export const Public = () => SetMetadata(PUBLIC_KEY, true);

/** Who calls. */
export interface Identity {
  /** `sub` of the token. */
  readonly subject: string;
  readonly roles: readonly Role[];
  /** Of the role team: the one team it sees. */
  readonly team: string | undefined;
  /** When its token expires, ms since 1970. */
  readonly untilMs: number;
}

/** The team whose data the caller may see, undefined where it may see all. */
export function onlyTeamOf({ roles, team }: Identity): string | undefined {
  return roles.some((role) => role !== 'team') ? undefined : (team ?? '');
}
