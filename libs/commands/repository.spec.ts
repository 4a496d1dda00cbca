/** A repository folds only new events, decides at the revision it read, and runs a command once. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DomainError } from '#libs/kernel/domain-error.ts';
import { oneOf, record } from '#libs/kernel/field.ts';
import type { Aggregate } from '#libs/commands/aggregate.ts';
import { type GivenCommand, repositoryFor } from '#libs/commands/repository.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { type Event, eventCodec, eventSchema } from '#libs/event-store/typed-event.ts';

type DoorEvent = Event<'DoorTurned', { readonly to: 'open' | 'shut' }>;
interface Turn {
  readonly to: 'open' | 'shut';
}

let folded = 0;
const door: Aggregate<'open' | 'shut', Turn, DoorEvent> = {
  events: eventCodec({ DoorTurned: eventSchema(1, record({ to: oneOf('open', 'shut') })) }),
  initial: () => 'shut',
  evolve: (state, { data }) => {
    if (data.to === state) throw new RangeError('a door is turned to another side');
    folded++;
    return data.to;
  },
  decide: ({ to }, state) => {
    if (to === state) throw new DomainError('refused', { code: 'ALREADY', data: { to } });
    return [{ type: 'DoorTurned', effective: '2026', data: { to } }];
  },
};
const doors = repositoryFor({ streamOf: (id) => `door-${id}`, aggregateOf: () => door });

let log: SqliteEventStore;
beforeEach(() => {
  log = new SqliteEventStore(':memory:');
  folded = 0;
});
afterEach(() => log.close());

function given(to: 'open' | 'shut', name: string, key: string): GivenCommand<Turn> {
  const at = '2026-01-01T00:00:00.000Z';
  return {
    command: { to },
    meta: { by: { name, assurance: 'verified', osUser: '' }, key, at },
    commit: { recordedAt: at, actor: name, correlation: key, causation: 'test' },
  };
}

const refusedAs = (code: string) => (error: unknown) => error instanceof DomainError && error.code === code;

test('folds each event once over many loads', async () => {
  for (let i = 0; i < 20; i++) await doors(log).handle('1', given(i % 2 === 0 ? 'open' : 'shut', 'Alice', `k${i}`));
  await Promise.all([doors(log).load('1'), doors(log).load('1'), doors(log).load('1')]);
  expect(folded).toBe(20);
});

test('runs a repeated key of one person once, and answers with the first result', async () => {
  const first = await doors(log).handle('1', given('open', 'Alice', 'k'));
  await doors(log).handle('1', given('shut', 'Bruno', 'k'));
  const again = await doors(log).handle('1', given('open', ' alice', 'k'));
  expect(again).toStrictEqual({ events: [], made: { types: ['DoorTurned'], position: 1 } });
  expect(first.made).toStrictEqual(again.made);
  await assert.rejects(doors(log).handle('1', given('shut', 'Alice', 'k')), refusedAs('KEY_REUSED'));
});

test('decides on events that another process recorded meanwhile', async () => {
  await doors(log).handle('1', given('open', 'Alice', 'a'));
  const other = repositoryFor({ streamOf: (id) => `door-${id}`, aggregateOf: () => door })(log);
  await other.handle('1', given('shut', 'Bruno', 'b'));
  await assert.rejects(doors(log).handle('1', given('shut', 'Alice', 'c')), refusedAs('ALREADY'));
});

test('rejects the second of two commands at one revision, and names the author of the first', async () => {
  const two = [
    doors(log).handle('1', given('open', 'Alice', 'a')),
    doors(log).handle('1', given('open', 'Bruno', 'b')),
  ];
  const outcomes = await Promise.allSettled(two);
  expect(outcomes.map(({ status }) => status).sort()).toStrictEqual(['fulfilled', 'rejected']);
  const lost = outcomes.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
  assert.ok(refusedAs('STREAM_CHANGED')(lost.reason) || refusedAs('ALREADY')(lost.reason), String(lost.reason));
});

test('folds a stream again after its state was evicted', async () => {
  const small = repositoryFor({ streamOf: (id) => `door-${id}`, aggregateOf: () => door, capacity: 1 })(log);
  await small.handle('1', given('open', 'Alice', 'a'));
  await small.handle('2', given('open', 'Alice', 'b'));
  expect((await small.load('1')).state).toBe('open');
  expect(folded).toBe(3);
});

test.each([
  ['impossible', '{"to":"open"}', { code: 'EVENT_IMPOSSIBLE', data: { position: 2 } }],
  ['garbled', '{"to":"ajar"}', { code: 'EVENT_GARBLED', data: { position: 2, type: 'DoorTurned' } }],
])('an event that is %s is named by its position, and no decision rests on it', async (_, data, refusal) => {
  await doors(log).handle('1', given('open', 'Alice', 'a'));
  const forged = { id: 'f'.repeat(32), type: 'DoorTurned', schemaVersion: 1, effective: '2026', knownOn: '2026-01-01' };
  await log.append('door-1', [{ ...forged, data }], 0, given('open', 'Alice', 'a').commit);
  await expect(doors(log).handle('1', given('shut', 'Bruno', 'b'))).rejects.toMatchObject(refusal);
});
