/**
 * Logins that went to the identity provider and have not come back. Each belongs to the browser that began it: a code that another
 * person got there is worth nothing here.
 */
import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';

export interface PendingLogin {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  /** Address of the console to come back to. */
  readonly back: string;
  /** How long ago the person may have proved who they are, s; undefined: the provider decides. */
  readonly maxAgeS: number | undefined;
  /** The session that it replaces, by its name. */
  readonly former: string | undefined;
}

/** Long enough to type a password and a second factor. */
export const PENDING_MS = 10 * 60_000;
/** Beyond it, the oldest is forgotten and its person begins again. */
const MAX_PENDING = 10_000;

interface Kept extends PendingLogin {
  readonly browser: string;
  readonly untilMs: number;
}

export class PendingLogins {
  /** By state. */
  readonly #kept = new LRUCache<string, Kept>({ max: MAX_PENDING });
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** `secret`: what the browser holds meanwhile. */
  keep(login: PendingLogin, secret: string): void {
    this.#kept.set(login.state, { ...login, browser: digestOf(secret), untilMs: this.#now() + PENDING_MS });
  }

  /** Once: it is forgotten. Undefined where this browser began no such login, or too long ago. */
  take(state: string, secret: string): PendingLogin | undefined {
    const kept = this.#kept.get(state);
    if (kept?.browser !== digestOf(secret)) return undefined;
    this.#kept.delete(state);
    return this.#now() < kept.untilMs ? kept : undefined;
  }
}

function digestOf(secret: string): string {
  return hash('sha256', secret, 'hex');
}
