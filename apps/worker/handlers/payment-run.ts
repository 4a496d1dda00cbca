/** Job: makes a payment run. Its posting is one append under the requester’s key, so a repeated job is the same run. */
import { MakePaymentRun, runMadeBefore } from '#libs/payments/runs/commands/make-payment-run.ts';
import { type Done, type Handler, commitOf, dayOf } from '#apps/worker/handlers/context.ts';

export const paymentRunJob: Handler<'payment-run'> = async ({ commands, now }, request, job, { signal, progress }) => {
  // The last chance to stop: what is due is released whole or not at all.
  signal.throwIfAborted();
  progress('release', 0, 1);
  const { run, envelope, dueBy, executionDay, payeeDays, confirmedPayees, team, exception } = request;
  const asked = {
    run,
    envelope,
    dueBy: dayOf(dueBy, job.meta),
    executionDay: dayOf(executionDay, job.meta),
    payeeDays,
    confirmedPayees,
    ...(team === undefined ? {} : { team }),
    ...(exception === undefined ? {} : { exception }),
  };
  const author = { meta: job.meta, commit: commitOf(job, 'payment run', now) };
  return commands.execute(new MakePaymentRun(asked, author));
};

/** A posted run stays posted: a later cancel or the loss of the worker does not undo it. */
export const paymentRunDone: Done<'payment-run'> = ({ log }, request, { meta }) => runMadeBefore(log, request, meta);
