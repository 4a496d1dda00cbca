/** An event to the store: an envelope, and a payload that the store does not read. */

export interface NewEvent {
  /** 32 hexadecimal digits, made from the content; unique within the stream. */
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  /** When the fact holds, as written: a day, a quarter or a year. */
  readonly effective: string;
  /** The day the payer knew the fact, YYYY-MM-DD. */
  readonly knownOn: string;
  /** The payload, UTF-8 text. */
  readonly data: string;
}

/** The author, time and cause of the events of one append. */
export interface Commit {
  /** ISO 8601 instant, UTC. */
  readonly recordedAt: string;
  readonly actor: string;
  /** The import or calculation that the events belong to. */
  readonly correlation: string;
  /** The file or command that caused the events. */
  readonly causation: string;
}

/**
 * Refuses half a character (a surrogate without its pair): a store would keep another text, and its chain would no longer hold. Throws
 * RangeError before it writes.
 */
export function requireText(commit: Commit): void {
  for (const [name, value] of Object.entries(commit))
    if (!(value as string).isWellFormed()) throw new RangeError(`the ${name} of a commit has half a character`);
}

export interface RecordedEvent extends NewEvent {
  /** Ordinal among the product's events, from 1; the same on every engine. */
  readonly position: number;
  /** `<category>-<id>` */
  readonly stream: string;
  /** Ordinal in its stream, from 0. */
  readonly revision: number;
  /** Number of its commit. */
  readonly commit: number;
}

export type EventField = keyof RecordedEvent;

const FIELDS: Readonly<Record<EventField, true>> = {
  position: true,
  stream: true,
  revision: true,
  id: true,
  type: true,
  schemaVersion: true,
  effective: true,
  knownOn: true,
  data: true,
  commit: true,
};

export const EVERY_FIELD = Object.keys(FIELDS) as readonly EventField[];

/** The part of a stream's name before its first hyphen. */
export function categoryOf(stream: string): string {
  const hyphen = stream.indexOf('-');
  return hyphen < 0 ? stream : stream.slice(0, hyphen);
}
