/** Job: compares the decisions of a range with a new calculation, and explains the differences. */
import { ReplayStatements } from '#libs/replay/commands/replay-statements.ts';
import { dayText } from '#libs/kernel/day.ts';
import { type JobKindHandler, jobCommit, jobDay, progressOf, jobRange } from '#apps/worker/handlers/context.ts';

export const replayJob: JobKindHandler<'replay'> = async ({ commands, now }, request, job, context) => {
  const { from, to, knownOn, ...rest } = request;
  const asked = { ...rest, range: jobRange({ from, to }), knownOn: jobDay(knownOn, job.meta) };
  const { pin, statements } = await commands.execute(
    new ReplayStatements(asked, jobCommit(job, 'replay', now), progressOf(context, 'replay')),
  );
  const day = dayText(pin.knownOn);
  return statements.map(({ now: _, ...one }) => ({ ...one, knownOn: day }));
};
