/** What a command did to each statement, for who asked over HTTP or by a job. */
import type { DomainError } from '#libs/kernel/domain-error.ts';
import type { StatementOutcome } from '#libs/statements/workflow/each-statement.ts';

interface OutcomeFigures {
  readonly team: string;
  readonly period: string;
  /** Types of the events recorded by the command, now or before. */
  readonly events: readonly string[];
  /** Of the last one; null where nothing changed. */
  readonly position: number | null;
  /** A sentence; null where it is done. */
  readonly refused: string | null;
}

export function outcomeFigures(outcome: StatementOutcome, sentenceOf: (error: DomainError) => string): OutcomeFigures {
  const { team, period, refused } = outcome;
  if (refused !== undefined) return { team, period, events: [], position: null, refused: sentenceOf(refused) };
  return { team, period, events: outcome.made?.types ?? [], position: outcome.made?.position ?? null, refused: null };
}
