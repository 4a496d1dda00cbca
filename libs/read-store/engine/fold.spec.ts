/** Folding a batch equals folding its events one by one; an event that cannot be folded changes no document, or stops the work. */
import { describe, expect, test } from '@jest/globals';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { Put } from '#libs/read-store/document-store.ts';
import { foldBatch } from '#libs/read-store/engine/fold.ts';
import type { Projection } from '#libs/read-store/projection.ts';
import { PoisonEvent } from '#libs/read-store/read-store.ts';

interface Sums {
  readonly numbers: number[];
}

/** Adds the number of an event to each key that it names, in place; the key `broken` cannot be evolved. */
const NUMBERS: Projection<Sums> = {
  name: 'numbers',
  version: 1,
  categories: ['numbers'],
  documentPerStream: false,
  keys: ({ data }) => (JSON.parse(data) as { keys: string[] }).keys,
  evolve: (sums = { numbers: [] }, { position }, key) => {
    sums.numbers.push(position);
    if (key === 'broken') throw new Error('broken after it was changed');
    return sums;
  },
};

/** Events at positions 1, 2 …, each naming keys. */
function events(...keysOf: readonly string[][]): RecordedEvent[] {
  return keysOf.map((keys, i) => event(i + 1, JSON.stringify({ keys })));
}

function event(position: number, data: string): RecordedEvent {
  return {
    position,
    stream: 'numbers-1',
    revision: position - 1,
    id: '',
    type: 'Numbered',
    schemaVersion: 1,
    effective: '2021',
    knownOn: '2021-01-01',
    data,
    commit: 1,
  };
}

function stored(documents: Record<string, number[]> = {}) {
  const asked: string[] = [];
  const get = async (keys: Iterable<string>): Promise<Map<string, string>> => {
    asked.push(...keys);
    const found = asked.filter((key) => documents[key] !== undefined);
    return new Map(found.map((key) => [key, JSON.stringify({ numbers: documents[key] })]));
  };
  return { get, asked };
}

function numbers(puts: readonly Put[]): Record<string, number[]> {
  return Object.fromEntries(puts.map(([key, text]) => [key, (JSON.parse(text) as Sums).numbers]));
}

describe('a batch', () => {
  test('continues from the stored documents, each read once and written once', async () => {
    const documents = stored({ a: [0] });
    const { puts, poison } = await foldBatch(NUMBERS, events(['a'], ['a', 'b'], [], ['b']), documents, 'stop');
    expect(numbers(puts)).toStrictEqual({ a: [0, 1, 2], b: [2, 4] });
    expect(documents.asked).toStrictEqual(['a', 'b']);
    expect(poison).toStrictEqual([]);
  });

  test('of a projection whose events replace documents whole reads no document', async () => {
    const replacing: Projection<Sums> = {
      ...NUMBERS,
      replaces: ({ position }, key) => JSON.stringify({ numbers: [position], key }),
    };
    const documents = stored({ a: [0] });
    const { puts } = await foldBatch(replacing, events(['a'], ['a', 'b']), documents, 'stop');
    expect(puts).toStrictEqual([
      ['a', '{"numbers":[2],"key":"a"}'],
      ['b', '{"numbers":[2],"key":"b"}'],
    ]);
    expect(documents.asked).toStrictEqual([]);
  });

  /** The text shown for `a` is that of its last event; `b` is shown from its document. */
  const POINTING: Projection<Sums> = {
    ...NUMBERS,
    shownOf: ({ position }, key) => (key === 'b' ? undefined : `whole ${position}`),
  };

  test('says which text shows a document that points at its event', async () => {
    const { puts } = await foldBatch(POINTING, events(['a', 'b'], ['a']), stored(), 'stop');
    expect(puts).toStrictEqual([
      ['a', '{"numbers":[1,2]}', 'whole 2'],
      ['b', '{"numbers":[1]}'],
    ]);
  });

  test('shows the document of the event before a set-aside one', async () => {
    const { puts } = await foldBatch(POINTING, events(['a'], ['a', 'broken']), stored(), 'set-aside');
    expect(puts).toStrictEqual([['a', '{"numbers":[1]}', 'whole 1']]);
  });
});

describe('an event that cannot be folded', () => {
  test('is set aside, and no document holds a part of it', async () => {
    const batch = events(['a', 'b'], ['a', 'broken', 'b'], ['broken'], ['b', 'a']);
    const { puts, poison } = await foldBatch(NUMBERS, batch, stored({ a: [0] }), 'set-aside');
    expect(numbers(puts)).toStrictEqual({ a: [0, 1, 4], b: [1, 4] });
    expect(poison).toStrictEqual([
      { position: 2, message: 'event 2 (Numbered, numbers-1): Error: broken after it was changed' },
      { position: 3, message: 'event 3 (Numbered, numbers-1): Error: broken after it was changed' },
    ]);
  });

  test('is set aside if its keys cannot be read', async () => {
    const batch = [...events(['a']), event(2, 'no JSON')];
    const { puts, poison } = await foldBatch(NUMBERS, batch, stored(), 'set-aside');
    expect(numbers(puts)).toStrictEqual({ a: [1] });
    expect(poison.map(({ position }) => position)).toStrictEqual([2]);
  });

  test('does not change the document of the event before, if events replace documents whole', async () => {
    const replacing: Projection<Sums> = {
      ...NUMBERS,
      replaces: ({ position }, key) => {
        if (position === 2 && key === 'b') throw new Error('unreadable');
        return JSON.stringify({ numbers: [position] });
      },
    };
    const { puts, poison } = await foldBatch(replacing, events(['a'], ['a', 'b']), stored(), 'set-aside');
    expect(numbers(puts)).toStrictEqual({ a: [1] });
    expect(poison.map(({ position }) => position)).toStrictEqual([2]);
  });

  test('stops the work with an error that names it and its cause', async () => {
    const stopped = foldBatch(NUMBERS, events(['a'], ['broken']), stored(), 'stop');
    await expect(stopped).rejects.toThrow(PoisonEvent);
    await expect(stopped).rejects.toMatchObject({
      message: 'event 2 (Numbered, numbers-1): Error: broken after it was changed',
      cause: { message: 'broken after it was changed' },
    });
    await expect(foldBatch(NUMBERS, [event(1, 'no JSON')], stored(), 'stop')).rejects.toThrow(PoisonEvent);
  });
});

test('an event is not set aside for the document that it would change, which does not read', async () => {
  const garbled = { get: async () => new Map([['a', '{"numbers":']]) };
  await expect(foldBatch(NUMBERS, events(['a']), garbled, 'set-aside')).rejects.toMatchObject({
    code: 'DOCUMENT_GARBLED',
    data: { projection: 'numbers' },
  });
});
