/**
 * Typed events. A library defines the union of its events and one codec for all of them; the log itself stores only envelopes and bytes
 * (event.ts).
 */
import type { Field } from '#libs/kernel/field.ts';
import type { CommandMeta, RecordedCommand } from '#libs/event-store/author.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { contentOf, orGarbled } from '#libs/event-store/event-garbled.ts';

export interface Event<Type extends string = string, Data extends object = object> {
  readonly type: Type;
  /** Period or day that the event is about, as written. */
  readonly effective: string;
  readonly data: Data;
}

/** The data that the log adds to an event. */
interface EventMeta {
  /** Ordinal among the product's events, from 1. */
  readonly position: number;
  readonly stream: string;
  /** Ordinal in its stream, from 0. */
  readonly revision: number;
  /** YYYY-MM-DD */
  readonly knownOn: string;
  /** The command that made it; undefined for a fact. */
  readonly command: RecordedCommand | undefined;
}

/** An event read back from the log. */
export type Recorded<E extends Event> = E extends unknown ? E & { readonly meta: EventMeta } : never;

/** Converts the JSON of one schema version to the next; pure. `stream` is the stream of the event. */
export type Upcaster = (json: Readonly<Record<string, unknown>>, stream: string) => Readonly<Record<string, unknown>>;

/** Codec of the present data of one event type, with an upcaster for each earlier schema version. */
export interface EventSchema<Data extends object> {
  readonly version: number;
  readonly fields: Field<Data>;
  /** Keyed by the schema version that they read; one for every version before `version`. */
  readonly upcasters: Readonly<Record<number, Upcaster>>;
}

export interface EventCodec<E extends Event> {
  readonly schemas: { readonly [T in E['type']]: EventSchema<Extract<E, { readonly type: T }>['data']> };
  /** The data as JSON, with its schema version. */
  readonly write: (event: E) => { readonly schemaVersion: number; readonly json: object };
  /** Throws EVENT_GARBLED, with the position, for another type, a later version or data that does not match the schema. */
  readonly read: (event: RecordedEvent) => Recorded<E>;
}

export function eventSchema<Data extends object>(
  version: number,
  fields: Field<Data>,
  upcasters: Readonly<Record<number, Upcaster>> = {},
): EventSchema<Data> {
  for (let earlier = 1; earlier < version; earlier++)
    if (upcasters[earlier] === undefined) throw new RangeError(`no upcaster reads schema version ${earlier}`);
  return { version, fields, upcasters };
}

/** The codec of a union of events: one schema for each type. */
export function eventCodec<E extends Event>(schemas: EventCodec<E>['schemas']): EventCodec<E> {
  const byType = schemas as Readonly<Record<string, EventSchema<object>>>;
  const schemaOf = (type: string): EventSchema<object> => {
    const schema = Object.hasOwn(byType, type) ? byType[type] : undefined;
    if (schema === undefined) throw new RangeError(`${type} is not one of ${Object.keys(byType).join(', ')}`);
    return schema;
  };
  return {
    schemas,
    write: ({ type, data }) => {
      const { version, fields } = schemaOf(type);
      return { schemaVersion: version, json: fields.write(data) as object };
    },
    read: (event) => orGarbled(event, () => readWith(schemaOf(event.type), event) as Recorded<E>),
  };
}

function readWith({ version, fields, upcasters }: EventSchema<object>, event: RecordedEvent): Recorded<Event> {
  const { command, ...json } = contentOf(event) as { readonly command?: RecordedCommand };
  const { type, effective, position, stream, revision, knownOn, schemaVersion } = event;
  if (schemaVersion > version)
    throw new RangeError(`schema version ${schemaVersion} is later than the last one known, ${version}`);
  let current: Readonly<Record<string, unknown>> = json;
  for (let at = schemaVersion; at < version; at++) {
    const upcast = upcasters[at];
    if (upcast === undefined) throw new RangeError(`no upcaster reads schema version ${at}`);
    current = upcast(current, stream);
  }
  return { type, effective, data: fields.read(current), meta: { position, stream, revision, knownOn, command } };
}

/** The author of an event: person, key, instant. Throws RangeError for an event that no command made. */
export function commandMetaOf({ type, meta: { position, command } }: Recorded<Event>): CommandMeta {
  if (command === undefined) throw new RangeError(`event ${position} (${type}) has no author`);
  return command.meta;
}

/** The author of a stored event of any type; undefined for an event that no command made. Throws EVENT_GARBLED. */
export function storedAuthorOf(event: Pick<RecordedEvent, 'position' | 'type' | 'data'>): CommandMeta | undefined {
  // Most events have no author, and are not parsed.
  if (!event.data.includes('"command":{')) return undefined;
  return (contentOf(event) as { readonly command?: RecordedCommand }).command?.meta;
}

/** Whether the event was recorded first in another stream. */
export function isCarriedOver(event: RecordedEvent): boolean {
  // Most events were not carried over, and are not parsed.
  if (!event.data.includes('"carriedFrom":')) return false;
  return (contentOf(event) as { readonly command?: RecordedCommand }).command?.carriedFrom !== undefined;
}
