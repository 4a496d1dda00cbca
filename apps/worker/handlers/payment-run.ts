/** Job: a payment run. Its posting to the ledger is one append, under the key of who asked: run again, it is the same run. */
import { findRun, makeRun, runMadeFor } from '#libs/payments/runs/payment-runs.ts';
import type { PaymentRun } from '#libs/payments/ledger/state.ts';
import { type Done, type Handler, type HandlerSettings, commitOf, dayOf } from '#apps/worker/handlers/context.ts';

export const paymentRunJob: Handler<'payment-run'> = async (settings, request, job, { signal, progress }) => {
  // Not asked again after this: what is due is released whole or not at all.
  signal.throwIfAborted();
  progress('release', 0, 1);
  const { run, envelope, dueBy, executionDay, payeeDays, confirmedPayees, team, exception } = request;
  const made = await makeRun(
    settings,
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
    commitOf(job, 'payment run', settings.now),
  );
  return resultOf(settings, made);
};

/** A run that was made stays made: what was asked of the job since, or became of its worker, does not take it back. */
export const paymentRunDone: Done<'payment-run'> = async (settings, request, { meta }) => {
  const made = await runMadeFor(settings, request, meta);
  return made === undefined ? undefined : resultOf(settings, made);
};

async function resultOf(settings: HandlerSettings, { id }: PaymentRun): Promise<object> {
  const { payments } = await findRun(settings, id);
  const totalCents = payments.reduce((sum, { amountCents }) => sum + amountCents, 0n);
  return { run: id, payments: payments.length, totalCents };
}
