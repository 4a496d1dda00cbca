/**
 * A service is ready while it runs, its stores answer and no projection is stalled; otherwise it names the fault, without
 * internal details.
 */
import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { Head, Loss, Witness } from '#libs/continuity/witness.ts';
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
  readonly loss?: () => Promise<Loss | undefined>;
  readonly isWitnessed?: () => Promise<boolean>;
  readonly isDamaged?: boolean;
  readonly isErasedPatientRestored?: () => Promise<boolean>;
}

const HERE: Head = { position: 1, link: 'a' };
const WITNESS: Witness = { kind: 'READ_STORE', name: 'dossiers', position: 9, link: 'b' };

function report({
  lags = async () => [SOUND],
  end = async () => 1,
  lifeCycle = new LifeCycle(),
  loss = async () => undefined,
  isWitnessed = async () => true,
  isDamaged = false,
  isErasedPatientRestored = async () => false,
}: Asked) {
  return new Readiness({
    log: { end } as unknown as EventStore,
    watch: { lags } as unknown as ProjectionWatch,
    lifeCycle,
    continuity: { loss, isWitnessed },
    isDamaged: () => isDamaged,
    isErasedPatientRestored,
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

test('is ready without a witness, and says that no witness shows how long the log was', async () => {
  const { ready, checks } = await report({ isWitnessed: async () => false });
  const history = checks.find(({ name }) => name === 'history');
  expect([ready, history]).toStrictEqual([
    true,
    { name: 'history', ok: true, detail: expect.stringMatching(/^aucun témoin n’a vu ce journal/) as unknown },
  ]);
});

test('names each fault', async () => {
  const failing = (): Promise<never> => Promise.reject(new Error(SECRET));
  expect(wrong(await report({ end: failing }))).toStrictEqual(['event-store : le journal ne répond pas']);
  expect(wrong(await report({ isErasedPatientRestored: failing }))).toStrictEqual([
    'keys : les clés des patients ne répondent pas',
  ]);
  expect(wrong(await report({ isErasedPatientRestored: async () => true }))[0]).toMatch(
    /^keys : .*copie d’avant un effacement/,
  );
  expect(wrong(await report({ lags: failing }))).toStrictEqual(['read-store : les projections ne répondent pas']);
  expect(wrong(await report({ lags: async () => [{ ...SOUND, events: 11 }] }))).toStrictEqual([
    'projection teams : 11 événements à traiter, plus que 10 ; voyez qu’un travailleur tourne, et ce qu’en dit son journal',
  ]);
  expect(wrong(await report({ lags: async () => [SOUND, { ...SOUND, name: 'acts', seconds: 6.5 }] }))).toStrictEqual([
    'projection acts : le plus ancien événement à traiter a 6 s, plus que 5 ; voyez qu’un travailleur tourne, et ce qu’en dit son journal',
  ]);
  expect(wrong(await report({ lags: async () => [{ ...SOUND, unsound: true }] }))).toStrictEqual([
    'projection teams : elle n’a pas traité autant d’événements qu’il y en a : à reconstruire',
  ]);
});

test('names a log that lost its end, one with another history, witnesses that cannot be read, and a damaged file', async () => {
  const failing = (): Promise<never> => Promise.reject(new Error(SECRET));
  const shorter: Loss = { lost: [WITNESS], agreed: HERE, end: HERE };
  expect(wrong(await report({ loss: async () => shorter }))).toStrictEqual([
    'history : le journal finit à la position 1, et il est allé jusqu’à la position 9 : deux personnes doivent reconnaître cette perte',
  ]);
  expect(wrong(await report({ loss: async () => ({ ...shorter, end: { position: 12, link: 'c' } }) }))).toStrictEqual([
    'history : le journal n’est plus celui qui est allé jusqu’à la position 9 : deux personnes doivent reconnaître cette perte',
  ]);
  expect(wrong(await report({ loss: failing }))).toStrictEqual([
    'history : ce qui garde la trace de la fin du journal ne peut pas être lu',
  ]);
  expect(wrong(await report({ isDamaged: true }))).toStrictEqual([
    expect.stringMatching(/^event-store : un fichier des magasins est endommagé, ou a été remplacé/),
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
