/** Job: recomputes the recorded statements from the log, and compares the content of the read store. */
import { RecomputeStatements } from '#libs/statements/recomputation/commands/recompute-statements.ts';
import { figuresOfRecomputation } from '#libs/statements/recomputation/figures.ts';
import { recomputationDifferenceText } from '#libs/words/texts/difference-text.ts';
import { type JobKindHandler, jobCommit, progressOf, jobRange } from '#apps/worker/handlers/context.ts';

export const recomputeJob: JobKindHandler<'recompute'> = async ({ commands, now }, request, job, context) => {
  const { from, to, team } = request;
  const which = {
    ...(from === undefined || to === undefined ? {} : { range: jobRange({ from, to }) }),
    ...(team === undefined ? {} : { team }),
  };
  const recomputed = await commands.execute(
    new RecomputeStatements(which, jobCommit(job, 'recompute', now), (stage, done, total) => {
      progressOf(context, stage)(done, total);
    }),
  );
  return figuresOfRecomputation(recomputed, recomputationDifferenceText);
};
