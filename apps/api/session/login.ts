/** How people log in to the console. */
import type { Role } from '#apps/api/access/role.ts';

export const WAYS = ['development', 'openid', 'tokens'] as const;

/** Injection token of the login. */
export const LOGIN = Symbol('login');

export interface Login {
  readonly way: (typeof WAYS)[number];
  /** To choose from, in development. */
  readonly people: readonly PersonToChoose[];
  /** Where a person who logs out goes, so that the provider ends its own session too; undefined: nowhere. */
  readonly leaveTo: () => Promise<string | undefined>;
}

/** A made-up person of development: one may be here in several roles, to show that rules know the person. */
export interface PersonToChoose {
  readonly id: string;
  readonly subject: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly team?: string;
  /** In French, for the page where people choose. */
  readonly does: string;
}
