/**
 * What an event is to the store: an envelope and a payload that it does not read.
 */

export interface NewEvent {
  /** 32 hexadecimal digits, made from the content; unique within its stream. */
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  /** When the fact holds, as written: a day, a quarter or a year. */
  readonly effective: string;
  /** The day the payer had it, YYYY-MM-DD. */
  readonly knownOn: string;
  /** The payload: bytes to the store, UTF-8 text. */
  readonly data: string;
}

/** Who recorded, when and why: shared by all the events of one append. */
export interface Commit {
  /** ISO 8601 instant, UTC. */
  readonly recordedAt: string;
  readonly actor: string;
  /** What this belongs to: an import, a calculation. */
  readonly correlation: string;
  /** What brought it about: a file, a command. */
  readonly causation: string;
}

export interface RecordedEvent extends NewEvent {
  /** Ordinal among the product's events, from 1; the same on every engine. */
  readonly position: number;
  /** `<category>-<id>` */
  readonly stream: string;
  /** Ordinal in its stream, from 0. */
  readonly revision: number;
  /** Number of the commit it was recorded with. */
  readonly commit: number;
}

/** The part of a stream's name before its first hyphen. */
export function categoryOf(stream: string): string {
  const hyphen = stream.indexOf('-');
  return hyphen < 0 ? stream : stream.slice(0, hyphen);
}
