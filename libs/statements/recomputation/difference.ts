/** The first difference between a record and the result from the log: a line to the cent, otherwise another figure of the statement. */
import { dayText } from '#libs/kernel/day.ts';
import { type CalculatedStatement, writtenFigures } from '#libs/statements/calculated-statement.ts';
import type { LineName, Statement } from '#libs/statements/rules/statement.ts';
import { type Decision, decidedLines, difference, movedDays } from '#libs/statements/workflow/decisions.ts';
import type { StatementProposal } from '#libs/statements/workflow/events.ts';

type Figure = Exclude<keyof Statement, 'lines' | 'team' | 'period'>;

export type RecomputationDifference =
  | { readonly of: 'LINE'; readonly line: LineName; readonly recordedCents: bigint; readonly recomputedCents: bigint }
  /**
   * `figure`: 'moves' if a regularisation moves other due days than its calculation; 'statement' if only one of the two has a statement;
   * 'digest' if the recorded digest does not match the recorded content.
   */
  | {
      readonly of: 'FIGURE';
      readonly figure: Figure | 'statement' | 'digest' | 'moves';
      readonly recorded: string;
      readonly recomputed: string;
    };

/** The figures in the order of their comparison, with their names. */
const FIGURES = Object.keys({
  totalCents: true,
  instalments: true,
  patients: true,
  rates: true,
  ledger: true,
  parameters: true,
  flags: true,
  scheme: true,
  text: true,
  phase: true,
  teamName: true,
} satisfies Readonly<Record<Figure, true>>) as readonly Figure[];

/** Compares a recorded calculation with the same one from the log. */
export function differenceOfCalculations(
  recorded: CalculatedStatement,
  recomputed: CalculatedStatement,
): RecomputationDifference | undefined {
  const [then, now] = [recorded.statement, recomputed.statement];
  const found = differenceOfLines(then?.lines ?? [], now?.lines ?? []) ?? differenceOfFigures(then, now);
  if (found !== undefined || recorded.digest === recomputed.digest) return found;
  return { of: 'FIGURE', figure: 'digest', recorded: recorded.digest, recomputed: recomputed.digest };
}

/**
 * Compares a proposal with the calculation that it names, from the log. Together with the decisions before it, its lines must be those of
 * the calculation; a statement is due on the days of its calculation, and a regularisation moves those that it moves.
 */
export function differenceOfProposal(
  before: readonly Decision[],
  proposal: StatementProposal,
  recomputed: CalculatedStatement,
): RecomputationDifference | undefined {
  const decided = [...before, proposal as Decision];
  const [first] = difference(decided, recomputed);
  if (first !== undefined)
    return differenceOfLines(decidedLines(decided), recomputed.statement?.lines ?? []) ?? digests(proposal, recomputed);
  const due = recomputed.statement?.instalments ?? [];
  if (proposal.number === 0 && scheduleText(proposal.instalments) !== scheduleText(due))
    return {
      of: 'FIGURE',
      figure: 'instalments',
      recorded: scheduleText(proposal.instalments),
      recomputed: scheduleText(due),
    };
  // Regularisations of former versions moved no day.
  const moves = proposal.moves.length === 0 ? [] : movedDays(before, recomputed);
  if (movesText(proposal.moves) !== movesText(moves))
    return { of: 'FIGURE', figure: 'moves', recorded: movesText(proposal.moves), recomputed: movesText(moves) };
  return proposal.digest === recomputed.digest ? undefined : digests(proposal, recomputed);
}

function digests(
  { digest: recorded }: StatementProposal,
  { digest: recomputed }: CalculatedStatement,
): RecomputationDifference {
  return { of: 'FIGURE', figure: 'digest', recorded, recomputed };
}

function differenceOfLines(
  recorded: Statement['lines'],
  recomputed: Statement['lines'],
): RecomputationDifference | undefined {
  const [then, now] = [recorded, recomputed].map((lines) => new Map(lines.map((one) => [one.line, one.amountCents])));
  for (const { line } of [...recomputed, ...recorded]) {
    const [recordedCents, recomputedCents] = [then?.get(line) ?? 0n, now?.get(line) ?? 0n];
    if (recordedCents !== recomputedCents) return { of: 'LINE', line, recordedCents, recomputedCents };
  }
  return undefined;
}

function differenceOfFigures(
  recorded: Statement | null,
  recomputed: Statement | null,
): RecomputationDifference | undefined {
  if (recorded === null || recomputed === null) {
    if (recorded === recomputed) return undefined;
    const textOf = (statement: Statement | null): string => (statement === null ? '' : statement.teamName);
    return { of: 'FIGURE', figure: 'statement', recorded: textOf(recorded), recomputed: textOf(recomputed) };
  }
  const [was, is] = [writtenFigures(recorded), writtenFigures(recomputed)];
  for (const figure of FIGURES) {
    const [then, now] = [JSON.stringify(was[figure]), JSON.stringify(is[figure])];
    if (then !== now) return { of: 'FIGURE', figure, recorded: then, recomputed: now };
  }
  return undefined;
}

function scheduleText(parts: StatementProposal['instalments']): string {
  return parts.map(({ dueOn, amountCents }) => `${dayText(dueOn)} ${amountCents}`).join(', ');
}

function movesText(moves: StatementProposal['moves']): string {
  return moves
    .map(({ kind, from, to, amountCents }) => `${kind} ${dayText(from)} ${dayText(to)} ${amountCents}`)
    .join(', ');
}
