/**
 * Loads aggregates from their cached state and the events since, and runs commands on them: a command reads only the new events of its
 * stream. Of two simultaneous commands, one wins and the other gets a conflict. A key that the same person used before does nothing.
 */
import { LRUCache } from 'lru-cache';
import { memoisedOf } from '#libs/kernel/memo.ts';
import type { Aggregate } from '#libs/commands/aggregate.ts';
import { digestOf, keyedDigest } from '#libs/commands/digest.ts';
import { folded } from '#libs/commands/folded.ts';
import { commandKey } from '#libs/commands/person.ts';
import { requireNameless, typedName } from '#libs/commands/nameless.ts';
import { pagesToFold } from '#libs/commands/pages-to-fold.ts';
import { conflict, keyReused } from '#libs/commands/refusals.ts';
import { commandEvent, writtenAs } from '#libs/commands/written-events.ts';
import type { CommandMeta } from '#libs/event-store/author.ts';
import type { Commit, RecordedEvent } from '#libs/event-store/event.ts';
import { type EventStore, RevisionConflict, type StreamAt } from '#libs/event-store/event-store.ts';
import { forgettingEpoch } from '#libs/event-store/sealed/forgotten.ts';
import type { Event, Recorded } from '#libs/event-store/typed-event.ts';

/** The events that a command recorded in a stream. A repeated command gets the same answer. */
export interface CommandResult {
  readonly types: readonly string[];
  /** The position of the last of its events. */
  readonly position: number;
}

/** The command, its author, and the data recorded with its events. */
export interface GivenCommand<Command> {
  readonly command: Command;
  readonly meta: CommandMeta;
  readonly commit: Commit;
  /**
   * The request, if the command also holds looked-up data: a repeated key must come with the same request. Defaults to the command itself.
   */
  readonly asked?: object;
  /** Revision of the state that the command was checked on: it gets a conflict on another one. Default: the current one. */
  readonly checkedAt?: number;
  /** Other streams that the command rests on: if one has moved since, the command gets a conflict. */
  readonly restsOn?: readonly StreamAt[];
}

interface Handled<E extends Event> {
  /** The events recorded now; empty if there was nothing to do, or if the command was done before. */
  readonly events: readonly E[];
  /** The result of the command, now or before; undefined if it made nothing. */
  readonly made: CommandResult | undefined;
}

interface Kept<State> {
  state: State;
  /** Revision of the last folded event; -1 if there is none. */
  revision: number;
  readonly commands: Map<string, { readonly digest: string; made: CommandResult }>;
  /** Commands and reads of one stream fold it one after the other. */
  folding: Promise<void>;
}

/** The settings of a repository for its aggregates. */
interface RepositorySettings<State, Command, E extends Event> {
  readonly streamOf: (id: string) => string;
  readonly aggregateOf: (id: string) => Aggregate<State, Command, E>;
  /** Maximum number of cached states, the most recently used. Default: 1,000. */
  readonly capacity?: number;
  /** States and commands may name patients: states are folded again after a patient is erased, and digests of commands are keyed. */
  readonly ofPeople?: boolean;
  /** Whether the typed text of this event is sealed: it may then name a patient. Default: never. */
  readonly isSealed?: (event: E) => boolean;
}

/** One repository for each log, so that its users share the cached states. */
export function repositoryFor<State, Command extends object, E extends Event>(
  settings: RepositorySettings<State, Command, E>,
): (log: EventStore) => Repository<State, Command, E> {
  return memoisedOf((log: EventStore) => new Repository(log, settings));
}

class Repository<State, Command extends object, E extends Event> {
  readonly #log: EventStore;
  readonly #settings: Required<RepositorySettings<State, Command, E>>;
  readonly #kept: LRUCache<string, Kept<State>>;
  /** The epoch of the keys when the states were folded (epochOf). */
  #epoch = 0;

  constructor(log: EventStore, settings: RepositorySettings<State, Command, E>) {
    this.#log = log;
    this.#settings = { capacity: 1_000, ofPeople: false, isSealed: () => false, ...settings };
    // With `max`, the cache would reserve all of its memory at once.
    this.#kept = new LRUCache({ maxSize: this.#settings.capacity, sizeCalculation: () => 1 });
  }

  /**
   * The state with all events of the log, and its revision (-1: no event). Some aggregates fold in place: take what you need from the state
   * before the next await. Throws StoreUnavailable, and StoreDamaged if an event cannot follow those before it.
   */
  async load(id: string): Promise<{ readonly state: State; readonly revision: number }> {
    return this.#current(id);
  }

