/** The name of a payment run goes to the bank unchanged, so it is checked when it is first given. */
import { holdsKeyedNumber } from '#libs/kernel/social-security-number.ts';
import { BANK_LIMITS } from '#libs/payments/bank/limits.ts';
import { checkReference, sepaText } from '#libs/payments/bank/sepa-text.ts';
import { runNameLengthMax } from '#libs/payments/bank/split-order.ts';
import { invalid } from '#libs/payments/runs/refusals.ts';

const EXAMPLE = 'R-2026-11';
/** Dots alone, between two slashes or as the whole name: that would be a parent folder. */
const DOTS_ALONE = /(?:^|\/)\.+(?:\/|$)/;

/**
 * Throws INVALID_RUN_NAME with an accepted name; `payments`: the number of payments of the run, since a run of many files has longer names.
 */
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
