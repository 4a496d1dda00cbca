/** Writes a bundle under the latest checkpoint of a folder into a file, which appears only when it is complete and correct. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { type Disclosure, NOTHING_SEALED } from '#libs/event-store/sealed/disclosure.ts';
import type { StoredEvent, StoredEvents } from '#libs/event-store/stored-events.ts';
import { wholeFile } from '#libs/files/whole-file.ts';
import { type BundleExport, type Recalculation, exportEvents, exportLog } from '#libs/audit/bundle.ts';
import { lastInChain } from '#libs/audit/checkpoint-chain.ts';
import { type Checkpoint, type CheckpointFile, readCheckpoints } from '#libs/audit/checkpoint.ts';
import type { Misfit } from '#libs/audit/misfit.ts';
import { invalid } from '#libs/audit/refusals.ts';

/** The whole log if neither is given. */
export interface BundleContent {
  /** Positions. */
  readonly events?: readonly number[] | undefined;
  readonly stream?: string | undefined;
  /** With `events`: the amounts that they prove. */
  readonly recalculation?: Recalculation | undefined;
}

interface BundleRequest {
  readonly stored: StoredEvents;
  /** Folder of the checkpoints. */
  readonly folder: string;
  readonly content: BundleContent;
  readonly disclosure?: Disclosure;
  readonly progress?: (done: number, total: number) => void;
}

type BundleMade =
  | { readonly status: 'made'; readonly events: number; readonly checkpoint: Checkpoint }
  /** The log differs from the signed one; nothing is written. */
  | { readonly status: 'misfit'; readonly misfit: Misfit };

/** Throws NO_CHECKPOINT, EVENT_NOT_SIGNED, STREAM_NOT_SIGNED. */
export async function writeBundle(out: string, request: BundleRequest): Promise<BundleMade> {
  const { stored, content, folder, progress, disclosure = NOTHING_SEALED } = request;
  const { checkpoint } = lastInChain(checkpointsIn(folder)) ?? fail(folder);
  const beyond = content.events?.find((position) => position > checkpoint.position);
  if (beyond !== undefined) throw invalid('EVENT_NOT_SIGNED', { position: beyond, signedAt: checkpoint.position });
  const exported = await writingAside(out, (write) => {
    const asked = { stored, checkpoint, write, disclosure, ...(progress && { progress }) };
    const isWanted = chosen(content, disclosure);
    if (isWanted === undefined) return exportLog(asked);
    const { recalculation, stream } = content;
    return exportEvents(asked, isWanted, { recalculation, stream: stream && disclosure.streamOf(stream) });
  });
  if (exported.misfit !== undefined) return { status: 'misfit', misfit: exported.misfit };
  if (exported.events === 0)
    throw invalid('STREAM_NOT_SIGNED', { stream: content.stream ?? '', signedAt: checkpoint.position });
  return { status: 'made', events: exported.events, checkpoint };
}

/** Throws NO_CHECKPOINT. */
export function checkpointsIn(folder: string): readonly CheckpointFile[] {
  const files = readCheckpoints(folder);
  return files.length === 0 ? fail(folder) : files;
}

function fail(folder: string): never {
  throw invalid('NO_CHECKPOINT', { folder });
}

function chosen(
  { events, stream }: BundleContent,
  { streamOf }: Disclosure,
): ((event: StoredEvent) => boolean) | undefined {
  if (events !== undefined) {
    const wanted = new Set(events);
    return ({ position }) => wanted.has(position);
  }
  if (stream === undefined) return undefined;
  const name = JSON.stringify(streamOf(stream));
  return ({ text, sealed }) => (sealed === undefined ? text.startsWith(`${name}\n`) : sealed.stream === name);
}

/** Renames the file when it is complete and correct. It can contain facts about patients: only its owner may read it. */
async function writingAside(
  out: string,
  fill: (write: (lines: string) => void) => Promise<BundleExport>,
): Promise<BundleExport> {
  const whole = wholeFile(out);
  const file = openSync(whole.path, 'w', 0o600);
  try {
    const exported = await fill((lines) => {
      writeAll(file, Buffer.from(lines));
    });
    if (exported.misfit === undefined && exported.events > 0) whole.complete();
    return exported;
  } finally {
    closeSync(file);
    whole.end();
  }
}

function writeAll(file: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
}
