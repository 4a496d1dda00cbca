/** A log of spoken words and its projections, to test the read store and its engine. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { eventId } from '#libs/event-store/event-id.ts';
import type { EventStore, ReadOptions } from '#libs/event-store/event-store.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import type { Documents } from '#libs/read-store/document-store.ts';
import type { Projection } from '#libs/read-store/projection.ts';
import { systemClock } from '#test/support/system-clock.ts';
import { COMMIT } from '#test/support/commit.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

export interface Noted {
  readonly words: string[];
}

/** The words of each stream in order; the word `poison` cannot be folded. */
export const WORDS: Projection<Noted> = {
  name: 'words',
  version: 1,
  categories: ['talk'],
  documentPerStream: true,
  keys: (event) => [event.stream],
  evolve: (noted, event) => {
    const { word } = JSON.parse(event.data) as { word: string };
    if (word === 'poison') throw new Error('cannot be folded');
    return { words: [...(noted?.words ?? []), word] };
  },
};

/** The streams of each word: documents made from several streams. */
export const STREAMS: Projection<Noted> = {
  name: 'streams',
  version: 1,
  categories: ['talk'],
  documentPerStream: false,
  keys: (event) => {
    const { word } = JSON.parse(event.data) as { word: string };
    return word === 'silence' ? [] : [`word/${word}`, 'all'];
  },
  evolve: (noted, event) => ({ words: [...new Set([...(noted?.words ?? []), event.stream])] }),
};

/** A log in its own folder. */
export class Talk {
  readonly folder = temporaryFolder();
  readonly log = new SqliteEventStore(join(this.folder, 'events.db'), { clock: systemClock });

  async say(...said: readonly (readonly [stream: string, word: string])[]): Promise<void> {
    const end = await this.log.end();
    const events = said.map(([stream, word], i) => {
      const data = JSON.stringify({ word, no: end + i });
      const event = { type: 'Said', schemaVersion: 1, effective: '2021', knownOn: '2021-01-01', data };
      return { stream, event: { id: eventId('Said', data), ...event } };
    });
    await this.log.record(events, COMMIT);
  }

  async close(): Promise<void> {
    await this.log.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Every document, by key. */
export async function contents(documents: Pick<Documents, 'scan'>): Promise<Record<string, unknown>> {
  const all: [string, unknown][] = [];
  for await (const batch of documents.scan()) for (const [key, text] of batch) all.push([key, JSON.parse(text)]);
  return Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The log, with a hook of the test before each read. */
export function watched(log: EventStore, beforeRead: (options: ReadOptions) => Promise<void>): EventStore {
  return new Proxy(log, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target);
      if (property !== 'read') return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      return async function* (options: ReadOptions) {
        await beforeRead(options);
        yield* target.read(options);
      };
    },
  });
}
