/** Job: a payment run. Its posting to the ledger is one append, under the key of who asked: run again, it is the same run. */
import { MakePaymentRun, runMadeBefore } from '#libs/payments/runs/commands/make-payment-run.ts';
import { type Done, type Handler, commitOf, dayOf } from '#apps/worker/handlers/context.ts';

export const paymentRunJob: Handler<'payment-run'> = async ({ commands, now }, request, job, { signal, progress }) => {
  // Not asked again after this: what is due is released whole or not at all.
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

/** A run that was made stays made: what was asked of the job since, or became of its worker, does not take it back. */
export const paymentRunDone: Done<'payment-run'> = ({ log }, request, { meta }) => runMadeBefore(log, request, meta);
