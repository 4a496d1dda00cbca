/** The author of an event, as recorded with it. */
import { oneOf, optional, record, text } from '#libs/kernel/field.ts';

export interface Person {
  readonly name: string;
  /** asserted: typed on a command line; verified: proved by a token. */
  readonly assurance: 'asserted' | 'verified';
  /** User of the operating system; empty for a command that does not come from a command line. */
  readonly osUser: string;
  /** `sub` of the token, if the name differs from it; left out if the name is the subject, or was typed. */
  readonly subject?: string;
}

export const PERSON = record<Person>({
  name: text,
  assurance: oneOf('asserted', 'verified'),
  osUser: text,
  subject: optional(text),
});

/** The metadata of a command. */
export interface CommandMeta {
  readonly by: Person;
  /** Idempotency key: a command with the same key is done once. */
  readonly key: string;
  /** ISO 8601 instant. */
  readonly at: string;
  /** Over HTTP: the token that it came with, by its `jti` or a digest; left out on a command line. */
  readonly session?: string;
}

/** The command that made an event, recorded in its payload. */
export interface RecordedCommand {
  readonly key: string;
  /** Digest of the command. */
  readonly digest: string;
  readonly meta: CommandMeta;
  /** The first recording of the event, if it was carried over from another stream. */
  readonly carriedFrom?: { readonly stream: string; readonly revision: number };
}
