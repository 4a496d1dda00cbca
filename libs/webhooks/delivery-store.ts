/**
 * The port of the state of deliveries: the cursor of each subscription, its due events, its attempts. It is the only state of
 * webhooks outside the log, and cannot be rebuilt, so it is not part of the read store. Adapters share one contract suite
 * (delivery-store.contract.ts).
 *
 * Due events stand in lanes: one for each team, in the order of positions, where only the first is tried; and one for each
 * redelivery that a person asked for.
 */

/** The right to deliver to a subscription, fenced: after another process takes over, the store rejects writes with it. */
export interface DeliveryClaim {
  readonly subscription: string;
  readonly token: number;
}

/** A process that delivers. */
export interface Holder {
  readonly name: string;
  /** Whether another holder is known to be dead, so that its claim need not expire first; always false for another machine. */
  readonly isDead: (name: string) => boolean;
}

/** Another process has taken over. */
export class ClaimLost extends Error {
  constructor(subscription: string) {
    super(`another process delivers to ${subscription} now`);
  }
}

export interface DeliveryProgress {
  /** Every position up to and including this one is in a lane, or not for this subscription. */
  readonly cursor: number;
  /** Epoch of the log at the cursor, which detects another log; empty if it was unknown. Earlier versions stored the link of the chain. */
  readonly link: string;
  /** Revision of the last applied event of the subscription; -1 before the first. */
  readonly applied: number;
}

export interface Due {
  readonly lane: string;
  readonly position: number;
  /** Number of tries so far. */
  readonly tries: number;
}

export interface Attempt {
  readonly position: number;
  /** Starts at 1. */
  readonly number: number;
  /** ISO 8601 instant. */
  readonly at: string;
  readonly tookMs: number;
  /** HTTP status; null without an answer. */
  readonly status: number | null;
  /** The text of the worker; null for a delivery. */
  readonly error: string | null;
  readonly outcome: AttemptOutcome;
}

/** FAILED: will be retried. EXHAUSTED: no further try. GIVEN_UP: skipped by a person. */
export type AttemptOutcome = 'DELIVERED' | 'FAILED' | 'EXHAUSTED' | 'GIVEN_UP';

/** The effect of a person's command. */
export type DeliveryChange =
  | { readonly type: 'redeliver'; readonly lane: string; readonly position: number }
  /** `error`: stored with the attempt that records the skip. */
  | { readonly type: 'skip'; readonly position: number; readonly at: string; readonly error: string }
  /** Retries all due events at once, with their tries reset. */
  | { readonly type: 'again' }
  /** Drops all due events and continues after the cursor. */
  | { readonly type: 'restart'; readonly cursor: number; readonly link: string };

export interface WaitingEvents {
  readonly count: number;
  /** Smallest due position. */
  readonly oldest: number | undefined;
  /** Time of the next try, ms since 1970. */
  readonly nextMs: number | undefined;
}

export interface DeliveryStore {
  /** Undefined while another holder's claim has not expired. */
  claim(subscription: string, holder: Holder, nowMs: number, untilMs: number): Promise<DeliveryClaim | undefined>;
  /** Throws ClaimLost, as every write with a claim. */
  renew(claim: DeliveryClaim, untilMs: number): Promise<void>;
  release(claim: DeliveryClaim): Promise<void>;

  progress(subscription: string): Promise<DeliveryProgress | undefined>;
  /** Sets where a subscription begins, or its last applied revision back for a log that lost later commands. */
  setProgress(claim: DeliveryClaim, progress: DeliveryProgress): Promise<void>;
  /** Adds the events read to their lanes and moves the cursor, atomically. */
  advance(
    claim: DeliveryClaim,
    due: readonly { readonly lane: string; readonly position: number }[],
    cursor: number,
    link: string,
  ): Promise<void>;
  /** Applies an event of the subscription, once. */
  apply(claim: DeliveryClaim, revision: number, changes: readonly DeliveryChange[]): Promise<void>;

  /**
   * The first event of each lane whose time has come, ordered by position. A time further ahead than any pause (PAUSE_MAX_MS) was set by a
   * clock that has gone back since, and counts as come.
   */
  heads(subscription: string, nowMs: number, limit: number): Promise<readonly Due[]>;
  waiting(subscription: string): Promise<WaitingEvents>;
  /** Records an attempt. With `againAtMs` the event is retried then; otherwise it leaves its lane. */
  record(claim: DeliveryClaim, lane: string, attempt: Attempt, againAtMs: number | undefined): Promise<void>;

  /** Newest first, with a number that identifies each attempt. */
  attempts(
    subscription: string,
    options: { readonly before?: number | undefined; readonly limit: number; readonly position?: number | undefined },
  ): Promise<readonly (Attempt & { readonly no: number })[]>;
  /** Deletes attempts before an instant (ISO 8601). */
  prune(claim: DeliveryClaim, before: string): Promise<void>;
  /** Deletes the state of a subscription. */
  forget(claim: DeliveryClaim): Promise<void>;
  close(): Promise<void>;
}
