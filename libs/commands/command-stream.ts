/**
 * Runs a command on a stream: folds it, decides, appends at the revision that was read. Two commands at once: one wins, and the
 * other is told who did what. The same key again of the same person does nothing.
 */
import { canonical, digestOf } from '#libs/commands/digest.ts';
import { dayOfInstant, dayText } from '#libs/kernel/day.ts';
import { type CommandMeta, KeyReused, personText, samePerson } from '#libs/commands/person.ts';
import type { Commit, NewEvent, RecordedEvent } from '#libs/event-store/event.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import { type EventStore, RevisionConflict } from '#libs/event-store/event-store.ts';

/** Three pure functions for what one stream holds. */
export interface Aggregate<State, Command> {
  readonly initial: () => State;
  readonly evolve: (state: State, event: RecordedEvent) => State;
  /** The events a command makes, or a refusal (DecisionRefused). */
  readonly decide: (command: Command, state: State) => readonly Decided[];
}

export interface Decided {
  readonly type: string;
  readonly content: object;
  /** Period or day the event is about. */
  readonly effective: string;
}

/** Someone else changed the stream in between. */
export class Conflict extends Error {}

const SCHEMA_VERSION = 1;

interface Keyed {
  readonly command?: { readonly key: string; readonly digest: string; readonly meta: CommandMeta };
}

/** State of a stream and its last revision, -1 where it does not exist. */
export async function load<State>(
  log: EventStore,
  stream: string,
  { initial, evolve }: Pick<Aggregate<State, never>, 'initial' | 'evolve'>,
): Promise<{ state: State; revision: number; events: readonly RecordedEvent[] }> {
  const events = await log.readStream(stream);
  return { state: events.reduce(evolve, initial()), revision: events.length - 1, events };
}

/**
 * Gives the events the command made, none where it was done before. Throws DecisionRefused, KeyReused, Conflict.
 */
export async function handle<State, Command extends object>(
  log: EventStore,
  stream: string,
  aggregate: Aggregate<State, Command>,
  command: Command,
  meta: CommandMeta,
  commit: Commit,
  /** What was asked, where the command also holds what was looked up: the same key must come with the same of it. */
  asked: object = command,
): Promise<readonly Decided[]> {
  const { state, revision, events } = await load(log, stream, aggregate);
  const digest = digestOf(asked);
  const before = events.map(keyOf).find((used) => isOf(meta, used));
  if (before !== undefined) {
    if (before.digest !== digest)
      throw new KeyReused(`la clé ${meta.key} a déjà servi pour une autre commande ; donnez une clé neuve à celle-ci`);
    return [];
  }
  const decided = aggregate.decide(command, state);
  if (decided.length === 0) return decided;
  const made = decided.map((event, i) => toEvent(event, i, { key: meta.key, digest, meta }, commit));
  try {
    await log.append(stream, made, revision < 0 ? 'none' : revision, commit);
  } catch (error) {
    if (error instanceof RevisionConflict) throw await conflict(log, stream, revision);
    throw error;
  }
  return decided;
}

async function conflict(log: EventStore, stream: string, revision: number): Promise<Conflict> {
  const since = await log.readStream(stream, { from: revision + 1 });
  const who = since.map((event) => {
    const by = keyOf(event)?.meta.by;
    return `${event.type}${by === undefined ? '' : ` par ${personText(by)}`}`;
  });
  return new Conflict(`${stream} a changé entre-temps (${who.join(', ')}) ; relisez, puis recommencez s'il y a lieu`);
}

/** Whether a command is this one by its key, which is a person's own: another may have chosen the same. */
function isOf({ by, key }: CommandMeta, command: Keyed['command']): boolean {
  return command?.key === key && samePerson(command.meta.by, by);
}

function keyOf(event: RecordedEvent): Keyed['command'] {
  return event.data.includes('"command":{') ? (JSON.parse(event.data) as Keyed).command : undefined;
}

function toEvent(
  { type, content, effective }: Decided,
  index: number,
  command: NonNullable<Keyed['command']>,
  commit: Commit,
): NewEvent {
  return {
    id: eventId(type, `${command.key}\n${command.meta.by.name}\n${command.digest}\n${index}`),
    type,
    schemaVersion: SCHEMA_VERSION,
    effective,
    knownOn: dayText(dayOfInstant(commit.recordedAt)),
    data: canonical({ ...content, command }),
  };
}

/** What a command made in a stream: the same answer whenever it is asked for. */
export interface Made {
  readonly types: readonly string[];
  /** Of the last of its events. */
  readonly position: number;
}

/** By the person and the key of the command; undefined where it made nothing there. */
export async function madeWith(log: EventStore, stream: string, meta: CommandMeta): Promise<Made | undefined> {
  const events = (await log.readStream(stream)).filter((event) => isOf(meta, keyOf(event)));
  const last = events.at(-1);
  return last === undefined ? undefined : { types: events.map(({ type }) => type), position: last.position };
}

/** Who made an event, where a person did. */
export function madeBy(event: RecordedEvent): CommandMeta | undefined {
  return keyOf(event)?.meta;
}
