/** Job: the facts of the files that were uploaded. */
import { personText } from '#libs/commands/person.ts';
import { ImportFacts } from '#libs/intake/commands/import-facts.ts';
import { uploadFolder } from '#libs/runtime/uploads.ts';
import { type Handler, commitOf, progressOf } from '#apps/worker/handlers/context.ts';

/** Who records single facts pauses often, and another import ends: it waits until then, or until it is told to stop. */
const PATIENCE_MS = Infinity;

export const importJob: Handler<'import'> = ({ commands, uploads, holder, now }, _request, job, context) =>
  commands.execute(
    new ImportFacts({
      folder: uploadFolder(uploads, job.id),
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
