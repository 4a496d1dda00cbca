/** The request of a payment run, from the options of a command and back. */
import { dayText } from '#libs/kernel/day.ts';
import { nextBankDay } from '#libs/payments/bank/target-days.ts';
import type { RunRequest } from '#libs/payments/ledger/run-events.ts';
import { knownOn, optionalDayOf } from '#apps/cli/arguments.ts';

export interface RunOptions {
  readonly envelope: string;
  readonly dueBy?: string;
  readonly executionDay?: string;
  readonly team?: string;
  readonly exception?: readonly string[];
}

export function runRequestOf(run: string, options: RunOptions): RunRequest {
  const today = knownOn(undefined);
  return {
    envelope: options.envelope,
    run,
    dueBy: optionalDayOf('--due-by', options.dueBy) ?? today,
    executionDay: optionalDayOf('--execution-day', options.executionDay) ?? nextBankDay(today),
    ...(options.team === undefined ? {} : { team: options.team }),
    exceptions: options.exception ?? [],
  };
}

/** The options that prepare a run once more with its request; a day of execution that has passed becomes the next possible one. */
export function optionsAgain({ envelope, dueBy, executionDay, team, exceptions }: RunRequest): RunOptions {
  const isPast = executionDay < knownOn(undefined);
  return {
    envelope,
    dueBy: dayText(dueBy),
    ...(isPast ? {} : { executionDay: dayText(executionDay) }),
    ...(team === undefined ? {} : { team }),
    exception: exceptions,
  };
}
