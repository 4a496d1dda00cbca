/** Job: forgets the patient of a confirmed erasure. Stopped, it is ended by a worker within a minute all the same. */
import { ErasePatient } from '#libs/erasure/commands/erase-patient.ts';
import { type Handler, commitOf, progressOf } from '#apps/worker/handlers/context.ts';

export const eraseJob: Handler<'erase'> = async ({ commands, now }, { erasure }, job, context) => {
  const author = { meta: job.meta, commit: commitOf(job, 'erase', now) };
  await commands.execute(
    new ErasePatient(erasure, author, (stage, done, total) => {
      progressOf(context, stage)(done, total);
    }),
  );
  return { erasure };
};
