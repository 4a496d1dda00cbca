/**
 * The port of values that end: sessions of people and logins under way, which every API process of an installation must know. Adapters
 * share one contract suite (short-lived.contract.ts). Keys are digests, so that a copy of the store opens nothing.
 */

/** `session`: of a person; `login`: that went to the identity provider. */
export type Kind = 'session' | 'login';

export interface ShortLived {
  /**
   * Keeps a text under a key until an instant, ms since 1970; replaces the one that was there. `most`: how many of the kind are kept; beyond
   * it those that end first are forgotten.
   */
  set(kind: Kind, key: string, text: string, untilMs: number, most: number): Promise<void>;
  /** Only where the key is still kept: what another process has removed does not come back. */
  replace(kind: Kind, key: string, text: string, untilMs: number): Promise<void>;
  /** Undefined where there is none, or it has ended. */
  get(kind: Kind, key: string, nowMs: number): Promise<string | undefined>;
  /** The same, and forgets it: of several callers at once, one gets it. */
  take(kind: Kind, key: string, nowMs: number): Promise<string | undefined>;
  remove(kind: Kind, key: string): Promise<void>;
  /** By key, in no order. */
  all(kind: Kind, nowMs: number): Promise<ReadonlyMap<string, string>>;
  close(): Promise<void>;
}
