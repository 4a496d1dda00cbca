/**
 * Converts a row to its event. The payload is the row itself, with every field as it came in, so that the record can be compared with the
 * delivery.
 */
import type { NewEvent } from '#libs/event-store/event.ts';
import { idOfText } from '#libs/event-store/event-id.ts';
import { type FactKind, columnIndex } from '#libs/facts/fact-kind.ts';

/** An event and the stream it belongs to. */
export interface LocatedFact {
  readonly stream: string;
  readonly event: NewEvent;
}

/** Fields in the canonical order of the columns → the event and its stream. */
export type ToEvent = (fields: readonly string[]) => LocatedFact;

/**
 * Makes the converter of a kind once, so that millions of rows need no look-up by name.
 * The id is derived from the content: the same row always gets the same id.
 */
export function toEvent(kind: FactKind): ToEvent {
  const names = kind.columns.map(({ name }) => JSON.stringify(name));
  const effective = columnIndex(kind, kind.effective);
  const knownOn = columnIndex(kind, 'known_on');
  const { stream, schema } = kind;
  const about = 'national' in stream ? undefined : columnIndex(kind, stream.column);
  const prefix = 'national' in stream ? `national-${stream.national}` : `${stream.category}-`;
  return (fields) => {
    let text = `${kind.event}\n{`;
    for (let i = 0; i < names.length; i++) text += `${i === 0 ? '' : ','}${names[i]}:${jsonOf(fields[i] ?? '')}`;
    text += '}';
    const id = idOfText(text);
    // Cut out of the text, which is in one piece once its digest is computed.
    const data = text.slice(kind.event.length + 1);
    return {
      stream: about === undefined ? prefix : prefix + (fields[about] ?? ''),
      event: {
        id,
        type: kind.event,
        schemaVersion: schema.version,
        effective: fields[effective] ?? '',
        knownOn: fields[knownOn] ?? '',
        data,
      },
    };
  };
}

/** Like JSON.stringify, but faster for the many fields that need no escaping. */
function jsonOf(field: string): string {
  for (let i = 0; i < field.length; i++) {
    const code = field.charCodeAt(i);
    if (code < 0x20 || code > 0x7e || code === 0x22 || code === 0x5c) return JSON.stringify(field);
  }
  return `"${field}"`;
}
