/** Job: calculates with other parameters, beside the regulation in force, and keeps the effect under a name. */
import { MeasureSimulation } from '#libs/statements/calculation/commands/measure-simulation.ts';
import { figuresOf } from '#libs/statements/calculation/summary.ts';
import { type Handler, dayOf, progressOf, rangeOf } from '#apps/worker/handlers/context.ts';

export const simulateJob: Handler<'simulate'> = async ({ commands }, request, job, context) => {
  const { simulation, parameters, knownOn, team } = request;
  const asked = {
    name: simulation,
    parameters,
    by: job.meta.by.name,
    at: job.meta.at,
    range: rangeOf(request),
    knownOn: dayOf(knownOn, job.meta),
    ...(team === undefined ? {} : { team }),
  };
  const { pin, statements } = await commands.execute(
    new MeasureSimulation(asked, (stage, done, total) => {
      progressOf(context, stage)(done, total);
    }),
  );
  // As of a calculation that records nothing; its effect is read by its name.
  return figuresOf({ pin, statements, recorded: 0, noLongerDue: [] });
};
