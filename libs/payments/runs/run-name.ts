/** The name of a payment run: it goes to the bank as it is, so it is checked when it is first given. */
import { holdsKeyedNumber } from '#libs/kernel/social-security-number.ts';
import { BANK_LIMITS } from '#libs/payments/bank/limits.ts';
import { checkReference, sepaText } from '#libs/payments/bank/sepa-text.ts';
import { runNameLengthMax } from '#libs/payments/bank/split-order.ts';
import { invalid } from '#libs/payments/runs/refusals.ts';

const EXAMPLE = 'R-2026-11';
/** Between two slashes, or in all: such a name would be a folder further up. */
const DOTS_ALONE = /(?:^|\/)\.+(?:\/|$)/;

/** Throws INVALID_RUN_NAME with a name that would do; `payments` are those of the run, since the names of many files are longer. */
export function requireRunName(run: string, payments = 1): void {
  const lengthMax = runNameLengthMax(payments);
  const checked = checkReference('run', run);
  if (checked.ok && run.length <= lengthMax && !DOTS_ALONE.test(run) && !holdsKeyedNumber(run)) return;
  const faults = checked.ok ? [] : checked.faults;
  throw invalid('INVALID_RUN_NAME', { run, faults, lengthMax, suggested: sendableName(run, lengthMax) });
}

/** Whether a run may be given the name. */
export function isRunName(run: string): boolean {
  return checkReference('run', run).ok && !DOTS_ALONE.test(run) && !holdsKeyedNumber(run);
}

/** The nearest name that a bank takes. */
export function sendableName(run: string, lengthMax: number = BANK_LIMITS.referenceLengthMax): string {
  const shown = sepaText(run, BANK_LIMITS.referenceLengthMax).replace(/\/{2,}/g, '/');
  const name = shown.slice(0, lengthMax).replace(/^[/ .]+|[/ ]+$/g, '');
  return /[A-Za-z0-9]/.test(name) && isRunName(name) ? name : EXAMPLE;
}
