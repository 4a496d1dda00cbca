/** Refuses payment runs that earlier programs requested as jobs: today a run is prepared, read, and released by its code. */
import { samePerson } from '#libs/commands/person.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { refused } from '#libs/payments/ledger/refusals.ts';
import type { ResultFinder, JobKindHandler } from '#apps/worker/handlers/context.ts';

export const paymentRunJob: JobKindHandler<'payment-run'> = (_, { run }) =>
  Promise.reject(refused('NO_PREPARED_RUN', { run }));

/** A run that the job posted stays posted: a later cancel or the loss of the worker does not undo it. */
export const paymentRunDone: ResultFinder<'payment-run'> = async ({ log }, { run: name }, { meta }) => {
  const run = (await ledgerOf(log)).runs.get(name);
  if (run?.at !== meta.at || !samePerson(run.by, meta.by)) return undefined;
  return { run: name, payments: run.payments.length };
};
