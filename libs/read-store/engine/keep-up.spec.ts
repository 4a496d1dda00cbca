/** Keeps projections up with the log: folds new events, retries failures, and stops between two batches. */
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { type KeepUpSettings, keepUp } from '#libs/read-store/engine/keep-up.ts';
import type { Progress, Projection } from '#libs/read-store/projection.ts';
import type { ReadStore } from '#libs/read-store/read-store.ts';
import { openSqliteReadStore } from '#libs/read-store/sqlite/sqlite-read-store.ts';
import { STREAMS, Talk, WORDS } from '#test/support/talk.ts';

let talk: Talk;
let readStore: ReadStore;
let stopping: AbortController;
let running: Promise<void> | undefined;
let folded: [name: string, position: number][];
let failures: string[];
let recovered: string[];

beforeEach(() => {
  talk = new Talk();
  readStore = openSqliteReadStore(`${talk.folder}/read`);
  stopping = new AbortController();
  running = undefined;
  [folded, failures, recovered] = [[], [], []];
});

afterEach(async () => {
  stopping.abort();
  await running;
  await readStore.close();
  await talk.close();
});

function start(settings: Partial<KeepUpSettings> = {}): void {
  running = keepUp({
    log: talk.log,
    readStore,
    projections: [WORDS],
    signal: stopping.signal,
    onFolded: (name, position) => folded.push([name, position]),
    onFailure: (name, error) => failures.push(`${name}: ${String(error)}`),
    onRecovered: (name) => recovered.push(name),
    pollMs: 2,
    retryMs: 5,
    ...settings,
  });
}

async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  for (let i = 0; i < 500; i++) {
    if (await holds()) return;
    await setTimeout(10);
  }
  throw new Error('did not come to hold in 5 s');
}

/** The read store, doing something of the test's before it brings a projection up. */
function before(work: (projection: Projection<unknown>) => Promise<void>): ReadStore {
  return {
    upToDate: async (projection: Projection<unknown>, log: EventStore, onProgress?: Progress) => {
      await work(projection);
      return readStore.upToDate(projection, log, onProgress);
    },
  } as Partial<ReadStore> as ReadStore;
}

test('folds appended events, and reports each position once', async () => {
  start();
  await until(() => folded.length === 1);
  for (const word of ['a', 'b']) {
    await talk.say(['talk-1', word]);
    const end = await talk.log.end();
    await until(() => folded.at(-1)?.[1] === end);
  }
  expect(folded).toStrictEqual([
    ['words', 0],
    ['words', 1],
    ['words', 2],
  ]);
  expect(failures).toStrictEqual([]);
});

test('does not touch a projection without new events', async () => {
  let looks = 0;
  start({
    readStore: before(async () => {
      looks++;
    }),
  });
  await until(() => folded.length === 1);
  await setTimeout(100);
  expect(looks).toBe(1);
});

test('reports a projection that fails once, retries it, and says that it recovered, while the others continue', async () => {
  let [isBroken, tries] = [true, 0];
  const broken = before(async ({ name }) => {
    if (name === 'words' && isBroken) throw new Error(++tries < 4 ? 'disk full' : 'disk lost');
  });
  start({ readStore: broken, projections: [WORDS, STREAMS] });
  await talk.say(['talk-1', 'a']);
  await until(() => tries > 5 && folded.some(([name, position]) => name === 'streams' && position === 1));
  expect([failures, recovered]).toStrictEqual([['words: Error: disk full', 'words: Error: disk lost'], []]);
  isBroken = false;
  await until(() => folded.some(([name, position]) => name === 'words' && position === 1));
  expect(recovered).toStrictEqual(['words']);
});

test('waits after a failure for longer than the failed work took', async () => {
  const attempts: number[] = [];
  const slow = before(async () => {
    attempts.push(performance.now());
    await setTimeout(50);
    throw new Error('poison');
  });
  start({ readStore: slow });
  await until(() => attempts.length === 3);
  for (const [i, at] of attempts.slice(1).entries()) expect(at - (attempts[i] ?? 0)).toBeGreaterThanOrEqual(200);
});

test('reports a log that cannot be reached once, and that it is back', async () => {
  let [isLost, tries] = [true, 0];
  const log = new Proxy(talk.log, {
    get(target, property) {
      if (property === 'end' && isLost && ++tries > 0) throw new Error('lost');
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  start({ log });
  await until(() => tries > 2);
  expect([failures, recovered, folded]).toStrictEqual([['log: Error: lost'], [], []]);
  isLost = false;
  await until(() => folded.length === 1);
  expect(recovered).toStrictEqual(['log']);
});

describe('a stop', () => {
  test('ends between two batches, and is no failure', async () => {
    await talk.say(['talk-1', 'a']);
    const stopped = before(async () => {
      stopping.abort();
    });
    start({ readStore: stopped, projections: [STREAMS, WORDS] });
    await running;
    expect([folded, failures]).toStrictEqual([[], []]);
    expect((await readStore.status(WORDS, talk.log)).version).toBe(0);
  });

  test('does not wait for the next look', async () => {
    start({ pollMs: 60_000 });
    await until(() => folded.length === 1);
    const sinceMs = performance.now();
    stopping.abort();
    await running;
    expect(performance.now() - sinceMs).toBeLessThan(30_000);
  });
});