  /** The result of a command in this stream, by its author and key; undefined if it made nothing. */
  async findByCommandKey(id: string, meta: CommandMeta): Promise<CommandResult | undefined> {
    return (await this.#current(id)).commands.get(commandKey(meta))?.made;
  }

  /**
   * The state that a command found in this stream, by its author and key: what it decided on, whatever came since. Undefined if it made
   * nothing. Folds the stream from its beginning.
   */
  async findBefore(id: string, meta: CommandMeta): Promise<State | undefined> {
    const { initial, evolve, events, isReplacedBy } = this.#settings.aggregateOf(id);
    const stream = this.#settings.streamOf(id);
    const key = commandKey(meta);
    let state = initial();
    for await (const page of pagesToFold(this.#log, stream, { from: 0, isReplacedBy }))
      for (const recorded of page) {
        const event = folded(recorded, () => events.read(recorded));
        const { command } = event.meta;
        if (command !== undefined && commandKey(command.meta) === key) return state;
        state = folded(recorded, () => evolve(state, event));
      }
    return undefined;
  }

  /**
   * Decides on the current state and appends at its revision. Throws DomainError (refused, conflict, key-reused), also if a text that a
   * person typed names a patient, and StoreUnavailable.
   */
  async handle(
    id: string,
    { command, meta, commit, asked = command, checkedAt, restsOn }: GivenCommand<Command>,
  ): Promise<Handled<E>> {
    const stream = this.#settings.streamOf(id);
    const kept = await this.#current(id);
    const plain = digestOf(asked);
    const digest = this.#settings.ofPeople ? keyedDigest(this.#log, plain) : plain;
    const before = kept.commands.get(commandKey(meta));
    if (before !== undefined) {
      // Former versions did not key it.
      if (before.digest !== digest && before.digest !== plain) throw keyReused('KEY_REUSED', { key: meta.key });
      return { events: [], made: before.made };
    }
    const aggregate = this.#settings.aggregateOf(id);
    const { revision } = kept;
    if (checkedAt !== undefined && checkedAt !== revision) throw await this.#conflict(id, stream, checkedAt);
    const events = aggregate.decide(command, kept.state);
    if (events.length === 0) return { events, made: undefined };
    const written = events.map((event) => writtenAs(aggregate, event));
    const typed = written.flatMap((one, index) => (this.#isSealed(events[index]) ? [] : one.typed));
    await requireNameless(this.#log, [...typed, ...typedName(meta.by)]);
    const recorded = { key: meta.key, digest, meta };
    const made = written.map((event, index) => commandEvent(event, index, recorded, commit));
    try {
      await this.#log.append(stream, made, revision < 0 ? 'none' : revision, commit, restsOn);
    } catch (error) {
      if (!(error instanceof RevisionConflict)) throw error;
      const other = restsOn?.find((one) => one.stream === error.stream);
      throw await (other === undefined ? this.#conflict(id, stream, revision) : this.#conflictWith(other));
    }
    return { events, made: await this.findByCommandKey(id, meta) };
  }

  #isSealed(event: E | undefined): boolean {
    return event !== undefined && this.#settings.isSealed(event);
  }

  async #conflict(id: string, stream: string, revision: number): Promise<Error> {
    const codec = this.#settings.aggregateOf(id).events;
    const since = (await this.#log.readStream(stream, { from: revision + 1 })).map((event) => codec.read(event));
    return conflict('STREAM_CHANGED', {
      stream,
      since: since.map(({ type, meta }) => ({ type, by: meta.command?.meta.by })),
    });
  }

  /** For events of another aggregate, the author is not read. */
  async #conflictWith({ stream, revision }: StreamAt): Promise<Error> {
    const since = await this.#log.readStream(stream, { from: revision + 1 });
    return conflict('STREAM_CHANGED', { stream, since: since.map(({ type }) => ({ type, by: undefined })) });
  }

  async #current(id: string): Promise<Kept<State>> {
    if (this.#settings.ofPeople) await this.#forget();
    const kept = this.#keptOf(id);
    const turn = kept.folding.then(() => this.#fold(id, kept));
    // A failure of this turn does not fail the next one.
    kept.folding = turn.catch(() => undefined);
    await turn;
    return kept;
  }

  async #forget(): Promise<void> {
    const epoch = await forgettingEpoch(this.#log);
    if (epoch !== this.#epoch) this.#kept.clear();
    this.#epoch = epoch;
  }

  #keptOf(id: string): Kept<State> {
    const found = this.#kept.get(id);
    if (found !== undefined) return found;
    const kept: Kept<State> = {
      state: this.#settings.aggregateOf(id).initial(),
      revision: -1,
      commands: new Map<string, { digest: string; made: CommandResult }>(),
      folding: Promise.resolve(),
    };
    this.#kept.set(id, kept);
    return kept;
  }

  async #fold(id: string, kept: Kept<State>): Promise<void> {
    const aggregate = this.#settings.aggregateOf(id);
    const { isReplacedBy } = aggregate;
    const stream = this.#settings.streamOf(id);
    for await (const page of pagesToFold(this.#log, stream, { from: kept.revision + 1, isReplacedBy }))
      try {
        for (const recorded of page)
          folded(recorded, () => {
            foldOne(kept, recorded, aggregate);
          });
      } catch (error) {
        // A partly folded state is not cached.
        this.#kept.delete(id);
        throw error;
      }
  }
}

function foldOne<State, Command, E extends Event>(
  kept: Kept<State>,
  recorded: RecordedEvent,
  { events, evolve }: Aggregate<State, Command, E>,
): void {
  const event = events.read(recorded);
  kept.state = evolve(kept.state, event);
  kept.revision = recorded.revision;
  remember(kept.commands, event, recorded);
}

function remember(
  commands: Map<string, { readonly digest: string; made: CommandResult }>,
  { type, meta: { command } }: Recorded<Event>,
  { position }: RecordedEvent,
): void {
  if (command === undefined) return;
  const key = commandKey(command.meta);
  const before = commands.get(key);
  // A key with a conflicting digest cannot be recorded: the first one stays.
  const types = [...(before?.made.types ?? []), type];
  commands.set(key, { digest: before?.digest ?? command.digest, made: { types, position } });
}
