/** Job: imports the uploaded files, or tries it. */
import { personText } from '#libs/commands/person.ts';
import { ImportFacts } from '#libs/intake/commands/import-facts.ts';
import { TryImport } from '#libs/intake/commands/try-import.ts';
import type { ImportSummary } from '#libs/intake/import-summary.ts';
import { allRefused } from '#libs/intake/refusals.ts';
import { type Handler, commitOf, progressOf } from '#apps/worker/handlers/context.ts';

/** Waits for its turn without a limit, unless it is stopped: single facts pause often, and another import ends. */
const PATIENCE_MS = Infinity;

/** Throws FILES_REFUSED where nothing of any file could be read. */
export const importJob: Handler<'import'> = async (settings, { dryRun, isDayFirst }, job, context) => {
  const { commands, uploads, holder, now } = settings;
  const { folder, close } = await uploads.open(job.id);
  try {
    const asked = {
      folder,
      actor: personText(job.meta.by),
      correlation: job.meta.key,
      now,
      isDayFirst: isDayFirst === true,
      onProgress: (file: string, done: number, total: number) => {
        progressOf(context, file)(done, total);
      },
    };
    if (dryRun === true) return { ...(await commands.execute(new TryImport(asked))), dryRun };
    const commit = commitOf(job, 'import', now);
    const intake = { holder, patienceMs: PATIENCE_MS, signal: context.signal, commit };
    return someRecorded(await commands.execute(new ImportFacts({ ...asked, ...intake })));
  } finally {
    await close();
  }
};

function someRecorded(summary: ImportSummary): ImportSummary {
  const refused = summary.files.flatMap(({ file, refused: reason }) =>
    reason === undefined ? [] : [{ file, reason }],
  );
  if (refused.length > 0 && refused.length === summary.files.length) throw allRefused(refused);
  return summary;
}
