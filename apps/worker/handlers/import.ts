/** Job: the facts of the files that were uploaded. Run again, it finishes what it had begun: facts already recorded are known. */
import { personText } from '#libs/commands/person.ts';
import { importIntoLog } from '#libs/intake/import-into-log.ts';
import { regulationInForce } from '#libs/regulation/publication/shipped-version.ts';
import { INTAKE_WORDS } from '#libs/words/intake.ts';
import { uploadFolder } from '#libs/runtime/uploads.ts';
import { type Handler, commitOf, progressOf } from '#apps/worker/handlers/context.ts';

/** Who records single facts pauses often, and another import ends: it waits until then, or until it is told to stop. */
const PATIENCE_MS = Infinity;

export const importJob: Handler<'import'> = async ({ log, readStore, uploads, holder, now }, _request, job, context) =>
  importIntoLog({
    log,
    readStore,
    words: INTAKE_WORDS,
    folder: uploadFolder(uploads, job.id),
    regulation: async () => (await regulationInForce(log, commitOf(job, 'import', now))).regulation,
    holder,
    patienceMs: PATIENCE_MS,
    signal: context.signal,
    actor: personText(job.meta.by),
    correlation: job.meta.key,
    now,
    onProgress: (file, done, total) => {
      progressOf(context, file)(done, total);
    },
  });
