/** Who made an event, as it is recorded with the event. */
import { oneOf, record, text } from '#libs/kernel/field.ts';

export interface Person {
  readonly name: string;
  /** asserted: typed on a command line; verified: proved by a token. */
  readonly assurance: 'asserted' | 'verified';
  /** User of the operating system the command came from; empty where it did not come from one. */
  readonly osUser: string;
}

export const PERSON = record<Person>({ name: text, assurance: oneOf('asserted', 'verified'), osUser: text });

/** What every command of a person carries. */
export interface CommandMeta {
  readonly by: Person;
  /** The same key again is the same command: done once. */
  readonly key: string;
  /** ISO 8601 instant. */
  readonly at: string;
}

/** The command an event was made by, recorded in its payload. */
export interface RecordedCommand {
  readonly key: string;
  /** Of what was asked. */
  readonly digest: string;
  readonly meta: CommandMeta;
}
