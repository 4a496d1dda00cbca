/**
 * On a server that replaces in two steps, other processes leave a commit for a while to the process that carries it out, because two at the
 * same time could remove each other's writes. The waited time is noted on the server in parts, so that it also counts for the next process.
 */
import { setTimeout } from 'node:timers/promises';
import type { Collection, Document } from 'mongodb';
import type { MongoConnection } from '#libs/mongodb/connection.ts';
import type { BuildId, BuildState } from '#libs/read-store/mongodb/build-state.ts';
import { insertMissing } from '#libs/read-store/mongodb/staging.ts';

/** A part of the time that was waited for a state. */
interface Waited extends Document {
  /** Id of the state, and number of the part. */
  readonly _id: string;
  readonly build: BuildId;
}

interface Wait {
  readonly state: string;
  readonly parts: number;
  /** End of the part that is under way, monotonic, ms. */
  readonly untilMs: number;
}

/** Many times the duration of a commit. */
const TAKE_OVER_MS = 5_000;
const PARTS = 5;
const PAUSE_MS = 50;

export class TakeOver {
  readonly #connection: MongoConnection;
  readonly #waited: Collection<Waited>;
  readonly #partMs: number;
  #wait: Wait | undefined;

  /** `ms`: how long a commit is left to its process; default 5 s. */
  constructor(connection: MongoConnection, ms = TAKE_OVER_MS) {
    this.#connection = connection;
    this.#waited = connection.db.collection('waited');
    this.#partMs = ms / PARTS;
  }

  /** Whether another process may carry out the commit of a state; waits a moment if it may not yet. */
  async isDue(state: BuildState): Promise<boolean> {
    const { replacesAtOnce } = await this.#connection.traits();
    if (replacesAtOnce || this.#partMs === 0) return true;
    if (this.#wait?.state !== state._id) this.#wait = this.#from(state, await this.#partsOf(state));
    const { parts, untilMs } = this.#wait;
    if (parts === PARTS) return true;
    if (this.#connection.now() < untilMs) {
      await setTimeout(Math.min(PAUSE_MS, this.#partMs));
      return false;
    }
    // Another process may have noted it, if it began to wait for this part after the previous one.
    const part = { _id: partId(state, parts), build: state.build };
    await this.#connection.retried(() => insertMissing(this.#waited, [part]));
    this.#wait = this.#from(state, parts + 1);
    return false;
  }

  /** When no commit is being carried out. */
  async end({ build }: BuildState): Promise<void> {
    const parts = this.#wait?.parts ?? 0;
    this.#wait = undefined;
    if (parts > 0) await this.#connection.retried(() => this.#waited.deleteMany({ build }));
  }

  #from({ _id }: BuildState, parts: number): Wait {
    return { state: _id, parts, untilMs: this.#connection.now() + this.#partMs };
  }

  async #partsOf(state: BuildState): Promise<number> {
    for (let part = 0; part < PARTS; part++) {
      const found = await this.#connection.retried(() => this.#waited.findOne({ _id: partId(state, part) }));
      if (found === null) return part;
    }
    return PARTS;
  }
}

function partId({ _id }: BuildState, part: number): string {
  return `${_id}~${part}`;
}
