/**
 * Sessions of people in browsers. A browser holds a secret that says nothing; who it is stays here. A port, since the sessions of
 * several API processes would be in one place: the sessions in memory end with their process.
 */
import { hash, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Identity } from '#apps/api/access/role.ts';

/** A person who logged in. */
export interface Session {
  readonly identity: Identity;
  /** When the person last proved who they are, ms since 1970. */
  readonly authenticatedMs: number;
}

type SignedIn = Pick<Identity, 'subject' | 'name' | 'roles' | 'team'>;

export interface Sessions {
  /** Begins a session; gives the secret of its cookie. */
  open: (person: SignedIn, nowMs: number) => Promise<string>;
  /** Undefined for an unknown, ended or idle session. `used` says whether a person did something, which keeps it from idling. */
  find: (secret: string, nowMs: number, used: boolean) => Promise<Session | undefined>;
  /** Ends it at once. */
  end: (secret: string) => Promise<void>;
}

/** Without anything done for so long, a session ends. */
export const IDLE_MS = 30 * 60_000;
/** A session ends after a working day, whatever is done. */
const LONGEST_MS = 12 * 3_600_000;
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

  async open({ subject, name, roles, team }: SignedIn, nowMs: number): Promise<string> {
    const secret = randomBytes(SECRET_BYTES).toString('base64url');
    const session = digestOf(secret).slice(0, NAME_LENGTH);
    const identity: Identity = { subject, name, roles, team, session, untilMs: nowMs + LONGEST_MS };
    this.#kept.set(digestOf(secret), { identity, authenticatedMs: nowMs, usedMs: nowMs });
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
}

function digestOf(secret: string): string {
  return hash('sha256', secret, 'hex');
}
