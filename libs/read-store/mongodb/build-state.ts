/**
 * The checkpoint of a build's documents, and the commit in progress. A state is never changed: the next one is inserted under the next
 * number, which only one process can do, even on servers that find and update in two steps. The last state is the valid one.
 */
import type { Collection } from 'mongodb';
import { SharedRead } from '#libs/read-store/mongodb/shared-read.ts';
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';
import type { ProjectionCheckpoint } from '#libs/read-store/document-store.ts';
import { type MongoConnection, isDuplicate } from '#libs/mongodb/connection.ts';

/** Number of the build, or name of scratch documents. */
export type BuildId = number | string;

export interface BuildState extends ProjectionCheckpoint {
  /** Build and number. */
  readonly _id: string;
  readonly build: BuildId;
  readonly number: number;
  /** Commits so far. */
  readonly commit: number;
  /** Id of the commit that is valid already and is being carried out from its staged documents; null between commits. */
  readonly staged: string | null;
  /** Id of the last commit, which distinguishes the state from that of a server restored to an earlier one. */
  readonly last: string | null;
  /** Another build replaced it; absent if none did. */
  readonly replaced?: true;
  /** Its own id and that of the state before it, so that one value of one field finds a state and the next one; absent in older states. */
  readonly ids?: readonly string[];
}

/** The change of state by a commit. */
interface Move {
  readonly checkpoint: ProjectionCheckpoint;
  readonly commit: number;
  readonly staged: string | null;
}

type StateFields = Omit<BuildState, '_id' | 'build' | 'number' | 'ids'>;

const NEW: StateFields = { position: 0, processed: 0, link: '', commit: 0, staged: null, last: null };

/**
 * Minimum number of states that remain: a process that was suspended for longer could insert one whose number was removed, and learns from
 * the last number that it came too late.
 */
const KEPT = 64;
/** Removed together. */
const REMOVED_AT_ONCE = 32;

export function isSameBuild(one: BuildState, other: BuildState): boolean {
  return one.number === other.number && one.last === other.last;
}

function isEqual(one: BuildState, other: BuildState): boolean {
  return one.last === other.last && one.staged === other.staged && one.replaced === other.replaced;
}

export function checkpointOf({ position, processed, link }: BuildState): ProjectionCheckpoint {
  return { position, processed, link };
}

/** Reads and moves the state of one build. */
export class StateKeeper {
  readonly #connection: MongoConnection;
  readonly #states: Collection<BuildState>;
  readonly #build: BuildId;
  /** The state at the last read. */
  #known: BuildState | undefined;
  readonly #shared = new SharedRead(() => this.#find());

  constructor(connection: MongoConnection, build: BuildId) {
    this.#connection = connection;
    this.#states = connection.db.collection('states');
    this.#build = build;
  }

  /** Makes the first state, unless it is there. */
  async begin(): Promise<void> {
    await this.#connection.retried(() => this.#states.createIndex({ build: 1, number: -1 }, { name: 'by_number' }, {}));
    await this.#insert(this.#state(0, NEW));
  }

  /** Throws StoreUnavailable if the build was removed long ago, or by hand. */
  async read(): Promise<BuildState> {
    const found = await this.find();
    if (found === undefined)
      throw new StoreUnavailable({ code: 'BUILD_REMOVED', data: { build: String(this.#build) } });
    return found;
  }

  /** Undefined if the build was removed. */
  find(): Promise<BuildState | undefined> {
    return this.#shared.get();
  }

  /**
   * Makes a commit count, and gives the state after it; undefined if another came first. After a lost connection it is unknown whether it
   * counted, so the answer is looked up.
   */
  async commit(from: BuildState, id: string, { checkpoint, commit, staged }: Move): Promise<BuildState | undefined> {
    const next = this.#state(from.number + 1, { ...from, ...checkpoint, commit, staged, last: id });
    if (!(await this.#insert(next))) return undefined;
    const [latest, before] = await this.#latest(2);
    if (latest === undefined) return undefined;
    // A commit with documents makes two states, one without makes one.
    if (latest.number % REMOVED_AT_ONCE < 2) await this.#removeBefore(latest.number - KEPT);
    if (latest._id !== next._id) return latest.number - next.number < KEPT ? next : undefined;
    if (before !== undefined && isSameBuild(before, from)) return next;
    // The build was removed, or the server put back to an earlier state.
    await this.#connection.retried(() => this.#states.deleteOne({ _id: next._id }));
    return undefined;
  }

  /** Notes that the commit of a state is finished. Of several processes that finished it, one writes the note. */
  async carriedOut(state: BuildState): Promise<void> {
    const { staged } = state;
    if (await this.#insert(this.#state(state.number + 1, { ...state, staged: null }))) return;
    // Another process may have noted it, unless the build was replaced meanwhile.
    await this.#change((latest) => (latest.staged === staged ? { ...latest, staged: null } : undefined));
  }

  /** From now on every reader finds that another build is in use. */
  async replace(): Promise<void> {
    await this.#change((latest) => (latest.replaced === true ? undefined : { ...latest, replaced: true }));
  }

  async remove(): Promise<void> {
    await this.#connection.retried(() => this.#states.deleteMany({ build: this.#build }));
  }

  /** Makes the next state from the latest one, until it is stored, or until none is to be made. */
  async #change(next: (latest: BuildState) => StateFields | undefined): Promise<void> {
    for (;;) {
      const [latest] = await this.#latest(1);
      const fields = latest && next(latest);
      if (latest === undefined || fields === undefined) return;
      if (await this.#insert(this.#state(latest.number + 1, fields))) return;
    }
  }

  #state(number: number, { position, processed, link, commit, staged, last, replaced }: StateFields): BuildState {
    const [build, _id] = [this.#build, this.#idOf(number)];
    const ids = [_id, this.#idOf(number - 1)];
    const fields = { _id, build, number, position, processed, link, commit, staged, last, ids };
    return replaced === undefined ? fields : { ...fields, replaced };
  }

  #idOf(number: number): string {
    return `${this.#build}#${number}`;
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
        return there !== null && isEqual(there, state);
      }
    });
  }

  async #find(): Promise<BuildState | undefined> {
    if (this.#known !== undefined && (await this.#isLatest(this.#known))) return this.#known;
    const [state] = await this.#latest(1);
    return (this.#known = state);
  }

  /** Whether this state exists and the next does not, by looking up one value: asking for the latest would read every state. */
  async #isLatest(state: BuildState): Promise<boolean> {
    const { looksUpLists } = await this.#connection.traits();
    if (looksUpLists) return false;
    const found = await this.#connection.retried(() => this.#states.find({ ids: state._id }).toArray());
    const [there] = found;
    return found.length === 1 && there !== undefined && isSameBuild(there, state) && isEqual(there, state);
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
