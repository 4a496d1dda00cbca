/** The job of a proof for who reads the feed: that published events are in the log under the latest checkpoint. */
import { checkpointsIn } from '#libs/audit/bundle-file.ts';
import { proveLeaves } from '#libs/audit/feed-proof.ts';
import { invalid, refused } from '#libs/audit/refusals.ts';
import { CURSOR_PATTERN, epochAt } from '#libs/feed/epoch.ts';
import { publishedHeads } from '#libs/feed/published-heads.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { openStoredEventsAt } from '#libs/runtime/stores.ts';
import { type Handler, progressOf } from '#apps/worker/handlers/context.ts';

export const feedProofJob: Handler<'feed-proof'> = async ({ audit, stores, log }, { events }, _job, context) => {
  if (audit.checkpoints === undefined) throw refused('CHECKPOINTS_NOT_SET', {});
  const { checkpoint } = checkpointsIn(audit.checkpoints).at(-1) ?? { checkpoint: undefined };
  if (checkpoint === undefined) throw invalid('NO_CHECKPOINT', { folder: audit.checkpoints });
  const idOf = new Map<number, string>();
  for (const id of events) idOf.set(await positionOf(log, id), id);
  const positions = [...idOf.keys()];
  const beyond = positions.find((position) => position > checkpoint.position);
  if (beyond !== undefined) throw invalid('EVENT_NOT_SIGNED', { position: beyond, signedAt: checkpoint.position });
  const stored = await openStoredEventsAt(stores);
  try {
    const made = await proveLeaves({ stored, checkpoint, positions, progress: progressOf(context, 'journal') });
    if (made.status === 'misfit') throw refused('LOG_DOES_NOT_FIT', { misfit: made.misfit });
    const proved = made.leaves.map(({ position, leaf }) => ({ id: idOf.get(position), position, leaf }));
    return { checkpoint: checkpoint.position, root: checkpoint.root, proved, bundle: made.bundle };
  } finally {
    await stored.close();
  }
};

/** Throws EVENT_NOT_PUBLISHED for an id of no published event of this log. */
async function positionOf(log: EventStore, id: string): Promise<number> {
  const [, text, epoch] = CURSOR_PATTERN.exec(id) ?? [];
  const position = Number(text);
  const isHere = text !== undefined && position > 0 && (await epochAt(log, position)) === epoch;
  if (!isHere || (await publishedHeads(log, position - 1, position)).length === 0)
    throw invalid('EVENT_NOT_PUBLISHED', { id });
  return position;
}
