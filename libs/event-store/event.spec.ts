/** The parts of an event that every engine makes alike: the category of its stream, its id, and its link in the chain. */
import { expect, test } from '@jest/globals';
import { GENESIS, commitText, linkAfter, linkedText } from '#libs/event-store/chain.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import { type NewEvent, categoryOf } from '#libs/event-store/event.ts';
import { COMMIT } from '#test/support/commit.ts';

const EVENT: NewEvent = {
  id: '0'.repeat(32),
  type: 'Happened',
  schemaVersion: 1,
  effective: '2021',
  knownOn: '2021-01-01',
  data: '{}',
};

test('the category of a stream is the part before its first hyphen', () => {
  expect(categoryOf('patient-P-1')).toBe('patient');
  expect(categoryOf('regulation')).toBe('regulation');
});

test('an id is 32 hexadecimal digits made from type and content', () => {
  expect(eventId('A', '{}')).toMatch(/^[0-9a-f]{32}$/);
  expect(eventId('A', '{}')).toBe(eventId('A', '{}'));
  expect(eventId('A', '{}')).not.toBe(eventId('B', '{}'));
  expect(eventId('A', '{}')).not.toBe(eventId('A', '{ }'));
});

test('a link changes with the previous link and with every field of its event and commit', () => {
  const of = (
    event: Partial<NewEvent> = {},
    commit = {},
    position = 1,
    stream = '"s"',
    revision = 0,
    previous = GENESIS,
  ) => {
    const text = linkedText(stream, revision, { ...EVENT, ...event }, commitText({ ...COMMIT, ...commit }));
    return linkAfter(previous, position, text);
  };
  const links = [
    of(),
    of({ id: '1'.repeat(32) }),
    of({ type: 'Other' }),
    of({ schemaVersion: 2 }),
    of({ effective: '2022' }),
    of({ knownOn: '2021-01-02' }),
    of({ data: '{ }' }),
    of({}, { recordedAt: '2026-11-02T08:00:00.000Z' }),
    of({}, { actor: 'x' }),
    of({}, { correlation: 'x' }),
    of({}, { causation: 'x' }),
    of({}, {}, 2),
    of({}, {}, 1, '"t"'),
    of({}, {}, 1, '"s"', 1),
    of({}, {}, 1, '"s"', 0, 'f'.repeat(64)),
  ];
  expect(new Set(links).size).toBe(links.length);
  expect(of()).toBe(of());
});
