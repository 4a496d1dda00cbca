/** Verifies the whole log: every event against the chain, the chain against signed checkpoints, and the store around the events. */
import type { KeyObject } from 'node:crypto';
import { GENESIS } from '#libs/event-store/chain.ts';
import type { StoreFault, StoredEvent, StoredEvents } from '#libs/event-store/stored-events.ts';
import { ChainWalk } from '#libs/audit/chain-walk.ts';
import { AcknowledgedLosses } from '#libs/audit/acknowledged-losses.ts';
import { chainFaults } from '#libs/audit/checkpoint-chain.ts';
import { RecordedCheckpoints } from '#libs/audit/checkpoint-events.ts';
import { type CheckpointFile, isSignedBy } from '#libs/audit/checkpoint.ts';
import { type SuccessionFile, type TrustedKey, isInTime, trustedKeys } from '#libs/audit/key-history.ts';
import type { Misfit } from '#libs/audit/misfit.ts';
import { linkOf } from '#libs/audit/proof.ts';

export interface VerifyOptions {
  /** The checkpoints of a folder, by position; an empty folder lacks all that the log recorded. Undefined if no folder is given. */
  readonly checkpoints?: readonly CheckpointFile[];
  /** Public keys that verify the signatures. */
  readonly publicKeys?: readonly KeyObject[];
  /** Successions of keys, stored beside the checkpoints. */
  readonly successions?: readonly SuccessionFile[];
  /** Accepts a checkpoint that another key signed if its link matches; otherwise such a checkpoint is a misfit. */
  readonly otherKeys?: boolean;
  /** The given checkpoints are a part of a folder: a missing predecessor is no fault. */
  readonly some?: boolean;
  /** Called for each event that fits, with the last link before it. */
  readonly each?: (event: StoredEvent, previous: string) => void;
  readonly progress?: (done: number, total: number) => void;
}

export interface LogVerification {
  /** Number of events that fit, from the first; all events of a log without a misfit. */
  readonly events: number;
  /** The link of the last of them. */
  readonly link: string;
  /** Events at the end without a link; 0 if links are written with the events. */
  readonly uncovered: number;
  /** Number of checkpoints that match, and the position of the last one, or 0. */
  readonly checkpoints: number;
  readonly checkpointed: number;
  /** Checkpoints of a history whose loss two people acknowledged, and their names: nothing is compared with them. */
  readonly ofLostHistory: number;
  readonly lostCheckpoints: readonly string[];
  /** Checkpoints of the log that this one was carried over from: their links belong to the former chain (carried-over.ts). */
  readonly former: readonly CheckpointFile[];
  /** The first event that does not fit comes first. Empty for a sound log. */
  readonly misfits: readonly Misfit[];
}

export async function verifyLog(stored: StoredEvents, options: VerifyOptions = {}): Promise<LogVerification> {
  const inspection = stored.inspect();
  // Awaited at the end, which an abort never reaches.
  inspection.catch(() => undefined);
  // The walk reports a log that cannot be read.
  const total = await stored.coverage().catch(() => ({ covered: 0, end: 0 }));
  const walk = new ChainWalk(stored);
  const held = new HeldCheckpoints(options, (await stored.carriedOver())?.position ?? 0);
  const [recorded, losses] = [new RecordedCheckpoints(), new AcknowledgedLosses()];
  let previous = GENESIS;
  for await (const batch of walk.fitting()) {
    for (const event of batch) {
      options.each?.(event, previous);
      previous = linkOf(previous, event);
      recorded.take(event);
      losses.take(event);
    }
    held.compare(batch);
    options.progress?.(walk.position, total.end);
  }
  held.leaveOut(losses);
  const misfit = held.misfit ?? walk.misfit ?? held.cutOff(walk.position);
  const { checkpoints, some = false } = options;
  const isAcknowledged = (digest: string): boolean => losses.hasFile(digest);
  const gaps = some || checkpoints === undefined ? [] : chainFaults(checkpoints, recorded.all, isAcknowledged);
  return {
    events: walk.position,
    link: walk.link,
    uncovered: total.end - total.covered,
    checkpoints: held.fitting,
    checkpointed: held.last,
    ofLostHistory: held.lost.length,
    lostCheckpoints: held.lost,
    former: held.former,
    misfits: inOrder(misfit, await inspection, walk.position, [...held.unsigned, ...gaps]),
  };
}

