/** The job of a proof for a reader of the feed: published events are in the log under the latest checkpoint. */
import { provePublished } from '#libs/feed/prove-published.ts';
import { refused } from '#libs/audit/refusals.ts';
import { openStoredEventsAt } from '#libs/runtime/stores.ts';
import { type JobKindHandler, progressOf } from '#apps/worker/handlers/context.ts';

export const feedProofJob: JobKindHandler<'feed-proof'> = async (
  { audit, stores, log },
  { events: ids },
  _job,
  context,
) => {
  const folder = audit.checkpoints;
  if (folder === undefined) throw refused('CHECKPOINTS_NOT_SET', {});
  const stored = await openStoredEventsAt(stores);
  try {
    return await provePublished({ log, stored, folder, ids, progress: progressOf(context, 'journal') });
  } finally {
    await stored.close();
  }
};
