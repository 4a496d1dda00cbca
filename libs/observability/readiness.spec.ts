/**
 * A service is ready while it runs, its stores answer and no projection is stalled; otherwise it names the fault, without
 * internal details.
 */
import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { LifeCycle } from '#libs/observability/life-cycle.ts';
import type { ProjectionLag, ProjectionWatch } from '#libs/observability/projection-watch.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';
import { Readiness, type ReadinessReport } from '#libs/observability/readiness.ts';

const SECRET = 'SQLITE_CANTOPEN: /var/lib/decompte/events.db';
const SOUND: ProjectionLag = { name: 'teams', events: 10, seconds: 5, unsound: false };

interface Asked {
  readonly lags?: () => Promise<readonly ProjectionLag[]>;
  readonly end?: () => Promise<number>;
  readonly lifeCycle?: LifeCycle;
}

function report({ lags = async () => [SOUND], end = async () => 1, lifeCycle = new LifeCycle() }: Asked) {
  return new Readiness({
    log: { end } as unknown as EventStore,
    watch: { lags } as unknown as ProjectionWatch,
    lifeCycle,
    thresholds: { lagEvents: 10, lagSeconds: 5 },
    say: sentenceOf,
  }).report();
}

function wrong({ ready, checks }: ReadinessReport): readonly string[] {
  expect(ready).toBe(checks.every(({ ok }) => ok));
  expect(JSON.stringify(checks)).not.toMatch(/SQLITE|decompte/);
  return checks.filter(({ ok }) => !ok).map(({ name, detail }) => `${name} : ${detail ?? ''}`);
}

test('is ready at every threshold', async () => {
  expect(wrong(await report({}))).toStrictEqual([]);
});

test('names each fault', async () => {
  const failing = (): Promise<never> => Promise.reject(new Error(SECRET));
  expect(wrong(await report({ end: failing }))).toStrictEqual(['event-store : le journal ne répond pas']);
  expect(wrong(await report({ lags: failing }))).toStrictEqual(['read-store : les projections ne répondent pas']);
  expect(wrong(await report({ lags: async () => [{ ...SOUND, events: 11 }] }))).toStrictEqual([
    'projection teams : 11 événements à traiter, plus que 10',
  ]);
  expect(wrong(await report({ lags: async () => [SOUND, { ...SOUND, name: 'acts', seconds: 6.5 }] }))).toStrictEqual([
    'projection acts : le plus ancien événement à traiter a 6 s, plus que 5',
  ]);
  expect(wrong(await report({ lags: async () => [{ ...SOUND, unsound: true }] }))).toStrictEqual([
    'projection teams : elle n’a pas traité autant d’événements qu’il y en a : à reconstruire',
  ]);
});

test('is not ready after a stop is announced, and calls the listeners of open connections once', async () => {
  const lifeCycle = new LifeCycle();
  let stops = 0;
  lifeCycle.onStop(() => stops++);
  const taken = lifeCycle.onStop(() => assert.fail('taken away before'));
  taken();
  lifeCycle.announceStop();
  expect(wrong(await report({ lifeCycle }))).toStrictEqual(['service : arrêt en cours']);
  expect(stops).toBe(0);
  lifeCycle.stop();
  lifeCycle.stop();
  expect(stops).toBe(1);
});