class HeldCheckpoints {
  #left: CheckpointFile[];
  /** The checkpoints whose link differs from the log's at their position. */
  #other: { readonly file: CheckpointFile; readonly since: number }[] = [];
  readonly #carriedOver: number;
  readonly former: CheckpointFile[] = [];
  readonly unsigned: readonly Misfit[];
  fitting = 0;
  last = 0;
  /** Names of those of a history whose loss two people acknowledged. */
  lost: readonly string[] = [];

  /** `carriedOver`: position up to which the log had another chain; 0 for none. */
  constructor(
    { checkpoints = [], publicKeys = [], successions = [], otherKeys = false }: VerifyOptions,
    carriedOver: number,
  ) {
    this.#carriedOver = carriedOver;
    this.#left = [...checkpoints];
    const { keys, faults } = trustedKeys(publicKeys, successions);
    this.unsigned = [...checkpoints.flatMap((file) => unsigned(file, keys, otherKeys)), ...faults];
  }

  /** Positions in a batch have no gap. */
  compare(batch: readonly StoredEvent[]): void {
    const [first] = batch;
    if (first === undefined) return;
    for (;;) {
      const [file] = this.#left;
      const event = file === undefined ? undefined : batch[file.checkpoint.position - first.position];
      if (file === undefined || event === undefined) return;
      this.#left.shift();
      if (event.link !== file.checkpoint.link && event.position <= this.#carriedOver) {
        // Its link belongs to the former chain, so it is checked in carried-over.ts.
        this.former.push(file);
        continue;
      }
      if (event.link !== file.checkpoint.link) {
        this.#other.push({ file, since: this.last });
        continue;
      }
      this.fitting++;
      this.last = event.position;
    }
  }

  /** A loss that two people acknowledged is no misfit. */
  leaveOut(losses: AcknowledgedLosses): void {
    const isLost = ({ checkpoint }: CheckpointFile): boolean => losses.has(checkpoint);
    this.lost = [...this.#other.map(({ file }) => file), ...this.#left].filter(isLost).map(({ name }) => name);
    this.#other = this.#other.filter(({ file }) => !isLost(file));
    this.#left = this.#left.filter((file) => !isLost(file));
  }

  get misfit(): Misfit | undefined {
    const [first] = this.#other;
    if (first === undefined) return undefined;
    const { file, since } = first;
    return {
      kind: 'remade',
      position: file.checkpoint.position,
      finding: { code: 'CHAIN_REMADE', data: { checkpoint: file.name, since } },
    };
  }

  /** The misfit of the first checkpoint after the end of the log. */
  cutOff(end: number): Misfit | undefined {
    const [file] = this.#left;
    if (file === undefined) return undefined;
    return {
      kind: 'cut-off',
      position: end + 1,
      finding: {
        code: 'LOG_ENDS_BEFORE_CHECKPOINT',
        data: { end, checkpoint: file.name, signedAt: file.checkpoint.position },
      },
    };
  }
}

function unsigned(
  { name, checkpoint }: CheckpointFile,
  keys: ReadonlyMap<string, TrustedKey>,
  otherKeys: boolean,
): readonly Misfit[] {
  const { key, time } = checkpoint;
  const trusted = keys.get(key);
  if (trusted === undefined)
    return otherKeys ? [] : [fault({ code: 'CHECKPOINT_KEY_UNKNOWN', data: { checkpoint: name, key } })];
  if (!isSignedBy(checkpoint, trusted.publicKey))
    return [fault({ code: 'CHECKPOINT_SIGNATURE_WRONG', data: { checkpoint: name } })];
  if (isInTime(trusted, checkpoint)) return [];
  return [fault({ code: 'CHECKPOINT_OUT_OF_TIME', data: { checkpoint: name, key, time } })];
}

function fault(finding: Misfit['finding']): Misfit {
  return { kind: 'checkpoint', finding };
}

/** Order: the event, the faults of the inspection (those with a position first), the checkpoints. */
function inOrder(
  misfit: Misfit | undefined,
  faults: readonly StoreFault[],
  end: number,
  unsignedCheckpoints: readonly Misfit[],
): Misfit[] {
  const found = faults.map(({ kind, finding, ...place }): Misfit => {
    if (kind !== 'short') return { kind, finding, ...place };
    // When every event fits, the events that a stream or commit lacks can only be the last ones.
    return misfit === undefined
      ? {
          kind: 'cut-off',
          position: end + 1,
          finding: { code: 'END_CUT_OFF', data: { finding } },
        }
      : { kind: 'structure', finding };
  });
  const placed = (one: Misfit): number => one.position ?? Infinity;
  const rest = found.sort((a, b) => placed(a) - placed(b));
  return [...(misfit === undefined ? [] : [misfit]), ...rest, ...unsignedCheckpoints];
}
