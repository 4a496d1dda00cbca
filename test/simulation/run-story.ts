/** Runs a story in a separate world, and checks every invariant after every step. */
import { RuleCheck } from '#libs/audit/rules/check-rules.ts';
import { verifyLog } from '#libs/audit/verify.ts';
import { commitText, linkedText } from '#libs/event-store/chain.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { SqliteStoredEvents } from '#libs/event-store/sqlite/sqlite-stored-events.ts';
import { DomainError } from '#libs/kernel/domain-error.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { bankFilesOf } from '#libs/payments/runs/bank-files-of-run.ts';
import { Books } from '#test/simulation/books/books.ts';
import { enter } from '#test/simulation/books/fold.ts';
import { readEvent } from '#test/simulation/books/read-event.ts';
import { atTheEnd, everyInvariant } from '#test/simulation/invariants/all.ts';
import { documentsThatDiffer } from '#test/simulation/invariants/documents.ts';
import type { BooksAndBank, Invariant } from '#test/simulation/invariants/invariant.ts';
import { type Lens, ProcessLog } from '#test/simulation/log/process-log.ts';
import type { Story } from '#test/simulation/story.ts';
import { lastActs } from '#test/simulation/write/last-acts.ts';
import type { Result } from '#test/simulation/acts/acting.ts';
import { World } from '#test/simulation/world.ts';

/** The finding of a story. */
export interface Finding {
  /** The name of the invariant, or of the error that no step may throw. */
  readonly invariant: string;
  readonly said: string;
  /** The names of all that did not hold at that moment. */
  readonly all: readonly string[];
}

export interface Outcome {
  /** By step, for the steps that were run. */
  readonly results: readonly (readonly Result[])[];
  readonly finding: Finding | undefined;
}

/** Stops at the first finding; with `only`, at the first one of this invariant. */
export async function runStory(story: Story, lens: Lens = {}, only?: string): Promise<Outcome> {
  const world = new World(lens);
  const results: (readonly Result[])[] = [];
  const watch = new Watch(world, lens);
  const isWanted = ({ all }: Finding): boolean => only === undefined || all.includes(only);
  try {
    for (const step of [...story, ...lastActs(story)]) {
      results.push(await world.take(step));
      const finding = await watch.look();
      if (finding !== undefined && isWanted(finding)) return { results, finding };
    }
    return { results, finding: await watch.lookLast() };
  } catch (error) {
    const { name, stack = '' } = error instanceof Error ? error : new Error(String(error));
    const invariant = `no step throws ${name}`;
    return { results, finding: { invariant, said: stack, all: [invariant] } };
  } finally {
    await world.close();
  }
}

class Watch {
  readonly #world: World;
  readonly #books = new Books();
  readonly #rules = new RuleCheck();
  readonly #files = new Map<string, readonly string[]>();
  readonly #invariants = everyInvariant();

  readonly #lens: Lens;
  /** The product writes the files, as it reads the log. */
  readonly #asRead: ProcessLog;

  constructor(world: World, lens: Lens) {
    this.#world = world;
    this.#lens = lens;
    this.#asRead = new ProcessLog(world.log, lens, world.writes);
  }

  async look(): Promise<Finding | undefined> {
    const { log, bank } = this.#world;
    // A refused step records nothing.
    if ((await log.end()) === this.#books.position) return undefined;
    await this.#readOn(log);
    await this.#readFiles();
    const held = { books: this.#books, bank, files: this.#files };
    return findingOf([...brokenOf(this.#invariants, held), ...this.#impossible()]);
  }

  async lookLast(): Promise<Finding | undefined> {
    const held = { books: this.#books, bank: this.#world.bank, files: this.#files };
    return findingOf([...brokenOf(atTheEnd, held), ...(await this.#verify()), ...(await this.#documents())]);
  }

  async #readOn(log: EventStore): Promise<void> {
    for await (const batch of log.read({ after: this.#books.position }))
      for (const event of batch) {
        const commit = await log.commit(event.commit);
        enter(this.#books, readEvent(event, commit.recordedAt));
        const text = linkedText(JSON.stringify(event.stream), event.revision, event, commitText(commit));
        this.#rules.take({ position: event.position, text });
      }
  }

  #impossible(): readonly Broken[] {
    // A former log could post a decision to two envelopes.
    const impossible = this.#rules.impossible.filter(({ stream }) => !stream.startsWith('ledger-'));
    return impossible.map((one) => ({
      invariant: 'the rules find nothing impossible',
      said: JSON.stringify(one, withCents),
    }));
  }

  /** Each run once, when it is released. */
  async #readFiles(): Promise<void> {
    for (const { id, payments, isFormer } of this.#books.runs.values()) {
      if (isFormer || this.#files.has(id) || payments.length === 0) continue;
      this.#files.set(id, await filesOf(this.#asRead, id));
    }
  }

  async #documents(): Promise<readonly Broken[]> {
    const differences = await documentsThatDiffer(this.#world.log);
    return differences.map((said) => ({ invariant: 'the documents of payments say what the ledger says', said }));
  }

  async #verify(): Promise<readonly Broken[]> {
    const { path } = this.#world;
    this.#lens.tampers?.(path);
    const stored = new SqliteStoredEvents(path);
    try {
      const { misfits } = await verifyLog(stored);
      return misfits.map((misfit) => ({ invariant: 'audit verify passes', said: JSON.stringify(misfit) }));
    } finally {
      await stored.close();
    }
  }
}

/** Empty if the product cannot build them as they were released. */
async function filesOf(log: EventStore, id: string): Promise<readonly string[]> {
  const ledger = await ledgerOf(log);
  const run = ledger.runs.get(id);
  try {
    return run === undefined ? [] : bankFilesOf(ledger, run).map(({ xml }) => xml);
  } catch (error) {
    if (error instanceof DomainError) return [];
    throw error;
  }
}

type Broken = Omit<Finding, 'all'>;

function brokenOf(invariants: readonly Invariant[], held: BooksAndBank): readonly Broken[] {
  return invariants.flatMap(({ name, broken }) => broken(held).map((said) => ({ invariant: name, said })));
}

function findingOf(broken: readonly Broken[]): Finding | undefined {
  const [first] = broken;
  return first && { ...first, all: [...new Set(broken.map(({ invariant }) => invariant))] };
}

function withCents(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
