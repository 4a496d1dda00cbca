/**
 * Where the documents of a build stand, and the commit that is being carried out. A state is never changed: the next one is inserted under
 * the next number, which one process can do, on servers that find and update in two steps too. The state is the last one.
 */
import type { Collection } from 'mongodb';
import { SharedRead } from '#libs/read-store/mongodb/shared-read.ts';
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';
import type { Checkpoint } from '#libs/read-store/document-store.ts';
import { type Connection, isDuplicate } from '#libs/mongodb/connection.ts';

/** Number of the build, or name of scratch documents. */
export type BuildId = number | string;

export interface BuildState extends Checkpoint {
  /** Build and number. */
  readonly _id: string;
  readonly build: BuildId;
  readonly number: number;
  /** Commits so far. */
  readonly commit: number;
  /** Id of the commit that counts already and is being carried out from what it staged; null between commits. */
  readonly staged: string | null;
  /** Id of the last commit, which tells the state from that of a server put back to an earlier one. */
  readonly last: string | null;
}

/** What a commit makes of the state. */
interface Move {
  readonly checkpoint: Checkpoint;
  readonly commit: number;
  readonly staged: string | null;
}

type StateFields = Omit<BuildState, '_id' | 'build' | 'number'>;

const NEW: StateFields = { position: 0, processed: 0, link: '', commit: 0, staged: null, last: null };

/**
 * States that stay, at least: a process that stood still for longer could insert one whose number was removed, and sees by the
 * last number that it came too late.
 */
const KEPT = 64;
/** Removed together. */
const REMOVED_AT_ONCE = 32;

export function isSame(one: BuildState, other: BuildState): boolean {
  return one.number === other.number && one.last === other.last;
}

export function checkpointOf({ position, processed, link }: BuildState): Checkpoint {
  return { position, processed, link };
}

/** Reads and moves the state of one build. */
export class StateKeeper {
  readonly #connection: Connection;
  readonly #states: Collection<BuildState>;
  readonly #build: BuildId;
  /** As it was read last. */
  #known: BuildState | undefined;
  readonly #shared = new SharedRead(() => this.#read());

  constructor(connection: Connection, build: BuildId) {
    this.#connection = connection;
    this.#states = connection.db.collection('states');
    this.#build = build;
  }

  /** Makes the first state, unless it is there. */
  async begin(): Promise<void> {
    await this.#connection.retried(() => this.#states.createIndex({ build: 1, number: -1 }, { name: 'by_number' }, {}));
    await this.#insert(this.#state(0, NEW));
  }

  /** Throws StoreUnavailable where the build was removed long ago, or by hand. */
  read(): Promise<BuildState> {
    return this.#shared.get();
  }

  /**
   * Makes a commit count, and gives the state after it; undefined where another came first. A connection lost meanwhile leaves it open
   * whether it did, so the answer is looked up.
   */
  async commit(from: BuildState, id: string, { checkpoint, commit, staged }: Move): Promise<BuildState | undefined> {
    const next = this.#state(from.number + 1, { ...checkpoint, commit, staged, last: id });
    if (!(await this.#insert(next))) return undefined;
    const [latest, before] = await this.#latest(2);
    if (latest === undefined) return undefined;
    // A commit with documents makes two states, one without makes one.
    if (latest.number % REMOVED_AT_ONCE < 2) await this.#removeBefore(latest.number - KEPT);
    if (latest._id !== next._id) return latest.number - next.number < KEPT ? next : undefined;
    if (before !== undefined && isSame(before, from)) return next;
    // The build was removed, or the server put back to an earlier state.
    await this.#connection.retried(() => this.#states.deleteOne({ _id: next._id }));
    return undefined;
  }

  /** Notes that the commit of a state is carried out. Of several processes that carried it out, one does. */
  async carriedOut(state: BuildState): Promise<void> {
    await this.#insert(this.#state(state.number + 1, { ...state, staged: null }));
  }

  async remove(): Promise<void> {
    await this.#connection.retried(() => this.#states.deleteMany({ build: this.#build }));
  }

  #state(number: number, { position, processed, link, commit, staged, last }: StateFields): BuildState {
    const build = this.#build;
    return { _id: `${build}#${number}`, build, number, position, processed, link, commit, staged, last };
  }

  /** Whether it is there now, from this process: after a lost connection it may be there already. */
  #insert(state: BuildState): Promise<boolean> {
    return this.#connection.retried(async () => {
      try {
        await this.#states.insertOne(state);
        return true;
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        const there = await this.#states.findOne({ _id: state._id });
        return there?.last === state.last && there.staged === state.staged;
      }
    });
  }

  async #read(): Promise<BuildState> {
    if (this.#known !== undefined && (await this.#isLatest(this.#known))) return this.#known;
    const [state] = await this.#latest(1);
    if (state === undefined)
      throw new StoreUnavailable({ code: 'BUILD_REMOVED', data: { build: String(this.#build) } });
    return (this.#known = state);
  }

  /** Whether it is there and the next one is not, which each server looks up: for the latest some read every state. */
  async #isLatest(state: BuildState): Promise<boolean> {
    const { looksUpLists } = await this.#connection.traits();
    if (looksUpLists) return false;
    const [there, next] = await Promise.all(
      [state.number, state.number + 1].map((number) =>
        this.#connection.retried(() => this.#states.findOne({ _id: `${this.#build}#${number}` })),
      ),
    );
    return there != null && isSame(there, state) && there.staged === state.staged && next === null;
  }

  #latest(count: number): Promise<readonly BuildState[]> {
    return this.#connection.retried(() =>
      this.#states.find({ build: this.#build }).sort({ number: -1 }).limit(count).toArray(),
    );
  }

  async #removeBefore(number: number): Promise<void> {
    await this.#connection.retried(() => this.#states.deleteMany({ build: this.#build, number: { $lt: number } }));
  }
}
