/**
 * Logins that went to the identity provider and have not come back; another API process may have begun them. Each belongs to the browser
 * that began it: a code stolen by another person is useless here.
 */
import { hash } from 'node:crypto';
import type { ShortLived } from '#libs/short-lived/short-lived.ts';

export interface PendingLogin {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  /** Address of the console to come back to. */
  readonly back: string;
  /** Maximum age of the person's authentication, in seconds; undefined: the provider decides. */
  readonly maxAgeS: number | undefined;
  /** The session that it replaces, by its name. */
  readonly former: string | undefined;
}

/** Long enough to type a password and a second factor. */
export const PENDING_MS = 10 * 60_000;
/** Above this number the oldest login is dropped and its person begins again. */
const MAX_PENDING = 10_000;

interface Kept extends PendingLogin {
  readonly browser: string;
}

export class PendingLogins {
  readonly #store: ShortLived;
  readonly #now: () => number;

  constructor(store: ShortLived, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** `secret`: the secret that the browser holds meanwhile. */
  async keep(login: PendingLogin, secret: string): Promise<void> {
    const kept: Kept = { ...login, browser: secretDigest(secret) };
    const untilMs = this.#now() + PENDING_MS;
    await this.#store.set('login', secretDigest(login.state), JSON.stringify(kept), untilMs, MAX_PENDING);
  }

  /** Gives the login once, then forgets it. Undefined if this browser began no such login, or too long ago. */
  async take(state: string, secret: string): Promise<PendingLogin | undefined> {
    const key = secretDigest(state);
    const text = await this.#store.get('login', key, this.#now());
    if (text === undefined || (JSON.parse(text) as Kept).browser !== secretDigest(secret)) return undefined;
    const taken = await this.#store.take('login', key, this.#now());
    if (taken === undefined) return undefined;
    const { state: of, nonce, codeVerifier, back, maxAgeS, former } = JSON.parse(taken) as Kept;
    return { state: of, nonce, codeVerifier, back, maxAgeS, former };
  }
}

function secretDigest(secret: string): string {
  return hash('sha256', secret, 'hex');
}
