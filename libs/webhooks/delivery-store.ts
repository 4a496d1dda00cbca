/**
 * The port of what is delivered: how far each subscription is, what is due to it, what was tried. It is the one thing about webhooks
 * that is not in the log, is made again by nothing, and so is no part of the read store. Adapters share one contract suite
 * (delivery-store.contract.ts).
 *
 * What is due stands in lanes: one for each team, in the order of positions, of which only the first is ever tried; and one for each
 * redelivery that somebody asked for.
 */

/** The right to deliver to a subscription, fenced: once another has taken over, nothing is written with it any more. */
export interface Claim {
  readonly subscription: string;
  readonly token: number;
}

/** A process that delivers. */
export interface Holder {
  readonly name: string;
  /** Whether another one is known to be dead, so that nobody waits for its claim to end; of another machine nothing is known. */
  readonly isDead: (name: string) => boolean;
}

/** Another process has taken over. */
export class ClaimLost extends Error {}

export interface DeliveryProgress {
  /** Everything up to and with this position stands in a lane, or was not for it. */
  readonly cursor: number;
  /** Link of the log's chain at the cursor, by which another log is noticed; empty where it was not known. */
  readonly link: string;
  /** Revision of the last event of the subscription that was put into effect; -1 before the first. */
  readonly applied: number;
}

export interface Due {
  readonly lane: string;
  readonly position: number;
  /** How often it was tried. */
  readonly tries: number;
}

export interface Attempt {
  readonly position: number;
  /** From 1. */
  readonly number: number;
  /** ISO 8601 instant. */
  readonly at: string;
  readonly tookMs: number;
  /** HTTP status, null where there was no answer. */
  readonly status: number | null;
  /** In French; null where it was delivered. */
  readonly error: string | null;
  readonly outcome: AttemptOutcome;
}

/** FAILED: will be tried again. EXHAUSTED: no further try. GIVEN_UP: by hand. */
export type AttemptOutcome = 'DELIVERED' | 'FAILED' | 'EXHAUSTED' | 'GIVEN_UP';

/** What an order of a person changes. */
export type Change =
  | { readonly type: 'redeliver'; readonly lane: string; readonly position: number }
  | { readonly type: 'skip'; readonly position: number; readonly at: string }
  /** Everything due is tried again at once, as if never tried. */
  | { readonly type: 'again' }
  /** Nothing is due; goes on after the cursor. */
  | { readonly type: 'restart'; readonly cursor: number; readonly link: string };

export interface Waiting {
  readonly count: number;
  /** Smallest position that is due. */
  readonly oldest: number | undefined;
  /** When something is due next, ms since 1970. */
  readonly nextMs: number | undefined;
}

export interface DeliveryStore {
  /** Undefined while another holder's claim has not expired. */
  claim(subscription: string, holder: Holder, nowMs: number, untilMs: number): Promise<Claim | undefined>;
  /** Throws ClaimLost, as all that write with a claim do. */
  renew(claim: Claim, untilMs: number): Promise<void>;
  release(claim: Claim): Promise<void>;

  progress(subscription: string): Promise<DeliveryProgress | undefined>;
  /** Puts the cursor of a subscription that has no progress yet. */
  begin(claim: Claim, cursor: number, link: string): Promise<void>;
  /** What was read goes into its lanes and the cursor moves, both or neither. */
  advance(
    claim: Claim,
    due: readonly { readonly lane: string; readonly position: number }[],
    cursor: number,
    link: string,
  ): Promise<void>;
  /** Puts an event of the subscription into effect, once. */
  apply(claim: Claim, revision: number, changes: readonly Change[]): Promise<void>;

  /** First of each lane whose time has come, by position. */
  heads(subscription: string, nowMs: number, limit: number): Promise<readonly Due[]>;
  waiting(subscription: string): Promise<Waiting>;
  /** The attempt, and what is next: nothing, for what is delivered or given up; or the same again at an instant. */
  record(claim: Claim, lane: string, attempt: Attempt, againAtMs: number | undefined): Promise<void>;

  /** Newest first, with the number that names each here. */
  attempts(
    subscription: string,
    options: { readonly before?: number | undefined; readonly limit: number; readonly position?: number | undefined },
  ): Promise<readonly (Attempt & { readonly no: number })[]>;
  /** Drops attempts made before an instant (ISO 8601). */
  prune(claim: Claim, before: string): Promise<void>;
  /** Drops everything about a subscription. */
  forget(claim: Claim): Promise<void>;
  close(): Promise<void>;
}
