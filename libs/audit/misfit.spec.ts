/** The first event that does not fit and its successors tell how a log was changed. */
import { describe, expect, test } from '@jest/globals';
import { GENESIS, linkAfter } from '#libs/event-store/chain.ts';
import { type StoredEvent, type StoredEvents, StoreUnreadable } from '#libs/event-store/stored-events.ts';
import { ChainWalk } from '#libs/audit/chain-walk.ts';
import { type Misfit, howItMisfits } from '#libs/audit/misfit.ts';
import { fits } from '#libs/audit/proof.ts';

/** A whole log of ten events. */
const LOG: readonly StoredEvent[] = chained(Array.from({ length: 10 }, (_, i) => `event ${i + 1}`));

function chained(texts: readonly string[]): StoredEvent[] {
  let link = GENESIS;
  return texts.map((text, i) => ({ position: i + 1, text, link: (link = linkAfter(link, i + 1, text)) }));
}

function without(...positions: readonly number[]): StoredEvent[] {
  return LOG.filter(({ position }) => !positions.includes(position));
}

/** The event at a position, replaced by others. */
function replaced(position: number, ...by: readonly StoredEvent[]): StoredEvent[] {
  return LOG.flatMap((event) => (event.position === position ? by : [event]));
}

function at(position: number): StoredEvent {
  const event = LOG[position - 1];
  if (event === undefined) throw new RangeError(`the log has no event ${position}`);
  return event;
}

/** Renumbers the events by their place. */
function movedUp(events: readonly StoredEvent[]): StoredEvent[] {
  return events.map((event, i) => ({ ...event, position: i + 1 }));
}

/** The first misfit of a log, as found by a walk. */
function misfitOf(log: readonly StoredEvent[]): Misfit | undefined {
  let link = GENESIS;
  for (const [i, event] of log.entries()) {
    if (!fits(link, i + 1, event)) return howItMisfits(link, i + 1, log.slice(i));
    link = event.link;
  }
  return undefined;
}

test('a whole log has no misfit', () => {
  expect(misfitOf(LOG)).toBeUndefined();
});

describe('a misfit is', () => {
  const cases: readonly (readonly [name: string, log: readonly StoredEvent[], kind: string, position: number])[] = [
    ['changed, where the text is another', replaced(4, { ...at(4), text: 'forged' }), 'changed', 4],
    ['changed, where the link is another', replaced(4, { ...at(4), link: 'f'.repeat(64) }), 'changed', 4],
    ['changed, where the row cannot be read', replaced(4, { ...at(4), text: '' }), 'changed', 4],
    ['missing, where the positions have a gap', without(4), 'missing', 4],
    ['missing, where several are gone', without(4, 5, 6), 'missing', 4],
    ['missing, where the rest moved up over the gap', movedUp(without(4)), 'missing', 4],
    ['inserted, where the rest moved down', movedUp(replaced(4, { ...at(4), text: 'forged' }, at(4))), 'inserted', 4],
    ['inserted, where a position comes twice', replaced(5, { ...at(4), text: 'forged' }, at(5)), 'inserted', 4],
    [
      'reordered, where two changed places',
      movedUp([...LOG.slice(0, 3), at(5), at(4), ...LOG.slice(5)]),
      'reordered',
      4,
    ],
    [
      'what the store says of the row',
      replaced(4, {
        ...at(4),
        text: '',
        fault: { kind: 'unreachable', finding: { code: 'STREAM_UNREACHABLE', data: { no: 2 } } },
      }),
      'unreachable',
      4,
    ],
  ];
  for (const [name, log, kind, position] of cases)
    test(name, () => {
      expect(misfitOf(log)).toMatchObject({ kind, position });
    });
});

test('says how many events are missing', () => {
  expect(misfitOf(without(4, 5, 6))?.finding).toStrictEqual({ code: 'EVENTS_MISSING', data: { from: 4, to: 6 } });
  expect(misfitOf(movedUp(without(4, 5)))?.finding).toStrictEqual({ code: 'EVENTS_REMOVED', data: { count: 2 } });
});

test('requires at least one event', () => {
  expect(() => howItMisfits(GENESIS, 1, [])).toThrow(RangeError);
});

test('a log that cannot be read on has a misfit there, and what fits before it is walked', async () => {
  const stored = {
    events: async function* () {
      yield LOG.slice(0, 2);
      yield LOG.slice(2, 4);
      throw new StoreUnreadable({ code: 'ROWS_UNREADABLE', data: { reason: 'disk I/O error' } });
    },
  } as unknown as StoredEvents;
  const walk = new ChainWalk(stored);
  const positions: number[] = [];
  for await (const batch of walk.fitting()) positions.push(...batch.map(({ position }) => position));
  expect(positions).toStrictEqual([1, 2, 3, 4]);
  expect([walk.position, walk.link]).toStrictEqual([4, at(4).link]);
  expect(walk.misfit).toMatchObject({ kind: 'unreadable', position: 5, finding: { code: 'LOG_UNREADABLE_HERE' } });
});
