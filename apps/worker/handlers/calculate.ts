/** Job: calculates the draft statements of a range. */
import { CalculateStatements } from '#libs/statements/calculation/commands/calculate-statements.ts';
import { calculationFigures } from '#libs/statements/calculation/summary.ts';
import { type JobKindHandler, jobCommit, jobDay, progressOf, jobRange } from '#apps/worker/handlers/context.ts';

export const calculateJob: JobKindHandler<'calculate'> = async ({ commands, now }, request, job, context) => {
  const { team } = request;
  const asked = {
    range: jobRange(request),
    knownOn: jobDay(request.knownOn, job.meta),
    ...(team === undefined ? {} : { team }),
  };
  const summary = await commands.execute(
    new CalculateStatements(asked, jobCommit(job, 'calculate', now), (stage, done, total) => {
      progressOf(context, stage)(done, total);
    }),
  );
  return calculationFigures(summary);
};
