/**
 * The port of encryption: it seals what a row of the log says, and opens it as long as the key of its stream exists. Calls are
 * synchronous, as they are made inside a transaction of the store.
 */
import type { Elsewhere } from '#libs/threads/computing.ts';

export interface RowSealer {
  /** What is stored in place of the text; undefined where rows of this stream are stored open. */
  seal(stream: string, text: string): Uint8Array | undefined;

  /** The text; undefined where its key was destroyed. Throws for bytes that the key does not open. */
  open(stream: string, sealed: Uint8Array): string | undefined;

  /** Where another thread of this process opens it: what it opens there is a RowSealer. Undefined where it cannot. */
  readonly elsewhere?: Elsewhere | undefined;
}
