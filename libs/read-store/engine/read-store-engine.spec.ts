import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { eventId } from '#libs/event-store/event-id.ts';
import type { EventStore, ReadOptions } from '#libs/event-store/event-store.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import type { Documents } from '#libs/read-store/document-store.ts';
import type { Projection } from '#libs/read-store/projection.ts';
import { PoisonEvent, type ReadStore } from '#libs/read-store/read-store.ts';
import { openSqliteReadStore } from '#libs/read-store/sqlite/sqlite-read-store.ts';
import { COMMIT, temporaryFolder } from '#test/support/product.ts';

interface Noted {
  readonly words: string[];
}

/** The words said in each stream, in their order; the word `poison` cannot be folded. */
const WORDS: Projection<Noted> = {
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

/** By word, the streams it was said in: documents that many streams make. */
const STREAMS: Projection<Noted> = {
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

class Stores {
  readonly folder = temporaryFolder();
  readonly log = new SqliteEventStore(join(this.folder, 'events.db'));
  readonly readStores: ReadStore[] = [];

  readStore(name = 'read'): ReadStore {
    const made = openSqliteReadStore(join(this.folder, name));
    this.readStores.push(made);
    return made;
  }

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
    for (const readStore of this.readStores) await readStore.close();
    await this.log.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const opened: Stores[] = [];
afterEach(async () => {
  for (const stores of opened.splice(0)) await stores.close();
});

function stores(): Stores {
  const made = new Stores();
  opened.push(made);
  return made;
}

async function contents(documents: Pick<Documents, 'scan'>): Promise<Record<string, unknown>> {
  const all: [string, unknown][] = [];
  for await (const batch of documents.scan()) for (const [key, text] of batch) all.push([key, JSON.parse(text)]);
  return Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The log, doing something of the test's before each reading. */
function watched(log: EventStore, beforeRead: (options: ReadOptions) => Promise<void>): EventStore {
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

test('folding as events come gives what building from the beginning gives', async () => {
  const talk = fc.array(
    fc.array(fc.tuple(fc.constantFrom('talk-1', 'talk-2', 'talk-3', 'other-1'), fc.constantFrom('a', 'b', 'silence')), {
      maxLength: 5,
    }),
    { maxLength: 4 },
  );
  await fc.assert(
    fc.asyncProperty(talk, async (rounds) => {
      const made = new Stores();
      try {
        const live = made.readStore();
        for (const round of rounds) {
          await made.say(...round);
          for (const projection of [WORDS, STREAMS]) await live.upToDate(projection, made.log);
        }
        const fresh = made.readStore('fresh');
        for (const projection of [WORDS, STREAMS]) {
          const [a, b] = [await live.upToDate(projection, made.log), await fresh.upToDate(projection, made.log)];
          expect(await contents(a)).toStrictEqual(await contents(b));
          const status = await live.status(projection, made.log);
          expect([status.processed, status.position, status.poison]).toStrictEqual([status.stored, status.end, 0]);
          expect(await fresh.status(projection, made.log)).toStrictEqual(status);
        }
      } finally {
        await made.close();
      }
    }),
    { numRuns: 12 },
  );
});

test('a projection never built stands at 0 with all that is stored before it', async () => {
  const made = stores();
  await made.say(['talk-1', 'a'], ['other-1', 'b']);
  expect(await made.readStore().status(WORDS, made.log)).toStrictEqual({
    name: 'words',
    version: 0,
    position: 0,
    end: 2,
    stored: 1,
    processed: 0,
    poison: 0,
  });
});

test('an event that cannot be folded live is set aside and counted, and those after it are folded', async () => {
  const made = stores();
  const readStore = made.readStore();
  await made.say(['talk-1', 'a']);
  await readStore.upToDate(WORDS, made.log);
  await made.say(['talk-1', 'poison'], ['talk-1', 'b'], ['talk-2', 'poison']);
  const documents = await readStore.upToDate(WORDS, made.log);
  expect(await contents(documents)).toStrictEqual({ 'talk-1': { words: ['a', 'b'] } });
  const status = await readStore.status(WORDS, made.log);
  expect([status.poison, status.processed, status.stored]).toStrictEqual([2, 4, 4]);
  const poison = await documents.poison();
  expect(poison.map(({ position }) => position)).toStrictEqual([2, 4]);
  expect(poison[0]?.message ?? '').toMatch(/événement 2 \(Said, talk-1\) : Error: cannot be folded/);
});

for (const documentPerStream of [true, false])
  test(`an event that cannot be folded stops a build ${documentPerStream ? 'stream by stream' : 'in order'}, and the old documents serve on`, async () => {
    const made = stores();
    const readStore = made.readStore();
    const projection = { ...WORDS, documentPerStream };
    await made.say(['talk-1', 'a']);
    await readStore.upToDate(projection, made.log);
    await made.say(['talk-1', 'poison']);
    await readStore.upToDate(projection, made.log);
    await expect(readStore.rebuild(projection, made.log)).rejects.toThrow(PoisonEvent);
    await expect(readStore.upToDate({ ...projection, version: 2 }, made.log)).rejects.toThrow(PoisonEvent);
    const status = await readStore.status(projection, made.log);
    expect([status.version, status.poison, status.processed]).toStrictEqual([1, 1, 2]);
    expect(await contents(await readStore.upToDate(projection, made.log))).toStrictEqual({
      'talk-1': { words: ['a'] },
    });
  });

test('two processes that catch up at once do the work once', async () => {
  const made = stores();
  const [one, two] = [made.readStore(), made.readStore()];
  await made.say(['talk-1', 'a']);
  await one.upToDate(WORDS, made.log);
  await made.say(['talk-1', 'b'], ['talk-2', 'c'], ['talk-1', 'd']);
  // The second overtakes the first between its reading of the checkpoint and its writing.
  let overtaken = false;
  const slow = watched(made.log, async () => {
    if (overtaken) return;
    overtaken = true;
    await two.upToDate(WORDS, made.log);
  });
  const documents = await one.upToDate(WORDS, slow);
  expect(overtaken).toBe(true);
  expect(await contents(documents)).toStrictEqual({ 'talk-1': { words: ['a', 'b', 'd'] }, 'talk-2': { words: ['c'] } });
  const status = await one.status(WORDS, made.log);
  expect([status.processed, status.stored]).toStrictEqual([4, 4]);
  expect(await two.status(WORDS, made.log)).toStrictEqual(status);
});

test('two processes that catch up side by side end with each event folded once', async () => {
  const made = stores();
  const both = [made.readStore(), made.readStore(), made.readStore()];
  await both[0]?.upToDate(STREAMS, made.log);
  for (let round = 0; round < 5; round++) {
    await made.say(...Array.from({ length: 40 }, (_, i) => [`talk-${i % 9}`, `w${i % 4}`] as const));
    await Promise.all(both.map((readStore) => readStore.upToDate(STREAMS, made.log)));
  }
  for (const readStore of both) {
    const { processed, stored, poison } = await readStore.status(STREAMS, made.log);
    expect([processed, stored, poison]).toStrictEqual([200, 200, 0]);
  }
});

test('while a rebuild is made the old documents serve, and then the new ones', async () => {
  const made = stores();
  const [serving, rebuilding] = [made.readStore(), made.readStore()];
  await made.say(['talk-1', 'a'], ['talk-2', 'b']);
  await serving.upToDate(WORDS, made.log);
  const shouting: Projection<Noted> = {
    ...WORDS,
    evolve: (noted, event) => ({
      words: WORDS.evolve(noted, event, event.stream).words.map((word) => word.toUpperCase()),
    }),
  };
  let during: unknown;
  const log = watched(made.log, async () => {
    during ??= await contents(await serving.upToDate(WORDS, made.log));
  });
  const status = await rebuilding.rebuild(shouting, log);
  expect(during).toStrictEqual({ 'talk-1': { words: ['a'] }, 'talk-2': { words: ['b'] } });
  expect([status.processed, status.stored]).toStrictEqual([2, 2]);
  const after = await contents(await serving.upToDate(WORDS, made.log));
  expect(after).toStrictEqual({ 'talk-1': { words: ['A'] }, 'talk-2': { words: ['B'] } });
});

test('events that come in during a rebuild are in it', async () => {
  const made = stores();
  const readStore = made.readStore();
  await made.say(['talk-1', 'a']);
  let said = false;
  const log = watched(made.log, async () => {
    if (said) return;
    said = true;
    await made.say(['talk-1', 'b']);
  });
  const status = await readStore.rebuild(WORDS, log);
  expect([status.processed, status.stored, status.position]).toStrictEqual([2, 2, 2]);
});

test('a rebuild leaves the documents as they were, and removes the file it takes the place of', async () => {
  const made = stores();
  const readStore = made.readStore();
  await made.say(['talk-1', 'a'], ['talk-2', 'b']);
  const before = await contents(await readStore.upToDate(WORDS, made.log));
  await readStore.rebuild(WORDS, made.log);
  expect(await contents(await readStore.upToDate(WORDS, made.log))).toStrictEqual(before);
  const files = readdirSync(join(made.folder, 'read')).filter((name) => /^words.*\.db$/.test(name));
  expect(files).toHaveLength(1);
});

test('a new version of a projection is built from the beginning', async () => {
  const made = stores();
  const readStore = made.readStore();
  await made.say(['talk-1', 'a']);
  await readStore.upToDate(WORDS, made.log);
  const counting: Projection<number> = { ...WORDS, version: 2, evolve: (count) => (count ?? 0) + 1 };
  await made.say(['talk-1', 'b']);
  expect(await contents(await readStore.upToDate(counting, made.log))).toStrictEqual({ 'talk-1': 2 });
  expect((await readStore.status(counting, made.log)).version).toBe(2);
});

test('the documents are there when the read store is opened again', async () => {
  const made = stores();
  await made.say(['talk-1', 'a']);
  await made.readStore().upToDate(WORDS, made.log);
  const again = made.readStore();
  const { version, processed } = await again.status(WORDS, made.log);
  expect([version, processed]).toStrictEqual([1, 1]);
});

test('documents kept under a name of their own are no projection', async () => {
  const made = stores();
  const readStore = made.readStore();
  const scratch = await readStore.scratch('notes');
  await scratch.write({ puts: [['a', '1']] });
  await scratch.write({ puts: [['b', '2']] });
  expect(await contents(await readStore.scratch('notes'))).toStrictEqual({ a: 1, b: 2 });
});
