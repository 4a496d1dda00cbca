/** The result of a command for each statement, for the requester over HTTP or by a job. */
import type { DomainError } from '#libs/kernel/domain-error.ts';
import type { StatementOutcome } from '#libs/statements/workflow/each-statement.ts';

interface OutcomeFigures {
  readonly team: string;
  readonly period: string;
  /** Types of the events recorded by the command, now or before. */
  readonly events: readonly string[];
  /** The position of the last event; null if nothing changed. */
  readonly position: number | null;
  /** A French sentence; null if the step was done. */
  readonly refused: string | null;
}

export function outcomeFigures(outcome: StatementOutcome, sentenceOf: (error: DomainError) => string): OutcomeFigures {
  const { team, period, refused } = outcome;
  if (refused !== undefined) return { team, period, events: [], position: null, refused: sentenceOf(refused) };
  return { team, period, events: outcome.made?.types ?? [], position: outcome.made?.position ?? null, refused: null };
}
