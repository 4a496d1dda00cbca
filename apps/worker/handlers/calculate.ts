/** Job: draft statements of a range. Run again, it records only what is not as it was calculated last. */
import { calculate } from '#libs/statements/calculation/calculate.ts';
import { figuresOf } from '#libs/statements/calculation/summary.ts';
import { regulationInForce } from '#libs/regulation/publication/shipped-version.ts';
import { type Handler, commitOf, dayOf, progressOf, rangeOf } from '#apps/worker/handlers/context.ts';

export const calculateJob: Handler<'calculate'> = async (settings, request, job, context) => {
  const { log, now } = settings;
  const commit = commitOf(job, 'calculate', now);
  const { regulation } = await regulationInForce(log, commit);
  const { team } = request;
  const asked = { range: rangeOf(request), knownOn: dayOf(request.knownOn, job.meta), regulation };
  const summary = await calculate(
    settings,
    team === undefined ? asked : { ...asked, team },
    commit,
    (stage, done, total) => {
      progressOf(context, stage)(done, total);
    },
  );
  return figuresOf(summary);
};
