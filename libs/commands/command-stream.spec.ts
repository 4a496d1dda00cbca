/** A command is done once: by the key of its person, who alone knows which keys she has used. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Aggregate, handle, madeWith } from '#libs/commands/command-stream.ts';
import { type CommandMeta, DecisionRefused, KeyReused } from '#libs/commands/person.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';

const STREAM = 'door-1';
const AT = '2026-01-01T00:00:00.000Z';
const COMMIT = { recordedAt: AT, actor: 'a', correlation: 'c', causation: 'b' };

/** A door that is open or shut. */
const door: Aggregate<string, { readonly turn: string }> = {
  initial: () => 'DoorShut',
  evolve: (_, { type }) => type,
  decide: ({ turn }, state) => {
    if (turn === state) throw new DecisionRefused(`${state} déjà`);
    return [{ type: turn, content: {}, effective: AT.slice(0, 10) }];
  },
};

let log: SqliteEventStore;
beforeEach(() => {
  log = new SqliteEventStore(':memory:');
});
afterEach(() => log.close());

function of(name: string, key: string): CommandMeta {
  return { by: { name, assurance: 'verified', osUser: '' }, key, at: AT };
}

async function turned(turn: string, meta: CommandMeta): Promise<readonly string[]> {
  return (await handle(log, STREAM, door, { turn }, meta, COMMIT)).map(({ type }) => type);
}

test('two people who choose one key are two commands, each answered with what it made', async () => {
  const [alice, bruno] = [of('Alice', 'k'), of('Bruno', 'k')];
  expect(await turned('DoorOpen', alice)).toStrictEqual(['DoorOpen']);
  await assert.rejects(turned('DoorOpen', bruno), DecisionRefused, 'who was before, not what key it was');
  await turned('DoorShut', of('Chloé', 'other'));
  expect(await turned('DoorOpen', bruno)).toStrictEqual(['DoorOpen']);
  expect(await madeWith(log, STREAM, alice)).toStrictEqual({ types: ['DoorOpen'], position: 1 });
  expect(await madeWith(log, STREAM, bruno)).toStrictEqual({ types: ['DoorOpen'], position: 3 });
  expect(await madeWith(log, STREAM, of('Chloé', 'k'))).toBeUndefined();
});

test('the same person with the same key does nothing again, and may not do another thing', async () => {
  await turned('DoorOpen', of('Alice', 'k'));
  expect(await turned('DoorOpen', of(' alice', 'k'))).toStrictEqual([]);
  await expect(turned('DoorShut', of('Alice', 'k'))).rejects.toThrow(KeyReused);
  expect(await turned('DoorShut', of('Alice', 'l'))).toStrictEqual(['DoorShut']);
});
