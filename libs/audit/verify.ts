/**
 * Verifies the whole log: every event against the chain, the chain against signed checkpoints, and what surrounds the events.
 */
import type { KeyObject } from 'node:crypto';
import { GENESIS } from '#libs/event-store/chain.ts';
import type { StoreFault, StoredEvent, StoredEvents } from '#libs/event-store/stored-events.ts';
import { ChainWalk } from '#libs/audit/chain-walk.ts';
import { type CheckpointFile, isSignedBy, keyId } from '#libs/audit/checkpoint.ts';
import type { Misfit } from '#libs/audit/misfit.ts';

export interface VerifyOptions {
  /** By position. */
  readonly checkpoints?: readonly CheckpointFile[];
  /** Signatures are held against these. */
  readonly publicKeys?: readonly KeyObject[];
  /** Whether a checkpoint by another key is passed over once its link was compared; else it is a misfit. */
  readonly otherKeys?: boolean;
  /** Each event that fits, with the link before it. */
  readonly each?: (event: StoredEvent, previous: string) => void;
  readonly progress?: (done: number, total: number) => void;
}

export interface Verification {
  /** Events that fit, from the first on; all of them where there is no misfit. */
  readonly events: number;
  /** The link of the last of them. */
  readonly link: string;
  /** Events at the end that have no link yet: never any where links are written with the events. */
  readonly uncovered: number;
  /** Checkpoints that the log fits, and the position of the last of them, or 0. */
  readonly checkpoints: number;
  readonly checkpointed: number;
  /** The first event that does not fit comes first. Empty: everything fits. */
  readonly misfits: readonly Misfit[];
}

export async function verifyLog(stored: StoredEvents, options: VerifyOptions = {}): Promise<Verification> {
  const inspection = stored.inspect();
  const total = await stored.coverage().catch(() => ({ covered: 0, end: 0 }));
  const walk = new ChainWalk(stored);
  const held = new HeldCheckpoints(options);
  let previous = GENESIS;
  for await (const batch of walk.fitting()) {
    if (options.each !== undefined)
      for (const event of batch) {
        options.each(event, previous);
        previous = event.link;
      }
    held.compare(batch);
    options.progress?.(walk.position, total.end);
    if (held.misfit !== undefined) break;
  }
  const misfit = held.misfit ?? walk.misfit ?? held.cutOff(walk.position);
  return {
    events: walk.position,
    link: walk.link,
    uncovered: total.end - total.covered,
    checkpoints: held.fitting,
    checkpointed: held.last,
    misfits: inOrder(misfit, await inspection, walk.position, held.unsigned),
  };
}

class HeldCheckpoints {
  readonly #left: CheckpointFile[];
  readonly unsigned: readonly Misfit[];
  fitting = 0;
  last = 0;
  misfit: Misfit | undefined;

  constructor({ checkpoints = [], publicKeys = [], otherKeys = false }: VerifyOptions) {
    this.#left = [...checkpoints];
    this.unsigned = checkpoints.flatMap((file) => unsigned(file, publicKeys, otherKeys));
  }

  /** Positions in a batch follow one another without a gap. */
  compare(batch: readonly StoredEvent[]): void {
    const [first] = batch;
    if (first === undefined) return;
    for (;;) {
      const [file] = this.#left;
      const event = file === undefined ? undefined : batch[file.checkpoint.position - first.position];
      if (file === undefined || event === undefined) return;
      this.#left.shift();
      if (event.link !== file.checkpoint.link) {
        this.misfit = {
          kind: 'remade',
          position: event.position,
          detail: `le point de contrôle ${file.name} y a un autre maillon : la chaîne a été refaite, à un endroit ${this.#since()}`,
        };
        return;
      }
      this.fitting++;
      this.last = event.position;
    }
  }

  /** What the first checkpoint that lies after the end of the log says. */
  cutOff(end: number): Misfit | undefined {
    const [file] = this.#left;
    if (file === undefined) return undefined;
    return {
      kind: 'cut-off',
      position: end + 1,
      detail: `le journal finit à la position ${end}, le point de contrôle ${file.name} a été signé à la position ${file.checkpoint.position}`,
    };
  }

  #since(): string {
    return this.last === 0 ? 'depuis le début' : `après la position ${this.last}, où elle était encore celle signée`;
  }
}

function unsigned({ name, checkpoint }: CheckpointFile, keys: readonly KeyObject[], otherKeys: boolean): Misfit[] {
  if (keys.some((key) => isSignedBy(checkpoint, key))) return [];
  const isOurs = keys.some((key) => keyId(key) === checkpoint.key);
  if (!isOurs && otherKeys) return [];
  return [
    {
      kind: 'checkpoint',
      detail: isOurs
        ? `la signature de ${name} ne convient pas à son contenu ; reprenez-en une copie`
        : `${name} est signé par la clé ${checkpoint.key}, dont la clé publique n'est pas donnée`,
    },
  ];
}

/** The event first; then what the inspection found, the places it names first; then checkpoints. */
function inOrder(
  misfit: Misfit | undefined,
  faults: readonly StoreFault[],
  end: number,
  unsignedCheckpoints: readonly Misfit[],
): Misfit[] {
  const found = faults.map(({ kind, detail, ...place }): Misfit => {
    if (kind !== 'short') return { kind, detail, ...place };
    // Where every event from the first on fits, those that a stream or a commit lacks can only have been the last ones.
    return misfit === undefined
      ? {
          kind: 'cut-off',
          position: end + 1,
          detail: `${detail} : la fin du journal a été coupée, ou cette ligne changée`,
        }
      : { kind: 'structure', detail };
  });
  const placed = (one: Misfit): number => one.position ?? Infinity;
  const rest = found.sort((a, b) => placed(a) - placed(b));
  return [...(misfit === undefined ? [] : [misfit]), ...rest, ...unsignedCheckpoints];
}
