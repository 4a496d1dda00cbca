/** The calls that the engine makes to the log and to the adapter; read-store.contract.ts tests the results. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { eventId } from '#libs/event-store/event-id.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { ERASURE_BEGUN, ERASURE_CATEGORY, ERASURE_COMPLETED } from '#libs/event-store/sealed/forgotten.ts';
import { ReadStoreEngine } from '#libs/read-store/engine/read-store-engine.ts';
import type { Projection } from '#libs/read-store/projection.ts';
import { readServed, readUpToDate } from '#libs/read-store/read-store.ts';
import { SqliteCatalogue } from '#libs/read-store/sqlite/sqlite-catalogue.ts';
import { COMMIT } from '#test/support/commit.ts';
import { type Noted, Talk, WORDS, contents } from '#test/support/talk.ts';

const MADE_OF_PEOPLE = 'made-of-people';
const PEOPLE: Projection<Noted> = { ...WORDS, name: 'people', ofPeople: { scratch: [MADE_OF_PEOPLE] } };

let talk: Talk;
let readStore: ReadStoreEngine;
/** Names of the methods of the log that were called. */
let asked: string[];
let log: EventStore;

beforeEach(async () => {
  talk = new Talk();
  readStore = new ReadStoreEngine(new SqliteCatalogue(`${talk.folder}/read`));
  asked = [];
  log = new Proxy<EventStore>(talk.log, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target);
      if (typeof value !== 'function') return value;
      asked.push(String(property));
      return value.bind(target) as unknown;
    },
  });
  await talk.say(['talk-1', 'a']);
});

afterEach(async () => {
  await readStore.close();
  await talk.close();
});

test('a query does not call the log until the documents change', async () => {
  await readStore.upToDate(WORDS, talk.log);
  await readStore.serving(WORDS, log);
  expect(asked).toStrictEqual(['linkAt']);
  for (let i = 0; i < 3; i++) await readStore.serving(WORDS, log);
  expect(asked).toStrictEqual(['linkAt']);
  await talk.say(['talk-1', 'b']);
  await readStore.upToDate(WORDS, talk.log);
  await readStore.serving(WORDS, log);
  expect(asked).toStrictEqual(['linkAt', 'linkAt']);
});

test('does not read the log again when it is up to date', async () => {
  await readStore.upToDate(WORDS, talk.log);
  await readStore.upToDate(WORDS, log);
  expect(asked.toSorted()).toStrictEqual(['end', 'linkAt']);
});

test('progress is reported batch by batch, up to the end', async () => {
  const seen: [done: number, total: number][] = [];
  await readStore.upToDate(WORDS, talk.log);
  await talk.say(...Array.from({ length: 45_000 }, (_, i) => [`talk-${i}`, 'b'] as const));
  await readStore.upToDate(WORDS, talk.log, (...progress) => seen.push(progress));
  expect(seen.length).toBeGreaterThan(1);
  expect(seen.at(-1)).toStrictEqual([45_001, 45_001]);
  expect(seen.map(([done]) => done)).toStrictEqual(seen.map(([done]) => done).toSorted((a, b) => a - b));
});

test('a served reader never folds; an up-to-date reader folds first', async () => {
  const [served, upToDate] = [readServed({ log, readStore }), readUpToDate({ log, readStore })];
  await expect(served.documents(WORDS)).rejects.toMatchObject({
    kind: 'unavailable',
    code: 'PROJECTION_NOT_SERVED',
    data: { projection: 'words', version: 1 },
  });
  expect(await contents(await upToDate.documents(WORDS))).toStrictEqual({ 'talk-1': { words: ['a'] } });
  await talk.say(['talk-1', 'b']);
  expect(await contents(await served.documents(WORDS))).toStrictEqual({ 'talk-1': { words: ['a'] } });
  expect((await served.status(WORDS)).position).toBe(1);
  expect(await contents(await upToDate.documents(WORDS))).toStrictEqual({ 'talk-1': { words: ['a', 'b'] } });
});

for (const [how, build] of [
  ['built again', () => readStore.rebuild(PEOPLE, talk.log)],
  ['built by another version of the program', () => readStore.upToDate({ ...PEOPLE, version: 2 }, talk.log)],
] as const)
  test(`documents that are ${how} after an erasure leave nothing of the patient in those made from them`, async () => {
    await readStore.upToDate(PEOPLE, talk.log);
    const made = await readStore.scratch(MADE_OF_PEOPLE);
    await made.write({ puts: [['list', '"patient"']] });
    await readStore.rebuild(PEOPLE, talk.log);
    expect(await contents(made)).toStrictEqual({ list: 'patient' });
    const event = { schemaVersion: 1, effective: '2021', knownOn: '2021-01-01', data: '{"reference":"r"}' };
    const events = [ERASURE_BEGUN, ERASURE_COMPLETED].map((type) => ({ id: eventId(type, 'r'), type, ...event }));
    await talk.log.append(`${ERASURE_CATEGORY}-r`, events, 'any', COMMIT);
    await build();
    expect(await contents(made)).toStrictEqual({});
  });
