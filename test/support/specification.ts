/**
 * Specifications in given/when/then. For an aggregate: `given(events).when(command).then(events)`; every event passes through its codec, so
 * a test can only give events that a log could contain. For a projection: `given(events).then(documents)`; every document passes through
 * its stored text.
 */
import { fail } from 'node:assert/strict';
import { expect } from '@jest/globals';
import { DomainError } from '#libs/kernel/domain-error.ts';
import type { Aggregate } from '#libs/commands/aggregate.ts';
import { canonical } from '#libs/commands/digest.ts';
import type { CommandMeta, Person } from '#libs/event-store/author.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { Event, EventCodec, Recorded } from '#libs/event-store/typed-event.ts';
import { type Projection, formOf } from '#libs/read-store/projection.ts';

/** An event of a person, at an instant. */
export interface Authored<E extends Event> {
  readonly event: E;
  readonly by: Person | undefined;
  /** ISO 8601 instant. */
  readonly at: string;
}

const SOME_INSTANT = '2026-01-15T10:00:00.000Z';

export function person(name: string): Person {
  return { name, assurance: 'verified', osUser: '' };
}

/** The event as made by a person; without one, an event of no command. */
export function by<E extends Event>(name: string, event: E, at = SOME_INSTANT): Authored<E> {
  return { event, by: person(name), at };
}

type GivenEvent<E extends Event> = E | Authored<E>;

/** The events as the log returns them. */
export function recordedAs<E extends Event>(
  codec: EventCodec<E>,
  stream: string,
  events: readonly GivenEvent<E>[],
): readonly RecordedEvent[] {
  return events.map((given, index) => {
    const { event, by: author, at } = 'event' in given ? given : { event: given, by: undefined, at: SOME_INSTANT };
    const { schemaVersion, json } = codec.write(event);
    const meta: CommandMeta | undefined = author === undefined ? undefined : { by: author, key: `key-${index}`, at };
    return {
      id: String(index).padStart(32, '0'),
      type: event.type,
      schemaVersion,
      effective: event.effective,
      knownOn: at.slice(0, 'YYYY-MM-DD'.length),
      data: canonical(meta === undefined ? json : { ...json, command: { key: meta.key, digest: '', meta } }),
      position: index + 1,
      stream,
      revision: index,
      commit: index + 1,
    };
  });
}

/** Names the command before the outcome, so that a test reads as the rule. */
export interface Outcome<State, E extends Event> {
  /** Expects exactly these events. */
  then(...events: readonly E[]): void;
  /** Expects this refusal by its code, and its data if given. */
  thenRefused(code: string, data?: object): void;
  /** Checks the state after the command. */
  thenState(check: (state: State) => void): void;
}

interface GivenEvents<State, Command, E extends Event> {
  readonly state: State;
  when(command: Command): Outcome<State, E>;
}

export function specificationOf<State, Command, E extends Event>(
  aggregate: Aggregate<State, Command, E>,
  stream: string,
): { readonly given: (...events: readonly GivenEvent<E>[]) => GivenEvents<State, Command, E> } {
  const stateAfter = (events: readonly GivenEvent<E>[]): State =>
    recordedAs(aggregate.events, stream, events).reduce<State>(
      (state, event) => aggregate.evolve(state, aggregate.events.read(event)),
      aggregate.initial(),
    );
  return {
    given: (...events) => ({
      state: stateAfter(events),
      when: (command) => ({
        then: (...expected) => {
          expect(aggregate.decide(command, stateAfter(events))).toStrictEqual(expected);
        },
        thenRefused: (code, data) => {
          expectRefusal(() => aggregate.decide(command, stateAfter(events)), code, data);
        },
        thenState: (check) => {
          const made = aggregate.decide(command, stateAfter(events)).map((event) => by('Author', event));
          check(stateAfter([...events, ...made]));
        },
      }),
    }),
  };
}

function expectRefusal(work: () => unknown, code: string, data: object | undefined): void {
  let made: unknown;
  try {
    made = work();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    expect(error.code).toBe(code);
    if (data !== undefined) expect(error.data).toStrictEqual(data);
    return;
  }
  fail(`expected the refusal ${code}, got the events ${canonical(made)}`);
}

/** The events as read back, to test `evolve` alone. */
export function recordedEvents<E extends Event>(
  codec: EventCodec<E>,
  stream: string,
  events: readonly GivenEvent<E>[],
): readonly Recorded<E>[] {
  return recordedAs(codec, stream, events).map((event) => codec.read(event));
}

interface GivenRecorded {
  /** The text of each document, keyed, in the order of their creation. */
  stored(): ReadonlyMap<string, string>;
  /** Expects these documents, each under its key, and no others. */
  then(documents: Readonly<Record<string, unknown>>): void;
  /** Expects that an event cannot be folded, for this reason. */
  thenRefused(reason: RegExp): void;
}

export function projectionOf<Document>(projection: Projection<Document>): {
  readonly given: (...events: readonly RecordedEvent[]) => GivenRecorded;
} {
  return {
    given: (...events) => ({
      stored: () => folded(projection, events),
      then: (documents) => {
        const form = formOf(projection);
        const stored = [...folded(projection, events)].map(([key, text]) => [key, form.read(text)] as const);
        expect(Object.fromEntries(stored)).toStrictEqual(documents);
      },
      thenRefused: (reason) => {
        expect(() => folded(projection, events)).toThrow(reason);
      },
    }),
  };
}

function folded<Document>(
  projection: Projection<Document>,
  events: readonly RecordedEvent[],
): ReadonlyMap<string, string> {
  const stored = new Map<string, string>();
  const form = formOf(projection);
  for (const event of events)
    for (const key of projection.keys(event)) {
      const before = stored.get(key);
      const document = before === undefined ? undefined : form.read(before);
      const evolved = projection.evolve(document, event, key);
      const after = form.write(evolved);
      if (projection.replaces !== undefined) expect(projection.replaces(event, key)).toBe(after);
      if (projection.keeps?.(evolved, key) === false) stored.delete(key);
      else stored.set(key, after);
    }
  return stored;
}
