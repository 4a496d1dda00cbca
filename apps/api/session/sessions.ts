/**
 * Sessions of people in browsers. A browser holds a random secret; the identity is stored where every API process of the installation finds
 * it, also after a restart.
 */
import { hash, randomBytes } from 'node:crypto';
import type { ShortLived } from '#libs/short-lived/short-lived.ts';
import type { SignedIn } from '#apps/api/access/claims.ts';
import { CLOCK_TOLERANCE_S } from '#libs/commands/token-rules.ts';
import type { Identity } from '#apps/api/access/role.ts';

/** The session of a logged-in person. */
export interface Session {
  readonly identity: Identity;
  /** The session at the identity provider; undefined if the provider gives none. */
  readonly sid: string | undefined;
}

/** The proof of a person's identity. */
export interface Proof {
  /** When the person authenticated, ms since 1970; 0 if unknown. */
  readonly authenticatedMs: number;
  /** When the proof expires, ms since 1970; the session may end before. */
  readonly untilMs: number;
  readonly sid?: string | undefined;
}

/** A choice of sessions: one by its name, those of a session at the provider, or all of a person. */
export type SessionChoice = { readonly session: string } | { readonly sid: string } | { readonly subject: string };

export interface Sessions {
  /** Begins a session; gives the secret of its cookie. */
  open: (person: SignedIn, proof: Proof, nowMs: number) => Promise<string>;
  /** Undefined for an unknown, ended or idle session, and for one of a time to come. `used`: whether a person acted, which keeps the session from becoming idle. */
  find: (secret: string, nowMs: number, used: boolean) => Promise<Session | undefined>;
  /** Ends it at once. */
  end: (secret: string) => Promise<void>;
  /** Ends some at once. */
  revoke: (which: SessionChoice, nowMs: number) => Promise<void>;
}

/** Injection token of the sessions. */
export const SESSIONS = Symbol('sessions');

/** An idle session ends after this time. */
export const IDLE_MS = 30 * 60_000;
/** A session ends after a working day, even while it is used. */
export const LONGEST_MS = 12 * 3_600_000;
/** Above this number, the session that would end first is ended. */
const MAX_SESSIONS = 10_000;
const SECRET_BYTES = 32;
/** Length of a session's name in the log: enough to distinguish two sessions, too short to find one again. */
const NAME_LENGTH = 16;

/** How often the use of a session is written down, ms: a session may end this much before it was idle for so long. */
const USE_MS = 10_000;

interface Kept {
  readonly identity: Identity;
  readonly sid?: string | undefined;
  readonly usedMs: number;
}

/** Stored under the digest of the secret, so that a copy of the store opens no session. */
export class KeptSessions implements Sessions {
  readonly #store: ShortLived;

  constructor(store: ShortLived) {
    this.#store = store;
  }

  async open(
    { subject, name, roles, team }: SignedIn,
    { authenticatedMs, untilMs, sid }: Proof,
    nowMs: number,
  ): Promise<string> {
    const secret = randomBytes(SECRET_BYTES).toString('base64url');
    const session = secretDigest(secret).slice(0, NAME_LENGTH);
    const ends = { untilMs: Math.min(untilMs, nowMs + LONGEST_MS), authenticatedMs };
    const identity: Identity = { subject, name, roles, team, session, ...ends };
    const kept: Kept = { identity, sid, usedMs: nowMs };
    await this.#store.set('session', secretDigest(secret), JSON.stringify(kept), endOf(kept), MAX_SESSIONS);
    return secret;
  }

  async find(secret: string, nowMs: number, used: boolean): Promise<Session | undefined> {
    const key = secretDigest(secret);
    const text = await this.#store.get('session', key, nowMs);
    if (text === undefined) return undefined;
    const kept = keptOf(text);
    // The clock went back since: nothing shows how long ago the person acted, or authenticated.
    if (kept.usedMs > nowMs + CLOCK_TOLERANCE_S * 1_000) return undefined;
    const now: Kept = { ...kept, usedMs: nowMs };
    if (used && nowMs - kept.usedMs >= USE_MS)
      await this.#store.replace('session', key, JSON.stringify(now), endOf(now));
    const { identity, sid } = kept;
    return { identity, sid };
  }

  async end(secret: string): Promise<void> {
    await this.#store.remove('session', secretDigest(secret));
  }

  async revoke(which: SessionChoice, nowMs: number): Promise<void> {
    for (const [key, text] of await this.#store.all('session', nowMs)) {
      const { identity, sid } = keptOf(text);
      if (isAmong(which, { session: identity.session, subject: identity.subject, sid }))
        await this.#store.remove('session', key);
    }
  }
}

/** When it is idle, or at its end. */
function endOf({ identity, usedMs }: Kept): number {
  return Math.min(identity.untilMs, usedMs + IDLE_MS);
}

/** Parses the stored text, which omits an undefined team. */
function keptOf(text: string): Kept {
  const kept = JSON.parse(text) as Kept;
  return { ...kept, identity: { ...kept.identity, team: kept.identity.team } };
}

function isAmong(
  which: SessionChoice,
  { session, subject, sid }: Record<'session' | 'subject', string> & Pick<Session, 'sid'>,
) {
  if ('session' in which) return session === which.session;
  return 'sid' in which ? sid === which.sid : subject === which.subject;
}

function secretDigest(secret: string): string {
  return hash('sha256', secret, 'hex');
}
