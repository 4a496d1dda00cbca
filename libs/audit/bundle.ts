/**
 * Bundles for auditors, verified offline by apps/audit-verifier/verify.mjs: the whole log up to a signed checkpoint, or some of
 * its events, each with its Merkle path to the signed root, which reveals nothing about the others.
 *
 * One JSON value on each line: a head, then the events.
 */
import { GENESIS } from '#libs/event-store/chain.ts';
import type { Disclosure } from '#libs/event-store/sealed/disclosure.ts';
import { nonceOf } from '#libs/event-store/leaf.ts';
import type { RowSealer } from '#libs/event-store/row-sealer.ts';
import type { StoredEvent, StoredEvents } from '#libs/event-store/stored-events.ts';
import { Failure } from '#libs/kernel/failure.ts';
import type { RulesCode } from '#libs/audit/payment-bundle/rules-code.ts';
import { ChainWalk } from '#libs/audit/chain-walk.ts';
import type { Checkpoint } from '#libs/audit/checkpoint.ts';
import { type MerklePath, MerkleTree } from '#libs/audit/merkle.ts';
import type { Misfit } from '#libs/audit/misfit.ts';
import { leafFor, linkOf } from '#libs/audit/proof.ts';
import { StreamEnds } from '#libs/audit/stream-ends.ts';
import type { StreamHeadProof } from '#libs/audit/stream-heads.ts';

const BUNDLE_FORMAT = 'decompte-bundle-1';

export interface BundleHead {
  readonly format: typeof BUNDLE_FORMAT;
  /**
   * `log`: all events up to the checkpoint, by the chain. `leaves`: the same of a log of form 2, by the leaves. `events`: some events,
   * each with its path.
   */
  readonly kind: 'log' | 'leaves' | 'events';
  /** Number of events that follow. */
  readonly events: number;
  readonly checkpoint: Checkpoint;
  /** The amounts that some of the events prove, and the code that calculates them again. */
  readonly recalculation?: RecalculationHead | undefined;
  /** All events belong to one stream, up to its last revision as of the checkpoint. */
  readonly complete?: StreamHeadProof | undefined;
}

/** The additions to a bundle of some events. */
interface Beside {
  readonly recalculation?: Recalculation | undefined;
  /** Proves that no event of this stream is left out, if the checkpoint can prove it. */
  readonly stream?: string | undefined;
}

export interface Recalculation {
  /** Payments and decisions on statements. */
  readonly subject: unknown;
  readonly code: RulesCode;
}

interface RecalculationHead extends Recalculation {
  /** Of the streams of which nothing is left out (stream-ends.ts): those that end with their last event in the bundle. */
  readonly ends: readonly StreamHeadProof[];
}

/** A line of a bundle of the whole log. */
interface LogLine {
  readonly position: number;
  readonly text: string;
}

/** The same in form 2. */
interface LeafLine extends LogLine {
  readonly nonce: string;
}

/** The same for a sealed event: only its leaf is shown. */
interface SealedLine {
  readonly position: number;
  readonly leaf: string;
}

/** A line of a bundle of some events. */
export interface ProvedEvent extends LeafLine {
  readonly path: MerklePath;
  /** Opens the sealed part of this event's text and no other; base64. */
  readonly key?: string;
}

interface ProvedSealed extends SealedLine {
  /** The parts of the event that the log shows without its key. The leaf does not prove them. */
  readonly outside: string;
  readonly path: MerklePath;
}

export interface BundleExport {
  readonly events: number;
  /** Why the log cannot be exported under this checkpoint; the written output is then invalid. */
  readonly misfit?: Misfit;
}

interface Request {
  readonly stored: StoredEvents;
  readonly checkpoint: Checkpoint;
  /** Takes whole lines, in order. */
  readonly write: (lines: string) => void;
  readonly progress?: (done: number, total: number) => void;
  /** Opens the exported events; a bundle of the whole log opens none. */
  readonly disclosure?: Pick<Disclosure, 'keyOf' | 'rows'>;
}

export async function exportLog(request: Request): Promise<BundleExport> {
  const { checkpoint, write } = request;
  const tree = new MerkleTree();
  let isBegun = false;
  const misfit = await upTo(request, (batch) => {
    const kind = batch[0]?.event.leaf === undefined ? 'log' : 'leaves';
    if (!isBegun)
      write(line({ format: BUNDLE_FORMAT, kind, events: checkpoint.position, checkpoint } satisfies BundleHead));
    isBegun = true;
    const lines = batch.map(({ event, previous }) => {
      const { nonce, leaf } = leafFor(previous, event);
      tree.add(leaf);
      return line(lineOf(event, nonce));
    });
    write(lines.join(''));
  });
  return exported(checkpoint.position, misfit ?? otherRoot(tree, checkpoint));
}

function lineOf(event: StoredEvent, nonce: string): LogLine | LeafLine | SealedLine {
  const { position, text, leaf } = event;
  if (leaf === undefined) return { position, text };
  return event.sealed === undefined ? { position, nonce, text } : { position, leaf: leaf.hash };
}

