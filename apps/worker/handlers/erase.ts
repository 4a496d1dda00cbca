/** Job: forgets the patient of a confirmed erasure. If it is stopped, a worker still finishes it within a minute. */
import { ErasePatient } from '#libs/erasure/commands/erase-patient.ts';
import { type JobKindHandler, jobCommit, progressOf } from '#apps/worker/handlers/context.ts';

export const eraseJob: JobKindHandler<'erase'> = async ({ commands, now }, { erasure }, job, context) => {
  await commands.execute(
    new ErasePatient(erasure, jobCommit(job, 'erase', now), (stage, done, total) => {
      progressOf(context, stage)(done, total);
    }),
  );
  return { erasure };
};
