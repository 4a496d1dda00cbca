/** Job: imports the uploaded files. */
import { personText } from '#libs/commands/person.ts';
import { ImportFacts } from '#libs/intake/commands/import-facts.ts';
import { type Handler, commitOf, progressOf } from '#apps/worker/handlers/context.ts';

/** Waits for its turn without a limit, unless it is stopped: single facts pause often, and another import ends. */
const PATIENCE_MS = Infinity;

export const importJob: Handler<'import'> = async ({ commands, uploads, holder, now }, _request, job, context) => {
  const { folder, close } = await uploads.open(job.id);
  try {
    return await commands.execute(
      new ImportFacts({
        folder,
        holder,
        patienceMs: PATIENCE_MS,
        signal: context.signal,
        actor: personText(job.meta.by),
        correlation: job.meta.key,
        commit: commitOf(job, 'import', now),
        now,
        onProgress: (file, done, total) => {
          progressOf(context, file)(done, total);
        },
      }),
    );
  } finally {
    await close();
  }
};
