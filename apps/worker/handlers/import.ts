/** Job: imports the uploaded files, or tries it. */
import { type EventStore, LeaseLost } from '#libs/event-store/event-store.ts';
import { personText } from '#libs/commands/person.ts';
import { ImportFacts } from '#libs/intake/commands/import-facts.ts';
import { TryImport } from '#libs/intake/commands/try-import.ts';
import type { ImportSummary } from '#libs/intake/import-summary.ts';
import { allRefused } from '#libs/intake/refusals.ts';
import { JobAborted } from '#libs/jobs/job-queue.ts';
import { jobOf } from '#libs/jobs/job/jobs.ts';
import { isOpenJob } from '#libs/jobs/job/state.ts';
import { type JobKindHandler, jobCommit, progressOf } from '#apps/worker/handlers/context.ts';

/** Waits for its turn without a limit, unless it is stopped: single facts pause often, and another import ends. */
const PATIENCE_MS = Infinity;

/** Throws FILES_REFUSED if no file could be read. */
export const importJob: JobKindHandler<'import'> = async (settings, { files, dryRun, isDayFirst }, job, context) => {
  const { commands, log, uploads, holder, now } = settings;
  const { folder, close } = await uploads.open(job.id);
  try {
    const asked = {
      folder,
      actor: personText(job.meta.by),
      correlation: job.meta.key,
      now,
      isDayFirst: isDayFirst === true,
      sent: new Map(files.map(({ name, sha256 }) => [name, sha256])),
      onProgress: (file: string, done: number, total: number) => {
        progressOf(context, file)(done, total);
      },
    };
    if (dryRun === true) return { ...(await commands.execute(new TryImport(asked))), dryRun };
    const commit = jobCommit(job, 'import', now);
    const onTurn = (): Promise<void> => requireOpen(log, job.id);
    const intake = { holder, patienceMs: PATIENCE_MS, signal: context.signal, commit, onTurn };
    return someRecorded(
      await againAfterLoss(() => commands.execute(new ImportFacts({ ...asked, ...intake })), context.signal),
    );
  } finally {
    await close();
  }
};

/** A worker that was suspended for longer than its lease has lost it to another writer: it waits for its turn and continues. */
async function againAfterLoss<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof LeaseLost)) throw error;
      signal.throwIfAborted();
    }
  }
}

/** Another worker may have ended the job while this one waited; its files may be deleted since. Throws JobAborted. */
async function requireOpen(log: EventStore, id: string): Promise<void> {
  const job = await jobOf(log, id);
  if (job === undefined || !isOpenJob(job)) throw new JobAborted('lost');
}

function someRecorded(summary: ImportSummary): ImportSummary {
  const refused = summary.files.flatMap(({ file, refused: reason }) =>
    reason === undefined ? [] : [{ file, reason }],
  );
  if (refused.length > 0 && refused.length === summary.files.length) throw allRefused(refused);
  return summary;
}
