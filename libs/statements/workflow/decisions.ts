/** What was decided of a statement: the statement itself and its regularisations, and sums of their lines. */
import type { Person } from '#libs/event-store/author.ts';
import { type CalculatedStatement, type TeamPeriod, statementStream } from '#libs/statements/calculated-statement.ts';
import { dayOfInstant } from '#libs/kernel/day.ts';
import type { Line, LineName } from '#libs/statements/rules/statement.ts';
import type { Proposal } from '#libs/statements/workflow/events.ts';

export interface Decision extends Proposal {
  readonly submittedBy: Person;
  readonly approvedBy: Person;
  /** ISO 8601 instant. */
  readonly approvedAt: string;
  /** Of the approving event in its stream: no two decisions share it, not even one made again after it was withdrawn. */
  readonly revision: number;
}

/** Names a decision wherever money follows from it. */
export function decisionId(of: TeamPeriod, { revision }: Decision): string {
  return `${statementStream(of)}@${revision}`;
}

/** Sum of all that was decided, by line, in the order the lines were first decided. */
export function decidedLines(decisions: readonly Decision[]): readonly Line[] {
  const sums = new Map<LineName, bigint>();
  for (const { lines } of decisions)
    for (const { line, amountCents } of lines) sums.set(line, (sums.get(line) ?? 0n) + amountCents);
  return [...sums].map(([line, amountCents]) => ({ line, amountCents }));
}

/**
 * For each line, the new amount minus the sum of what has been decided for it; a line, or a whole statement, that is no longer there
 * counts as 0. Lines without a difference are left out. Source: rules, "Replay and regularisation".
 */
export function difference(decisions: readonly Decision[], { statement }: CalculatedStatement): readonly Line[] {
  const decided = new Map(decidedLines(decisions).map(({ line, amountCents }) => [line, amountCents]));
  const now = new Map((statement?.lines ?? []).map(({ line, amountCents }) => [line, amountCents]));
  return [...new Set([...now.keys(), ...decided.keys()])]
    .map((line) => ({ line, amountCents: (now.get(line) ?? 0n) - (decided.get(line) ?? 0n) }))
    .filter(({ amountCents }) => amountCents !== 0n);
}

/** Cents. */
export function total(lines: readonly Line[]): bigint {
  return lines.reduce((sum, { amountCents }) => sum + amountCents, 0n);
}

/** What a decision adds to what is due, and when; a regularisation in one part, on the day in France on which it is approved. */
export function dueParts({ number, instalments, lines, approvedAt }: Decision): Proposal['instalments'] {
  const parts = number === 0 ? instalments : [{ dueOn: dayOfInstant(approvedAt), amountCents: total(lines) }];
  return parts.filter(({ amountCents }) => amountCents !== 0n);
}
