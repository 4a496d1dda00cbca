/**
 * The port of encryption: it seals the text of a row, and opens it as long as the key of its stream exists. Calls are synchronous, as they
 * are made inside a transaction of the store.
 */
import type { NewEvent } from '#libs/event-store/event.ts';
import type { Elsewhere } from '#libs/threads/computing.ts';

/** A row that was sealed before it is recorded, of all these events of its stream and no others. */
export interface RowAhead {
  readonly events: number;
  /** The salt that its text begins with. */
  readonly salt: string;
  readonly sealed: Uint8Array;
  /** Of the keys, when it was sealed. */
  readonly epoch: number;
}

export interface RowSealer {
  /** Whether rows with this event are sealed. A row has only events that are sealed, or only events that are not. */
  seals(stream: string, event: NewEvent): boolean;

  /** What is stored in place of the text. Throws where the key was destroyed. */
  seal(stream: string, text: string): Uint8Array;

  /** The same where it was sealed already, with the key that its stream has. Throws as `seal`. */
  sealedAhead(stream: string, ahead: RowAhead): Uint8Array;

  /** Before thousands of rows are opened: each takes less time then. */
  prepareForMany?(): Promise<void>;

  /** The text; undefined where its key was destroyed. Throws for bytes that the key does not open, and where a key is missing. */
  open(stream: string, sealed: Uint8Array): string | undefined;

  /** Where another thread of this process opens it: what it opens there is a RowSealer. Undefined where it cannot. */
  readonly elsewhere?: Elsewhere | undefined;

  /** Where another thread opened it. */
  close?(): void;
}
