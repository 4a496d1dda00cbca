/** The port of the audit: the log exactly as stored, without assumptions. It only reads, and it opens a damaged log. */
import type { CarriedOver } from '#libs/event-store/event-store.ts';
import type { RowSealer } from '#libs/event-store/row-sealer.ts';
import { Failure } from '#libs/kernel/failure.ts';
import type { StoreFinding, Unreadable } from '#libs/event-store/store-findings.ts';

export interface StoredEvent {
  readonly position: number;
  /**
   * The text that its link covers, besides the previous link and the position (linkedText in chain.ts), made from the stored bytes; empty
   * if it cannot be made.
   */
  readonly text: string;
  /** The link stored for the log up to here, in hexadecimal; form 2: empty, unless the event is the last of its commit. */
  readonly link: string;
  /** Form 2 only. */
  readonly leaf?: StoredLeaf;
  /** The row of the event is sealed: its text is empty, and only the chain proves its leaf. */
  readonly sealed?: SealedEvent;
  /** Form 2, the last event of a commit: the link that the stored bytes give after the link of the commit before. */
  readonly linkAfter?: (previous: string) => string;
  /** The row differs from the form that the store writes. */
  readonly fault?: StoreFault;
}

/** The proof of the event alone. */
interface StoredLeaf {
  readonly hash: string;
  /** Makes its nonce. Undefined if the event is sealed. */
  readonly salt: string | undefined;
}

/** The parts of a sealed event that are stored in clear. */
export interface SealedEvent {
  /** The name of its stream as JSON. */
  readonly stream: string;
  readonly revision: number;

  /** Its text (linkedText) without effective date and payload. */
  outside(): string;

  /**
   * The text behind its leaf, and the salt of its row; undefined if its key was destroyed. Throws if the bytes do not open or give another
   * leaf.
   */
  opened(sealer: RowSealer): { readonly text: string; readonly salt: string } | undefined;
}

/**
 * `changed`: a value differs from the form that the store writes. `unreachable`: a row names another row that does not exist. `inserted`: a
 * row without an event. `short`: fewer events than recorded. `structure`: tables, indexes, triggers or pages differ from those that the
 * store makes. `unreadable`: the engine cannot read.
 */
export type StoreFaultKind = 'changed' | 'unreachable' | 'inserted' | 'short' | 'structure' | 'unreadable';

export interface StoreFault {
  readonly kind: StoreFaultKind;
  /** The event concerned, if any. */
  readonly position?: number;
  readonly finding: StoreFinding;
}

/** The engine cannot read further. */
export class StoreUnreadable extends Failure<Unreadable> {
  /** As a finding of the audit. */
  get finding(): Unreadable {
    return { code: this.code, data: this.data } as Unreadable;
  }
}

export interface StoredEvents {
  /** All events in the order of their positions, in batches, also those whose stream or commit does not exist. Throws StoreUnreadable. */
  events(): AsyncIterable<readonly StoredEvent[]>;

  /**
   * Faults around the events: structure of the store, types, indexes, streams and their last revisions, commits. Never throws on
   * stored data. Returns at most a hundred faults.
   */
  inspect(): Promise<readonly StoreFault[]>;

  /**
   * Position that the links reach, and position of the last event. They are equal if the store writes both at once; on other engines a
   * follower makes the links and may lag behind. Throws StoreUnreadable.
   */
  coverage(): Promise<{ readonly covered: number; readonly end: number }>;

  /** Undefined for a log that was not carried over, and if this cannot be read. */
  carriedOver(): Promise<CarriedOver | undefined>;

  close(): Promise<void>;
}
