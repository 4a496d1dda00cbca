/**
 * From a row to its event. The payload is the row itself, every field the text that came in, so that what was recorded can be
 * held against what was sent.
 */
import type { NewEvent } from '#libs/event-store/event.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import { type FactFile, columnIndex } from '#libs/facts/fact-files.ts';

const SCHEMA_VERSION = 1;

export interface FactEvent {
  readonly stream: string;
  readonly event: NewEvent;
}

/** Fields in the canonical order of the file's columns → the event and its stream. */
export type ToEvent = (fields: readonly string[]) => FactEvent;

/**
 * Makes the converter of a file once, so that millions of rows cost no look-up by name.
 * The id is made from the content: the same row gives the same id, whenever and wherever it comes in.
 */
export function toEvent(file: FactFile): ToEvent {
  const names = file.columns.map(({ name }) => JSON.stringify(name));
  const effective = columnIndex(file, file.effective);
  const knownOn = columnIndex(file, 'known_on');
  const about = 'national' in file.stream ? undefined : columnIndex(file, file.stream.column);
  const prefix = 'national' in file.stream ? `national-${file.stream.national}` : `${file.stream.category}-`;
  return (fields) => {
    let data = '{';
    for (let i = 0; i < names.length; i++) data += `${i === 0 ? '' : ','}${names[i]}:${JSON.stringify(fields[i])}`;
    data += '}';
    return {
      stream: about === undefined ? prefix : prefix + (fields[about] ?? ''),
      event: {
        id: eventId(file.event, data),
        type: file.event,
        schemaVersion: SCHEMA_VERSION,
        effective: fields[effective] ?? '',
        knownOn: fields[knownOn] ?? '',
        data,
      },
    };
  };
}
