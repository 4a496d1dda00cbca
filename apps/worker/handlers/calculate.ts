/** Job: calculates the draft statements of a range. */
import { CalculateStatements } from '#libs/statements/calculation/commands/calculate-statements.ts';
import { figuresOf } from '#libs/statements/calculation/summary.ts';
import { type Handler, commitOf, dayOf, progressOf, rangeOf } from '#apps/worker/handlers/context.ts';

export const calculateJob: Handler<'calculate'> = async ({ commands, now }, request, job, context) => {
  const { team } = request;
  const asked = {
    range: rangeOf(request),
    knownOn: dayOf(request.knownOn, job.meta),
    ...(team === undefined ? {} : { team }),
  };
  const summary = await commands.execute(
    new CalculateStatements(asked, commitOf(job, 'calculate', now), (stage, done, total) => {
      progressOf(context, stage)(done, total);
    }),
  );
  return figuresOf(summary);
};
