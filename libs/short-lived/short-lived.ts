/**
 * The port of values that expire: sessions of people and logins under way, which every API process of an installation must know. Adapters
 * share one contract suite (short-lived.contract.ts). Keys are digests, so that a copy of the store opens no session.
 */

/** `session`: a person's session; `login`: a login that went to the identity provider. */
export type Kind = 'session' | 'login';

export interface ShortLived {
  /**
   * Stores a text under a key until an instant, ms since 1970; replaces an existing one. `most`: the maximum number of the kind; above it
   * those that expire first are removed.
   */
  set(kind: Kind, key: string, text: string, untilMs: number, most: number): Promise<void>;
  /** Replaces only an existing key: a value that another process has removed does not come back. */
  replace(kind: Kind, key: string, text: string, untilMs: number): Promise<void>;
  /** Undefined if there is none, or if it has expired. */
  get(kind: Kind, key: string, nowMs: number): Promise<string | undefined>;
  /** The same, and removes it: of several simultaneous callers, one gets it. */
  take(kind: Kind, key: string, nowMs: number): Promise<string | undefined>;
  remove(kind: Kind, key: string): Promise<void>;
  /** Keyed by key, without order. */
  all(kind: Kind, nowMs: number): Promise<ReadonlyMap<string, string>>;
  close(): Promise<void>;
}
