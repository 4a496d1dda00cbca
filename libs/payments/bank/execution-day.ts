/** The day on which the bank is to execute a run must be a day on which it can. */
import type { Day } from '#libs/kernel/day.ts';
import { BANK_LIMITS } from './limits.ts';
import type { ExecutionDayFault } from './refusals.ts';
import { bankClosure, nextBankDay } from './target-days.ts';

/** Undefined if the bank can execute on that day. Each fault names the next day that is possible. */
export function executionDayFault(executionDay: Day, today: Day): ExecutionDayFault | undefined {
  if (executionDay < today)
    return { code: 'EXECUTION_DAY_PAST', data: { executionDay, today, next: nextBankDay(today) } };
  const latest = today + BANK_LIMITS.executionDaysAheadMax;
  if (executionDay > latest) return { code: 'EXECUTION_DAY_TOO_FAR', data: { executionDay, latest } };
  const closure = bankClosure(executionDay);
  if (closure === undefined) return undefined;
  return { code: 'EXECUTION_DAY_CLOSED', data: { executionDay, closure, next: nextBankDay(executionDay) } };
}
