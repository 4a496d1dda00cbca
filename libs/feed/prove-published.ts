/** Proves to a reader of the feed that published events are in the log under the latest checkpoint, by their ids. */
import { checkpointsIn } from '#libs/audit/bundle-file.ts';
import { lastInChain } from '#libs/audit/checkpoint-chain.ts';
import { type ProvedLeaf, proveLeaves } from '#libs/audit/feed-proof.ts';
import { invalid, refused } from '#libs/audit/refusals.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { StoredEvents } from '#libs/event-store/stored-events.ts';
import { CURSOR_PATTERN, epochAt } from '#libs/feed/epoch.ts';
import { publishedHeads } from '#libs/feed/published-heads.ts';

interface Asked {
  readonly log: EventStore;
  readonly stored: StoredEvents;
  /** Folder of the checkpoints. */
  readonly folder: string;
  /** Ids of published events. */
  readonly ids: readonly string[];
  readonly progress?: (done: number, total: number) => void;
}

interface PublishedProof {
  /** Position of the checkpoint, and its root. */
  readonly checkpoint: number;
  readonly root: string;
  readonly proved: readonly (Pick<ProvedLeaf, 'position' | 'leaf'> & { readonly id: string | undefined })[];
  /** A bundle of leaves, which apps/audit-verifier/verify.mjs verifies. */
  readonly bundle: string;
}

/** Throws NO_CHECKPOINT, EVENT_NOT_PUBLISHED for an id of no published event of this log, EVENT_NOT_SIGNED, LOG_DOES_NOT_FIT. */
export async function provePublished({ log, stored, folder, ids, progress }: Asked): Promise<PublishedProof> {
  const checkpoint = lastInChain(checkpointsIn(folder))?.checkpoint;
  if (checkpoint === undefined) throw invalid('NO_CHECKPOINT', { folder });
  const idOf = new Map<number, string>();
  for (const id of ids) idOf.set(await publishedPosition(log, id), id);
  const positions = [...idOf.keys()];
  const beyond = positions.find((position) => position > checkpoint.position);
  if (beyond !== undefined) throw invalid('EVENT_NOT_SIGNED', { position: beyond, signedAt: checkpoint.position });
  const made = await proveLeaves({ stored, checkpoint, positions, ...(progress && { progress }) });
  if (made.status === 'misfit') throw refused('LOG_DOES_NOT_FIT', { misfit: made.misfit });
  const proved = made.leaves.map(({ position, leaf }) => ({ id: idOf.get(position), position, leaf }));
  return { checkpoint: checkpoint.position, root: checkpoint.root, proved, bundle: made.bundle };
}

async function publishedPosition(log: EventStore, id: string): Promise<number> {
  const [, text, epoch] = CURSOR_PATTERN.exec(id) ?? [];
  const position = Number(text);
  const isHere = text !== undefined && position > 0 && (await epochAt(log, position)) === epoch;
  if (!isHere || (await publishedHeads(log, position - 1, position)).length === 0)
    throw invalid('EVENT_NOT_PUBLISHED', { id });
  return position;
}
