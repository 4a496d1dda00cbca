/** The decisions of a statement: the statement itself, then its regularisations; and sums of their lines. */
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
  /** Revision of the approving event. It is unique, also for a decision made again after a withdrawal. */
  readonly revision: number;
}

/** The id of a decision in the payment ledger and the feed. */
export function decisionId(of: TeamPeriod, { revision }: Decision): string {
  return `${statementStream(of)}@${revision}`;
}

/** The sum of all decisions, line by line, in the order in which the lines were first decided. */
export function decidedLines(decisions: readonly Decision[]): readonly Line[] {
  const sums = new Map<LineName, bigint>();
  for (const { lines } of decisions)
    for (const { line, amountCents } of lines) sums.set(line, (sums.get(line) ?? 0n) + amountCents);
  return [...sums].map(([line, amountCents]) => ({ line, amountCents }));
}

/**
 * For each line, the new amount minus the sum decided. A missing line, or a missing statement, counts as 0. Lines without a
 * difference are left out. Source: rules, "Replay and regularisation".
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

/** The parts of a decision that are due. A regularisation has one part, due on the day in France on which it is approved. */
export function dueParts({ number, instalments, lines, approvedAt }: Decision): Proposal['instalments'] {
  const parts = number === 0 ? instalments : [{ dueOn: dayOfInstant(approvedAt), amountCents: total(lines) }];
  return parts.filter(({ amountCents }) => amountCents !== 0n);
}
