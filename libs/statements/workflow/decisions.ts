/** The decisions of a statement: the statement itself, then its regularisations; and sums of their lines. */
import type { Person } from '#libs/event-store/author.ts';
import { type CalculatedStatement, type TeamPeriod, statementStream } from '#libs/statements/calculated-statement.ts';
import { type Day, dayOfInstant } from '#libs/kernel/day.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import type { Instalment, Line, LineName } from '#libs/statements/rules/statement.ts';
import type { Move, StatementProposal } from '#libs/statements/workflow/events.ts';

export interface Decision extends StatementProposal {
  /** The instalments and credits of its calculation, by kind; undefined if an old log does not have the calculation. */
  readonly schedule: Schedule | undefined;
  readonly submittedBy: Person;
  readonly approvedBy: Person;
  /** ISO 8601 instant. */
  readonly approvedAt: string;
  /** Revision of the approving event. It is unique, also for a decision made again after a withdrawal. */
  readonly revision: number;
}

/** The id of a decision in the payment ledger and the feed. */
export function decisionId(of: TeamPeriod, { revision }: Pick<Decision, 'revision'>): string {
  return `${statementStream(of)}@${revision}`;
}

/** The id in the payment ledger of what a decision makes due: its due parts, then what it moves; `index` from 0. */
export function itemId(of: TeamPeriod, decision: Pick<Decision, 'revision'>, index: number): string {
  return `${decisionId(of, decision)}#${index + 1}`;
}

/** The sum of all decisions, line by line, in the order in which the lines were first decided. */
export function decidedLines(decisions: readonly Decision[]): readonly Line[] {
  const sums = new Map<LineName, bigint>();
  for (const { lines } of decisions)
    for (const { line, amountCents } of lines) sums.set(line, (sums.get(line) ?? 0n) + amountCents);
  return [...sums].map(([line, amountCents]) => ({ line, amountCents }));
}

/**
 * For each line, the new amount minus the decided sum. A missing line, or a missing statement, counts as 0. Lines without a difference are
 * left out. Source: rules, "Replay and regularisation".
 */
export function difference(decisions: readonly Decision[], { statement }: CalculatedStatement): readonly Line[] {
  const decided = new Map(decidedLines(decisions).map(({ line, amountCents }) => [line, amountCents]));
  const now = new Map((statement?.lines ?? []).map(({ line, amountCents }) => [line, amountCents]));
  return [...new Set([...now.keys(), ...decided.keys()])]
    .map((line) => ({ line, amountCents: (now.get(line) ?? 0n) - (decided.get(line) ?? 0n) }))
    .filter(({ amountCents }) => amountCents !== 0n);
}

export type Schedule = readonly Instalment[];

/**
 * The amounts whose due day moved since the last decision: by kind and day, the decreases and the increases, in order of days. The rest is
 * the difference of the lines. Source: rules, "Replay and regularisation".
 */
export function movedDays(decisions: readonly Decision[], { statement }: CalculatedStatement): readonly Move[] {
  const decided = decisions.at(-1)?.schedule;
  if (decided === undefined) return [];
  const now = statement?.instalments ?? [];
  return (['INSTALMENT', 'STARTUP_CREDIT'] as const).flatMap((kind) =>
    moves(kind, changes(ofKind(decided, kind), ofKind(now, kind))),
  );
}

function ofKind(schedule: Schedule, kind: Instalment['kind']): Schedule {
  return schedule.filter((one) => one.kind === kind);
}

interface Change {
  readonly day: Day;
  amountCents: bigint;
}

/** The differences from the decided amounts, by day. */
function changes(decided: Schedule, now: Schedule): Change[] {
  const byDay = new Map<Day, bigint>();
  const add = (day: Day, cents: bigint): void => {
    byDay.set(day, (byDay.get(day) ?? 0n) + cents);
  };
  for (const { dueOn, amountCents } of decided) add(dueOn, -amountCents);
  for (const { dueOn, amountCents } of now) add(dueOn, amountCents);
  return [...byDay].map(([day, amountCents]) => ({ day, amountCents })).sort((a, b) => a.day - b.day);
}

function moves(kind: Instalment['kind'], byDay: readonly Change[]): Move[] {
  const [less, more] = [byDay.filter((one) => one.amountCents < 0n), byDay.filter((one) => one.amountCents > 0n)];
  const found: Move[] = [];
  for (let [from, to] = [less.shift(), more.shift()]; from !== undefined && to !== undefined;) {
    const amountCents = -from.amountCents < to.amountCents ? -from.amountCents : to.amountCents;
    found.push({ kind, from: from.day, to: to.day, amountCents });
    from.amountCents += amountCents;
    to.amountCents -= amountCents;
    if (from.amountCents === 0n) from = less.shift();
    if (to.amountCents === 0n) to = more.shift();
  }
  return found;
}

/**
 * The items of the ledger that the decisions made due for a kind and day of their calculations: parts of the statement, and amounts that a
 * regularisation moved there, though they are due on its approval if that was later. An old log does not have the kinds of the parts.
 */
export function itemsOn(
  of: TeamPeriod,
  decisions: readonly Decision[],
  on: { readonly kind: Instalment['kind']; readonly day: Day },
): readonly string[] {
  return decisions.flatMap((decision) =>
    scheduledItems(decision).flatMap(({ kind = on.kind, day }, index) =>
      kind === on.kind && day === on.day ? [itemId(of, decision, index)] : [],
    ),
  );
}

interface ScheduledItem {
  readonly kind: Instalment['kind'] | undefined;
  /** The day of the calculation; undefined for the difference of a regularisation, which is of none. */
  readonly day: Day | undefined;
}

/** In the order of the items of the decision in the ledger. */
function scheduledItems(decision: Decision): readonly ScheduledItem[] {
  if (decision.number > 0) {
    const ofDifference = dueParts(decision).map(() => ({ kind: undefined, day: undefined }));
    return [...ofDifference, ...decision.moves.map(({ kind, to }) => ({ kind, day: to }))];
  }
  // The parts of the statement itself are its schedule, in the same order; neither has what is zero.
  const schedule = decision.schedule?.filter(({ amountCents }) => amountCents !== 0n);
  return dueParts(decision).map(({ dueOn }, index) => ({ kind: schedule?.[index]?.kind, day: dueOn }));
}

/** A moved amount is due on its new day, or on the day of approval if that is later. */
export function dueMoves({ moves: moved, approvedAt }: Decision): readonly Move[] {
  const approvedOn = dayOfInstant(approvedAt);
  return moved.map((move) => ({ ...move, to: Math.max(move.to, approvedOn) }));
}

/** Cents. */
export function total(lines: readonly Line[]): bigint {
  return sumCentsOf(lines, ({ amountCents }) => amountCents);
}

/** The due parts of a decision. A regularisation has one part, due on the day in France on which it is approved. */
export function dueParts({ number, instalments, lines, approvedAt }: Decision): StatementProposal['instalments'] {
  const parts = number === 0 ? instalments : [{ dueOn: dayOfInstant(approvedAt), amountCents: total(lines) }];
  return parts.filter(({ amountCents }) => amountCents !== 0n);
}