/** Keeps the selected events in memory; with a recalculation, also the events that show that none is left out (stream-ends.ts). */
export async function exportEvents(
  request: Request,
  isWanted: (event: StoredEvent) => boolean,
  beside: Beside = {},
): Promise<BundleExport> {
  const { recalculation, stream } = beside;
  const { checkpoint, write } = request;
  const tree = new MerkleTree();
  const proved: (ProvedEvent | ProvedSealed)[] = [];
  let notOpened: Misfit | undefined;
  const isPlain = stream === undefined && recalculation === undefined;
  const streams = isPlain ? undefined : new StreamEnds(stream);
  const misfit = await upTo(request, (batch) => {
    for (const { event, previous } of batch) {
      const proof = leafFor(previous, event);
      const isChosen = isWanted(event);
      const wanted = streams?.take(event, proof, isChosen) ?? isChosen;
      const path = tree.add(proof.leaf, wanted);
      if (!wanted) continue;
      const shown = shownOf(event, proof, request.disclosure?.rows);
      if ('kind' in shown) notOpened ??= shown;
      else proved.push({ ...shown, path });
    }
  });
  const wrong = misfit ?? otherRoot(tree, checkpoint) ?? notOpened;
  if (wrong !== undefined) return exported(0, wrong);
  const ends = isPlain ? [] : streams?.under(checkpoint);
  if (ends === undefined) return exported(0, OTHER_ROOT);
  write(line(headOf(checkpoint, proved, ends, beside)));
  // A calculation reads which ids are one patient's; other bundles leave that sealed.
  const part = recalculation === undefined ? undefined : 'part';
  for (const event of proved) write(line(await withKey(event, request, part)));
  return exported(proved.length, undefined);
}

async function withKey(
  event: ProvedEvent | ProvedSealed,
  { disclosure }: Request,
  part: 'part' | undefined,
): Promise<ProvedEvent | ProvedSealed> {
  const key = 'text' in event ? await disclosure?.keyOf(event.text, part) : undefined;
  return key === undefined ? event : { ...event, key };
}

function headOf(
  checkpoint: Checkpoint,
  proved: readonly (ProvedEvent | ProvedSealed)[],
  ends: readonly StreamHeadProof[],
  { recalculation, stream }: Beside,
): BundleHead {
  const isWhole = stream !== undefined && proved.every((event) => 'text' in event);
  return {
    format: BUNDLE_FORMAT,
    kind: 'events',
    events: proved.length,
    checkpoint,
    recalculation: recalculation && { ...recalculation, ends },
    complete: isWhole ? ends[0] : undefined,
  };
}

/** The form of an event in a bundle: only its leaf if it is sealed and cannot be opened. */
function shownOf(
  { position, text, sealed }: StoredEvent,
  { nonce, leaf }: ReturnType<typeof leafFor>,
  rows: RowSealer | undefined,
): LeafLine | Omit<ProvedSealed, 'path'> | Misfit {
  if (sealed === undefined) return { position, text, nonce };
  try {
    const opened = rows && sealed.opened(rows);
    return opened === undefined
      ? { position, leaf, outside: sealed.outside() }
      : { position, text: opened.text, nonce: nonceOf(opened.salt, position) };
  } catch (error) {
    // The proof does not need the key.
    if (error instanceof Failure && error.code !== 'SEALED_OTHERWISE') throw error;
    return { kind: 'changed', position, finding: { code: 'ROW_NOT_OPENED', data: {} } };
  }
}

/** Walks up to the checkpoint, in batches. */
async function upTo(
  { stored, checkpoint, progress }: Request,
  take: (batch: readonly { event: StoredEvent; previous: string }[]) => void,
): Promise<Misfit | undefined> {
  const walk = new ChainWalk(stored);
  let previous = GENESIS;
  let done = 0;
  for await (const batch of walk.fitting()) {
    const taken = batch.slice(0, checkpoint.position - done).map((event) => {
      const linked = { event, previous };
      previous = linkOf(previous, event);
      return linked;
    });
    take(taken);
    done += taken.length;
    progress?.(done, checkpoint.position);
    if (done === checkpoint.position) break;
  }
  if (done < checkpoint.position)
    return (
      walk.misfit ?? {
        kind: 'cut-off',
        position: done + 1,
        finding: { code: 'LOG_ENDS_BEFORE_CHECKPOINT', data: { end: done, signedAt: checkpoint.position } },
      }
    );
  if (previous === checkpoint.link) return undefined;
  return {
    kind: 'remade',
    position: done,
    finding: { code: 'LINK_NOT_SIGNED', data: {} },
  };
}

function otherRoot(tree: MerkleTree, checkpoint: Checkpoint): Misfit | undefined {
  return tree.root() === checkpoint.root ? undefined : OTHER_ROOT;
}

const OTHER_ROOT: Misfit = { kind: 'checkpoint', finding: { code: 'ROOT_NOT_SIGNED', data: {} } };

function exported(events: number, misfit: Misfit | undefined): BundleExport {
  return misfit === undefined ? { events } : { events: 0, misfit };
}

function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}
