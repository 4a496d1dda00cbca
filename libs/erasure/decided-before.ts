/**
 * Finds what a command that decides many erasures has recorded before. Each event of an erasure is read once, to keep between which of them the
 * events of each command lie: a repeated command reads those alone.
 */
import { commandKey } from '#libs/commands/person.ts';
import type { CommandMeta } from '#libs/event-store/author.ts';
import type { EventStore, ReadOptions } from '#libs/event-store/event-store.ts';
import { ERASURE_CATEGORY } from '#libs/event-store/sealed/forgotten.ts';
import { storedAuthorOf } from '#libs/event-store/typed-event.ts';
import { memoisedOf } from '#libs/kernel/memo.ts';

/** The decisions that are made on many erasures together. */
type Decision = 'ErasureProposed' | 'ErasureConfirmed';

interface Decided {
  readonly erasure: string;
  readonly position: number;
  readonly command: string;
}

interface Range {
  readonly first: number;
  readonly last: number;
}

const commandsIn = memoisedOf((log: EventStore) => ({
  ErasureProposed: new DecidingCommands(log, 'ErasureProposed'),
  ErasureConfirmed: new DecidingCommands(log, 'ErasureConfirmed'),
}));

/** The ids of the erasures that a command of this author and key has decided so, in the order of its events: a repeated one does nothing more. */
export function decidedBefore(log: EventStore, decision: Decision, meta: CommandMeta): Promise<readonly string[]> {
  return commandsIn(log)[decision].erasuresOf(commandKey(meta));
}

class DecidingCommands {
  readonly #log: EventStore;
  readonly #decision: Decision;
  /** Positions, by command. */
  readonly #ranges = new Map<string, Range>();
  #position = 0;

  constructor(log: EventStore, decision: Decision) {
    this.#log = log;
    this.#decision = decision;
  }

  async erasuresOf(command: string): Promise<readonly string[]> {
    await this.#follow();
    const range = this.#ranges.get(command);
    const erasures: string[] = [];
    if (range === undefined) return erasures;
    for await (const decided of this.#decided({ after: range.first - 1, upTo: range.last }))
      if (decided.command === command) erasures.push(decided.erasure);
    return erasures;
  }

  async #follow(): Promise<void> {
    const end = await this.#log.end();
    for await (const { command, position } of this.#decided({ after: this.#position, upTo: end })) {
      const { first, last } = this.#ranges.get(command) ?? { first: position, last: position };
      // Two calls may read the same events at once.
      this.#ranges.set(command, { first: Math.min(first, position), last: Math.max(last, position) });
    }
    this.#position = Math.max(this.#position, end);
  }

  async *#decided(range: Pick<ReadOptions, 'after' | 'upTo'>): AsyncGenerator<Decided> {
    const fields = ['stream', 'type', 'position', 'data'] as const;
    for await (const batch of this.#log.read({ ...range, categories: [ERASURE_CATEGORY], fields }))
      for (const { stream, type, position, data } of batch) {
        const meta = type === this.#decision ? storedAuthorOf({ position, type, data }) : undefined;
        const erasure = stream.slice(ERASURE_CATEGORY.length + 1);
        if (meta !== undefined) yield { erasure, position, command: commandKey(meta) };
      }
  }
}
