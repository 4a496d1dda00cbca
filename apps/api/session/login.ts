/** How people log in to the console. */
import type { Role } from '#apps/api/access/role.ts';

export const WAYS = ['development', 'openid', 'tokens'] as const;

/** Injection token of the login. */
export const LOGIN = Symbol('login');

export interface Login {
  readonly way: (typeof WAYS)[number];
  /** The people to choose from, in development. */
  readonly people: readonly PersonToChoose[];
  /** The address to which a person is sent after logging out, so that the provider ends its own session too; undefined if there is none. */
  readonly leaveTo: () => Promise<string | undefined>;
}

/** A made-up person of development. One person may appear with several roles, to show that rules recognise the person. */
export interface PersonToChoose {
  readonly id: string;
  readonly subject: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly team?: string;
  /** A description in French, for the page where people choose. */
  readonly does: string;
}
