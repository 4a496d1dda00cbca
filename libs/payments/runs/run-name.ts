/** The name of a payment run: it goes to the bank as it is, so it is checked when it is first given. */
import { BANK_LIMITS } from '#libs/payments/bank/limits.ts';
import { checkReference, sepaText } from '#libs/payments/bank/sepa-text.ts';
import { runNameLengthMax } from '#libs/payments/bank/split-order.ts';
import { invalid } from '#libs/payments/runs/refusals.ts';

const EXAMPLE = 'R-2026-11';

/** Throws INVALID_RUN_NAME with a name that would do; `payments` are those of the run, since the names of many files are longer. */
export function requireRunName(run: string, payments = 1): void {
  const checked = checkReference('run', run);
  const faults = checked.ok ? [] : checked.faults;
  const lengthMax = runNameLengthMax(payments);
  // A path of dots alone names no resource over HTTP.
  if (faults.length === 0 && run.length <= lengthMax && !/^\.+$/.test(run)) return;
  throw invalid('INVALID_RUN_NAME', { run, faults, lengthMax, suggested: sendableName(run, lengthMax) });
}

/** The nearest name that a bank takes. */
function sendableName(run: string, lengthMax: number): string {
  const shown = sepaText(run, BANK_LIMITS.referenceLengthMax).replace(/\/{2,}/g, '/');
  const name = shown.slice(0, lengthMax).replace(/^[/ .]+|[/ ]+$/g, '');
  return /[A-Za-z0-9]/.test(name) ? name : EXAMPLE;
}
