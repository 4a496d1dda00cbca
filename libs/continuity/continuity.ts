/** Checks that the log still has everything its witnesses saw. If not, nothing is decided or paid until two people acknowledge the loss. */
import { type MissingCheckpoint, missingCheckpoints } from '#libs/audit/checkpoint-chain.ts';
import { recordedCheckpoints } from '#libs/audit/checkpoint-events.ts';
import { checkpointsFromNewest, checkpointsSoFar } from '#libs/audit/checkpoint.ts';
import type { DomainError } from '#libs/kernel/domain-error.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { ReadStore } from '#libs/read-store/read-store.ts';
import { lossesOf } from '#libs/continuity/losses.ts';
import { refused } from '#libs/continuity/refusals.ts';
import { keepBankFile, keepWitness, keptBankFile, keptWitnesses } from '#libs/continuity/kept-witnesses.ts';
import type { AcknowledgedLoss } from '#libs/continuity/state.ts';
import { type Loss, type Witness, agrees, headOf, lossOf, witnessedPlace } from '#libs/continuity/witness.ts';

/** The witnesses of an installation besides its read store. */
export interface WitnessPlaces {
  /** Folder of signed checkpoints; undefined if the installation stores none. */
  readonly checkpoints?: string | undefined;
  /** End of the copy of a server's log that was set aside because the server no longer had it; undefined if there is none. */
  readonly copySetAside?: (() => Promise<Witness | undefined>) | undefined;
}

interface ContinuitySettings extends WitnessPlaces {
  readonly log: EventStore;
  readonly readStore: ReadStore;
}

export class Continuity {
  readonly #log: EventStore;
  readonly #readStore: ReadStore;
  readonly #folder: string | undefined;
  readonly #copySetAside: () => Promise<Witness | undefined>;

  constructor({ log, readStore, checkpoints, copySetAside = async () => undefined }: ContinuitySettings) {
    this.#log = log;
    this.#readStore = readStore;
    this.#folder = checkpoints;
    this.#copySetAside = copySetAside;
  }

  /**
   * The loss that nobody has acknowledged yet; undefined if the log has everything that its witnesses saw. Throws StoreUnavailable,
   * CHECKPOINT_INVALID.
   */
  async loss(): Promise<Loss | undefined> {
    const known = await this.#acknowledged();
    return lossOf(this.#log, this.#witnesses(known), known);
  }

  /**
   * The signed checkpoints that are missing from the folder without an acknowledgement: no checkpoint is signed without them. Throws
   * CHECKPOINT_INVALID.
   */
  async missingCheckpoints(): Promise<readonly MissingCheckpoint[]> {
    if (this.#folder === undefined) return [];
    const [recorded, { acknowledged }] = [await recordedCheckpoints(this.#log), await lossesOf(this.#log)];
    const known = new Set(acknowledged.flatMap(({ files = [] }) => files.map(({ digest }) => digest)));
    const missing = missingCheckpoints(checkpointsSoFar(this.#folder), recorded, (digest) => known.has(digest));
    return missing.map(({ sequence, position, digest }) => ({ sequence, position, digest }));
  }

  /** Both losses, to be reported; undefined if nothing is lost. */
  async toReport(): Promise<Loss | undefined> {
    const [loss, files] = [await this.loss(), await this.missingCheckpoints()];
    if (files.length === 0) return loss;
    const end = await headOf(this.#log);
    return { ...(loss ?? { lost: [], agreed: end, end }), files };
  }

  /** Whether there is a witness outside acknowledged losses: without one, a loss could not be noticed. */
  async isWitnessed(): Promise<boolean> {
    const known = await this.#acknowledged();
    for await (const witness of this.#witnesses(known)) if (!known.has(witnessedPlace(witness))) return true;
    return false;
  }

  /** LOG_LOST_ITS_END, CARRIED_OVER_NOT_SIGNED, or undefined. */
  async refusal(): Promise<DomainError | undefined> {
    const loss = await this.loss();
    const [witness] = loss?.lost ?? [];
    if (loss !== undefined && witness !== undefined)
      return refused('LOG_LOST_ITS_END', { witness, end: loss.end.position });
    return this.#notSigned();
  }

  /**
   * A chain that was made again could say that it was carried over, which would excuse every witness: so it is believed only under a
   * checkpoint of this chain, if the former log had checkpoints.
   */
  async #notSigned(): Promise<DomainError | undefined> {
    const carriedOver = this.#folder === undefined ? undefined : await this.#log.carriedOver();
    if (this.#folder === undefined || carriedOver === undefined) return undefined;
    const { position } = carriedOver;
    let isSigned = true;
    for (const { checkpoint } of checkpointsFromNewest(this.#folder)) {
      isSigned = checkpoint.position >= position && (await this.#log.linkAt(checkpoint.position)) === checkpoint.link;
      if (isSigned || checkpoint.position < position) break;
    }
    return isSigned ? undefined : refused('CARRIED_OVER_NOT_SIGNED', { position });
  }

  /** Throws LOG_LOST_ITS_END, CARRIED_OVER_NOT_SIGNED. */
  async requireWhole(): Promise<void> {
    const lost = await this.refusal();
    if (lost !== undefined) throw lost;
  }

  /** Keeps a file handed out for the bank as a witness; `position`: of its event. */
  async fileSent(file: string, position: number): Promise<void> {
    const link = await this.#log.linkAt(position);
    if (link === undefined) throw new RangeError(`the log ends before position ${position}`);
    const witness: Witness = { kind: 'BANK_FILE', name: file, position, link };
    const acknowledged = await this.#acknowledged();
    await keepWitness(this.#readStore, witness, acknowledged);
    if (this.#folder !== undefined) keepBankFile(this.#folder, witness, acknowledged);
  }

  /** Keeps the end of the log as a witness, for programs without a worker that folds it; not while something is lost. */
  async noteEnd(): Promise<void> {
    const position = await this.#log.end();
    const link = await this.#log.linkAt(position);
    if (link === undefined || (await this.loss()) !== undefined) return;
    await keepWitness(this.#readStore, { kind: 'END', name: '', position, link }, await this.#acknowledged());
  }

  async #acknowledged(): Promise<ReadonlySet<string>> {
    return placesOf((await lossesOf(this.#log)).acknowledged);
  }

  /** Each witness is read before the log. */
  async *#witnesses(acknowledged: ReadonlySet<string>): AsyncIterable<Witness> {
    for (const { projection, position, link } of await this.#readStore.standings())
      yield { kind: 'READ_STORE', name: projection, position, link };
    yield* await keptWitnesses(this.#readStore);
    const file = this.#folder === undefined ? undefined : keptBankFile(this.#folder);
    if (file !== undefined) yield file;
    const copy = await this.#copySetAside();
    if (copy !== undefined) yield copy;
    yield* this.#checkpoints(acknowledged);
  }

  /** From the newest down to the first that matches the log: earlier ones were compared before that one was signed. */
  async *#checkpoints(acknowledged: ReadonlySet<string>): AsyncIterable<Witness> {
    if (this.#folder === undefined) return;
    for (const { name, checkpoint } of checkpointsFromNewest(this.#folder)) {
      const { position, link } = checkpoint;
      yield { kind: 'CHECKPOINT', name, position, link };
      if (!acknowledged.has(witnessedPlace(checkpoint)) && (await agrees(this.#log, checkpoint))) return;
    }
  }
}

/** The places of losses that two people acknowledged. */
function placesOf(acknowledged: readonly AcknowledgedLoss[]): ReadonlySet<string> {
  return new Set(acknowledged.flatMap(({ lost }) => lost.map(witnessedPlace)));
}
