/**
 * Sessions of people in browsers. A browser holds a secret that says nothing; who it is stays here. A port, since the sessions of
 * several API processes would be in one place: the sessions in memory end with their process.
 */
import { hash, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { SignedIn } from '#apps/api/access/claims.ts';
import type { Identity } from '#apps/api/access/role.ts';

/** A person who logged in. */
export interface Session {
  readonly identity: Identity;
  /** The session at the identity provider; undefined where it names none. */
  readonly sid: string | undefined;
}

/** What proves a person. */
export interface Proof {
  /** When the person gave it, ms since 1970; 0 where that is not known. */
  readonly authenticatedMs: number;
  /** Until when it holds, ms since 1970; the session may end before. */
  readonly untilMs: number;
  readonly sid?: string | undefined;
}

/** Which sessions: one by its name, those of a session at the provider, or every one of a person. */
export type Which = { readonly session: string } | { readonly sid: string } | { readonly subject: string };

export interface Sessions {
  /** Begins a session; gives the secret of its cookie. */
  open: (person: SignedIn, proof: Proof, nowMs: number) => Promise<string>;
  /** Undefined for an unknown, ended or idle session. `used` says whether a person did something, which keeps it from idling. */
  find: (secret: string, nowMs: number, used: boolean) => Promise<Session | undefined>;
  /** Ends it at once. */
  end: (secret: string) => Promise<void>;
  /** Ends some at once. */
  revoke: (which: Which) => Promise<void>;
}

/** Injection token of the sessions. */
export const SESSIONS = Symbol('sessions');

/** Without anything done for so long, a session ends. */
export const IDLE_MS = 30 * 60_000;
/** A session ends after a working day, even while it is used. */
export const LONGEST_MS = 12 * 3_600_000;
/** Beyond it, the session used longest ago ends. */
const MAX_SESSIONS = 10_000;
const SECRET_BYTES = 32;
/** Of what names a session in the log: enough to tell two apart, and not to find one again. */
const NAME_LENGTH = 16;

interface Kept extends Session {
  usedMs: number;
}

export class SessionsInMemory implements Sessions {
  /** By the digest of the secret: what is in memory opens nothing. */
  readonly #kept = new LRUCache<string, Kept>({ max: MAX_SESSIONS });

  async open(
    { subject, name, roles, team }: SignedIn,
    { authenticatedMs, untilMs, sid }: Proof,
    nowMs: number,
  ): Promise<string> {
    const secret = randomBytes(SECRET_BYTES).toString('base64url');
    const session = digestOf(secret).slice(0, NAME_LENGTH);
    const ends = { untilMs: Math.min(untilMs, nowMs + LONGEST_MS), authenticatedMs };
    const identity: Identity = { subject, name, roles, team, session, ...ends };
    this.#kept.set(digestOf(secret), { identity, sid, usedMs: nowMs });
    return secret;
  }

  async find(secret: string, nowMs: number, used: boolean): Promise<Session | undefined> {
    const key = digestOf(secret);
    const kept = this.#kept.get(key);
    if (kept === undefined) return undefined;
    if (nowMs >= kept.identity.untilMs || nowMs - kept.usedMs >= IDLE_MS) {
      this.#kept.delete(key);
      return undefined;
    }
    if (used) kept.usedMs = nowMs;
    return kept;
  }

  async end(secret: string): Promise<void> {
    this.#kept.delete(digestOf(secret));
  }

  async revoke(which: Which): Promise<void> {
    for (const [key, { identity, sid }] of this.#kept.entries())
      if (isAmong(which, { session: identity.session, subject: identity.subject, sid })) this.#kept.delete(key);
  }
}

function isAmong(
  which: Which,
  { session, subject, sid }: Record<'session' | 'subject', string> & Pick<Session, 'sid'>,
) {
  if ('session' in which) return session === which.session;
  return 'sid' in which ? sid === which.sid : subject === which.subject;
}

function digestOf(secret: string): string {
  return hash('sha256', secret, 'hex');
}
