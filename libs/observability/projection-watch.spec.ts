/** The lag of a projection: event count, age of the oldest missing event, and whether it is sound. */
import assert from 'node:assert/strict';
import { beforeEach, expect, test } from '@jest/globals';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { NotServed, type ReadStore } from '#libs/read-store/read-store.ts';
import type { Projection } from '#libs/read-store/projection.ts';
import { type ProjectionLag, ProjectionWatch } from '#libs/observability/projection-watch.ts';

const NOW = Date.parse('2026-11-01T08:00:00.000Z');
const TEAMS = { name: 'teams', version: 1, categories: ['team'] } as unknown as Projection<unknown>;

/** Category of each event, in order; recorded one second apart, the last one now. */
let log: string[];
let checkpoint: { position: number; processed: number } | undefined;
let now: number;
let counts: number;
let watch: ProjectionWatch;

beforeEach(() => {
  [log, checkpoint, now, counts] = [[], undefined, NOW, 0];
  const events = {
    end: async () => log.length,
    count: async () => {
      counts++;
      return log.filter((category) => category === 'team').length;
    },
    read: async function* ({ after, upTo }: { after: number; upTo: number }) {
      const found = log.slice(after, upTo).map((category, i) => ({ category, position: after + i + 1 }));
      yield found.filter(({ category }) => category === 'team').map((event) => ({ ...event, commit: event.position }));
    },
    commit: async (no: number) => ({ recordedAt: new Date(NOW - (log.length - no) * 1_000).toISOString() }),
  };
  const readStore = {
    serving: async () => {
      if (checkpoint === undefined) throw new NotServed(TEAMS);
      return { checkpoint };
    },
  };
  watch = new ProjectionWatch({
    log: events as unknown as EventStore,
    readStore: readStore as unknown as ReadStore,
    projections: [TEAMS],
    now: () => now,
  });
});

async function lag(): Promise<ProjectionLag> {
  now += 1_001;
  const [found] = await watch.lags();
  assert.ok(found !== undefined);
  return { ...found, seconds: Math.round(found.seconds) };
}

test('a projection with all its own events has no lag, wherever the log ends', async () => {
  log = ['team', 'patient', 'patient'];
  checkpoint = { position: 1, processed: 1 };
  expect(await lag()).toStrictEqual({ name: 'teams', events: 0, seconds: 0, unsound: false });
});

test('the lag is the number of missing events, and the age of the first one', async () => {
  log = ['team', 'patient', 'patient', 'team', 'team', 'patient'];
  checkpoint = { position: 1, processed: 1 };
  // The fourth of six, one second apart, plus one second since the start of the test.
  expect(await lag()).toStrictEqual({ name: 'teams', events: 2, seconds: 3, unsound: false });
});

test('finds the oldest missing event behind many others, in bounded steps', async () => {
  log = ['team', ...Array.from({ length: 30_000 }, () => 'patient'), 'team'];
  checkpoint = { position: 1, processed: 1 };
  expect((await lag()).seconds).toBe(0);
  expect((await lag()).seconds).toBe(2);
});

test('a projection that was never built lacks every event, or none in an empty log', async () => {
  expect(await lag()).toStrictEqual({ name: 'teams', events: 0, seconds: 0, unsound: false });
  log = ['team'];
  expect((await lag()).events).toBe(1);
});

test('a projection past the end that has processed too few events is unsound', async () => {
  log = ['team', 'team'];
  checkpoint = { position: 2, processed: 1 };
  expect((await lag()).unsound).toBe(true);
});

test('reads at most once a second, and counts again only after an append', async () => {
  log = ['team'];
  checkpoint = { position: 1, processed: 1 };
  await lag();
  expect(counts).toBe(1);
  await watch.lags();
  checkpoint = { position: 1, processed: 0 };
  expect((await watch.lags())[0]?.unsound).toBe(false);
  await lag();
  expect(counts).toBe(1);
});
