/** What the catalogue keeps of a build: where its documents stand, and the commit that is being carried out. */
import type { Collection, UpdateFilter } from 'mongodb';
import { SharedRead } from '#libs/read-store/mongodb/shared-read.ts';
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';
import type { Checkpoint } from '#libs/read-store/document-store.ts';
import type { Connection } from '#libs/mongodb/connection.ts';

export interface BuildState {
  /** Number of the build, or name of scratch documents. */
  readonly _id: number | string;
  /** Null for scratch documents. */
  readonly projection: string | null;
  readonly version: number;
  readonly position: number;
  readonly processed: number;
  readonly link: string;
  /** Commits so far. With `staged` it never has the same value twice, and `last` tells it from that of a server put back to an earlier state. */
  readonly commit: number;
  /** Id of the commit that counts already and is being carried out from what it staged; null between commits. */
  readonly staged: string | null;
  /** Id of the last commit. */
  readonly last: string | null;
  /** When it was removed, by the clock of the server; it stays for its readers a little longer. */
  readonly removed: Date | null;
}

export const NEW_STATE = {
  position: 0,
  processed: 0,
  link: '',
  commit: 0,
  staged: null,
  last: null,
  removed: null,
} as const;

export function isSame(one: BuildState, other: BuildState): boolean {
  return one.commit === other.commit && one.staged === other.staged && one.last === other.last;
}

export function checkpointOf({ position, processed, link }: BuildState): Checkpoint {
  return { position, processed, link };
}

/** What a commit makes of the state. */
interface Move {
  readonly checkpoint: Checkpoint;
  readonly commit: number;
  readonly staged: string | null;
}

/** Reads and moves the state of one build. */
export class StateKeeper {
  readonly #connection: Connection;
  readonly #states: Collection<BuildState>;
  readonly #id: BuildState['_id'];
  readonly #shared = new SharedRead(() => this.#read());

  constructor(connection: Connection, states: Collection<BuildState>, id: BuildState['_id']) {
    this.#connection = connection;
    this.#states = states;
    this.#id = id;
  }

  /** Throws StoreUnavailable where the build was removed long ago, or by hand. */
  read(): Promise<BuildState> {
    return this.#shared.get();
  }

  async #read(): Promise<BuildState> {
    const state = await this.#connection.retried(() => this.#states.findOne({ _id: this.#id }));
    if (state === null) throw new StoreUnavailable({ code: 'BUILD_REMOVED', data: { build: String(this.#id) } });
    return state;
  }

  /**
   * Makes a commit count, unless another came first. A connection lost meanwhile leaves it open whether it did, so the answer is
   * looked up.
   */
  async commit(from: BuildState, id: string, { checkpoint, commit, staged }: Move): Promise<boolean> {
    const move: UpdateFilter<BuildState> = { $set: { ...checkpoint, commit, staged, last: id } };
    const filter = { _id: this.#id, position: from.position, commit: from.commit, staged: null };
    return this.#connection.retried(async () => {
      const { matchedCount } = await this.#states.updateOne(filter, move);
      return matchedCount === 1 || (await this.#states.findOne({ _id: this.#id }))?.last === id;
    });
  }

  /** Notes that a commit is carried out. Of several processes that carried it out, one does. */
  async carriedOut(staged: string): Promise<void> {
    const filter = { _id: this.#id, staged };
    await this.#connection.retried(() => this.#states.updateOne(filter, { $set: { staged: null } }));
  }
}
