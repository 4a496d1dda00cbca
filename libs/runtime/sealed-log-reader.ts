/** A sealed log for another thread, which only reads it. */
import type { EventField, RecordedEvent } from '#libs/event-store/event.ts';
import type { LogReader, ReadOptions } from '#libs/event-store/event-store.ts';
import { Opener } from '#libs/event-store/sealed/opener.ts';
import { type KeyPlaces, openKeys } from '#libs/runtime/keys.ts';
import { SEALED_PARTS } from '#libs/runtime/sealed-parts.ts';
import { openLogWithKeys } from '#libs/runtime/log-with-keys.ts';
import type { PatientKeys } from '#libs/patient-keys/patient-keys.ts';
import type { Elsewhere } from '#libs/threads/computing.ts';

export const SEALED_LOG_READER = import.meta.url;

export interface SealedPlace {
  /** The log in its stored form. */
  readonly of: Elsewhere;
  readonly places: KeyPlaces;
}

/** Throws the error of SQLite if a file does not exist. */
export async function openElsewhere(text: string): Promise<LogReader | undefined> {
  const { of, places } = JSON.parse(text) as SealedPlace;
  const found = await openLogWithKeys<LogReader, PatientKeys>(of, () => openKeys(places));
  if (found === undefined) return undefined;
  const { log, keys, close } = found;
  const opener = new Opener(keys, SEALED_PARTS);
  return { read: (options) => opened(log, opener, options), close };
}

async function* opened<Field extends EventField = EventField>(
  log: LogReader,
  opener: Opener,
  options: ReadOptions<Field>,
): AsyncIterable<readonly Pick<RecordedEvent, Field>[]> {
  for await (const batch of log.read(opener.storedRead(options))) yield await opener.opened(batch, options.fields);
}
