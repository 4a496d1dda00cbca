/**
 * The port through which the log is audited: what is stored, as it is stored, nothing about it taken for granted. It only reads,
 * and it can be opened on a log that is damaged.
 */

export interface StoredEvent {
  readonly position: number;
  /**
   * What its link covers besides the link before it and the position (linkedText in chain.ts), made from the stored bytes; empty
   * where it cannot be made.
   */
  readonly text: string;
  /** The link stored with it, in hexadecimal. */
  readonly link: string;
  /** Something about the row is not what the store could have written. */
  readonly fault?: StoreFault;
}

/**
 * `changed`: something is not what the store writes. `unreachable`: a row names another that is not there.
 * `inserted`: a row that no event brought about. `short`: fewer events than were recorded. `structure`: tables, indexes,
 * triggers or pages are not as the store makes them. `unreadable`: the engine gives up.
 */
export type StoreFaultKind = 'changed' | 'unreachable' | 'inserted' | 'short' | 'structure' | 'unreadable';

export interface StoreFault {
  readonly kind: StoreFaultKind;
  /** The event it is about, where it is about one. */
  readonly position?: number;
  /** In French, without a final point. */
  readonly detail: string;
}

/** The engine cannot read on. */
export class StoreUnreadable extends Error {}

export interface StoredEvents {
  /**
   * All events in the order of their positions, in batches. Every stored row comes, also one whose stream or commit is not
   * there. Throws StoreUnreadable.
   */
  events(): AsyncIterable<readonly StoredEvent[]>;

  /**
   * What does not fit in what surrounds the events: the structure of the store, types, indexes, streams and their last
   * revisions, commits. Never throws on what is stored. Gives at most a hundred faults.
   */
  inspect(): Promise<readonly StoreFault[]>;

  /**
   * Up to which position links are stored, and the position of the last event. The same where the store writes both at once;
   * on other engines a follower makes the links and may be behind. Throws StoreUnreadable.
   */
  coverage(): Promise<{ readonly covered: number; readonly end: number }>;

  close(): Promise<void>;
}
