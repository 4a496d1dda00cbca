/**
 * The port of encryption: it seals the text of a row, and opens it as long as the key of its stream exists. Calls are synchronous, as they
 * are made inside a transaction of the store.
 */
import type { NewEvent } from '#libs/event-store/event.ts';
import type { Elsewhere } from '#libs/threads/computing.ts';

/** A row sealed before it is recorded: it holds exactly these events of its stream. */
export interface RowAhead {
  readonly events: number;
  /** The salt that its text begins with. */
  readonly salt: string;
  readonly sealed: Uint8Array;
  /** The epoch of the keys at the time of sealing. */
  readonly epoch: number;
}

/** With so many rows, `prepareForMany` takes less time than it saves. */
export const MANY_ROWS = 4_000;

export interface RowSealer {
  /** Whether rows with this event are sealed. A row has only sealed events, or only unsealed ones. */
  seals(stream: string, event: NewEvent): boolean;

  /** The bytes to store in place of the text. Throws if the key was destroyed. */
  seal(stream: string, text: string): Uint8Array;

  /** The same for a row that is sealed already, with the key of its stream. Throws like `seal`. */
  sealedAhead(stream: string, ahead: RowAhead): Uint8Array;

  /** Before `MANY_ROWS` rows are opened: each takes less time then. */
  prepareForMany?(): Promise<void>;

  /** The text; undefined if its key was destroyed. Throws for bytes that the key does not open, and for a missing key. */
  open(stream: string, sealed: Uint8Array): string | undefined;

  /** A place for another thread of this process: it opens as a RowSealer. Undefined if that is impossible. */
  readonly elsewhere?: Elsewhere | undefined;

  /** Present if another thread opened it. */
  close?(): void;
}
