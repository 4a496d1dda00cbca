/** A sealed log for another thread, which only reads it. */
import type { EventField, RecordedEvent } from '#libs/event-store/event.ts';
import type { LogReader, ReadOptions } from '#libs/event-store/event-store.ts';
import { Opener } from '#libs/event-store/sealed/opener.ts';
import { type KeyPlaces, openKeys } from '#libs/runtime/keys.ts';
import { SEALED_PARTS } from '#libs/runtime/sealed-parts.ts';
import { type Elsewhere, openAt } from '#libs/threads/computing.ts';

export const SEALED_LOG_READER = import.meta.url;

export interface SealedPlace {
  /** The log as it is stored. */
  readonly of: Elsewhere;
  readonly places: KeyPlaces;
}

/** Throws the error of SQLite where a file is not there. */
export async function openElsewhere(text: string): Promise<LogReader | undefined> {
  const { of, places } = JSON.parse(text) as SealedPlace;
  const log = await openAt<LogReader>(of);
  if (log === undefined) return undefined;
  const keys = await openKeys(places);
  const opener = new Opener(keys, SEALED_PARTS);
  return {
    read: (options) => opened(log, opener, options),
    close: () => {
      log.close();
      void keys.close();
    },
  };
}

async function* opened<Field extends EventField = EventField>(
  log: LogReader,
  opener: Opener,
  options: ReadOptions<Field>,
): AsyncIterable<readonly Pick<RecordedEvent, Field>[]> {
  for await (const batch of log.read(opener.storedRead(options))) yield await opener.opened(batch, options.fields);
}
