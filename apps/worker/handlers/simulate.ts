/** Job: calculates what-ifs and compares them with the regulation in force, and stores the effect of each under its name. */
import { readWhatIf } from '#libs/regulation/what-if.ts';
import { MeasureSimulation } from '#libs/statements/calculation/commands/measure-simulation.ts';
import { calculationFigures } from '#libs/statements/calculation/summary.ts';
import { type JobKindHandler, jobDay, progressOf, jobRange } from '#apps/worker/handlers/context.ts';

export const simulateJob: JobKindHandler<'simulate'> = async ({ commands }, request, job, context) => {
  const { simulation, parameters, overrides, scenarios, knownOn, team } = request;
  const whatIf = {
    ...(parameters === undefined ? {} : { parameters }),
    ...(overrides === undefined ? {} : { overrides }),
    ...(scenarios === undefined ? {} : { scenarios }),
  };
  const asked = {
    name: simulation,
    scenarios: readWhatIf(whatIf),
    by: job.meta.by.name,
    at: job.meta.at,
    range: jobRange(request),
    knownOn: jobDay(knownOn, job.meta),
    ...(team === undefined ? {} : { team }),
  };
  const { pin, statements } = await commands.execute(
    new MeasureSimulation(asked, (stage, done, total) => {
      progressOf(context, stage)(done, total);
    }),
  );
  // The figures of a calculation that records nothing; its effect is read by its name.
  return calculationFigures({ pin, statements, recorded: 0, noLongerDue: [] });
};
