/** Job: a payment run. Its posting to the ledger is one append, under the key of who asked: run again, it is the same run. */
import { findRun, makeRun } from '#libs/operations/payment-runs.ts';
import { type Handler, commitOf, dayOf } from '#apps/worker/handlers/context.ts';

export const paymentRunJob: Handler<'payment-run'> = async (
  { log, readStore, now },
  request,
  job,
  { signal, progress },
) => {
  // Not asked again after this: what is due is released whole or not at all.
  signal.throwIfAborted();
  progress('release', 0, 1);
  const { run, envelope, dueBy, executionDay, payeeDays, confirmedPayees, team, exception } = request;
  const made = await makeRun(
    { log, readStore },
    {
      run,
      envelope,
      dueBy: dayOf(dueBy, job.meta),
      executionDay: dayOf(executionDay, job.meta),
      payeeDays,
      confirmedPayees,
      ...(team === undefined ? {} : { team }),
      ...(exception === undefined ? {} : { exception }),
    },
    job.meta,
    commitOf(job, 'payment run', now),
  );
  const { payments } = await findRun({ log, readStore }, run);
  const totalCents = payments.reduce((sum, { amountCents }) => sum + amountCents, 0n);
  return { run: made.id, payments: payments.length, totalCents };
};
