/**
 * Proves that published events are in the log under a checkpoint, each by its leaf and its path, without showing the unpublished fields. An
 * auditor who has the recorded event, from a bundle, computes the same leaf.
 */
import type { Checkpoint } from '#libs/audit/checkpoint.ts';
import { type BundleHead, type ProvedEvent, exportEvents } from '#libs/audit/bundle.ts';
import type { MerklePath } from '#libs/audit/merkle.ts';
import type { Misfit } from '#libs/audit/misfit.ts';
import { leafOf } from '#libs/event-store/leaf.ts';
import type { StoredEvents } from '#libs/event-store/stored-events.ts';

export interface ProvedLeaf {
  readonly position: number;
  readonly leaf: string;
  readonly path: MerklePath;
}

interface Request {
  readonly stored: StoredEvents;
  readonly checkpoint: Checkpoint;
  readonly positions: readonly number[];
  readonly progress?: (done: number, total: number) => void;
}

type Proved =
  | {
      readonly status: 'made';
      readonly leaves: readonly ProvedLeaf[];
      /** A bundle of leaves, which apps/audit-verifier/verify.mjs verifies. */
      readonly bundle: string;
    }
  | { readonly status: 'misfit'; readonly misfit: Misfit };

export async function proveLeaves({ positions, ...request }: Request): Promise<Proved> {
  const wanted = new Set(positions);
  let written = '';
  const exported = await exportEvents(
    {
      ...request,
      write: (lines) => {
        written += lines;
      },
    },
    ({ position }) => wanted.has(position),
  );
  if (exported.misfit !== undefined) return { status: 'misfit', misfit: exported.misfit };
  const [head = '', ...lines] = written.trim().split('\n');
  const leaves = lines.map((one) => leafIn(JSON.parse(one) as ProvedEvent | ProvedLeaf));
  const bundle = [JSON.parse(head) as BundleHead, ...leaves].map((one) => `${JSON.stringify(one)}\n`).join('');
  return { status: 'made', leaves, bundle };
}

function leafIn(line: ProvedEvent | ProvedLeaf): ProvedLeaf {
  const { position, path } = line;
  return { position, leaf: 'leaf' in line ? line.leaf : leafOf(line.nonce, position, line.text), path };
}
