/** The amounts of a quarter under a scheme, or under payment by the act: the payment, and the cost of its acts beside it. */
import type { Team } from '#libs/enrolment/teams.ts';
import { type Quarter, quarterText, yearOfQuarter } from '#libs/kernel/day.ts';
import { type QuarterRange, quarterPeriod, quartersIn, yearPeriod } from '#libs/kernel/period.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import { traitsOf } from '#libs/regulation/families.ts';
import type { Scheme } from '#libs/regulation/regulation.ts';
import type { Terms } from '#libs/statements/comparison/team-under.ts';
import { statementOf } from '#libs/statements/rules/families.ts';
import type { Frame } from '#libs/statements/rules/frame.ts';
import type { Flag, Line, Statement } from '#libs/statements/rules/statement.ts';
import { type Sums, sumsOfQuarter } from '#libs/statements/rules/sums.ts';

/** Left out: credits, because a team gets them under no scheme, and double payments, because they did not happen under another scheme. */
const LEFT_OUT = ['STARTUP_CREDIT', 'DOUBLE_PAYMENT'];

export interface ComparedQuarter {
  readonly quarter: string;
  /** The payment of the scheme, in cents; null if the scheme has no text yet, or if the team is not in the experiment. */
  readonly schemeCents: bigint | null;
  /** The advance by the list of the first day; null if nothing is paid in advance. */
  readonly advanceCents: bigint | null;
  /** Base of the acts that stay paid by the act, cents. */
  readonly actsCents: bigint;
  readonly totalCents: bigint | null;
  readonly patients: number | null;
  readonly lines: readonly Line[];
  readonly flags: readonly Flag[];
}

/** A scheme with its frame, and the sums of the patients in it. */
export interface Variant {
  readonly scheme: Scheme;
  readonly terms: Terms;
  readonly frame: Frame;
  readonly sums: Sums;
}

/** The variants that a scheme is compared with: payment by the act, and the scheme's own advances if it pays any. */
interface Beside {
  readonly acts: Variant;
  readonly advance: Variant | undefined;
}

/** Each quarter of the range under a scheme; for a scheme that pays by year, the last quarter of a year has the amount of the year. */
export function quartersUnder(
  variant: Variant,
  { acts, advance }: Beside,
  team: string,
  range: QuarterRange,
): readonly ComparedQuarter[] {
  return quartersIn(range).map((quarter) => {
    if (traitsOf(variant.scheme).period === 'YEAR') return yearAtItsEnd(variant, acts, { team, quarter, range });
    const statement = statementUnder(variant, team, quarter);
    const advanced = advance === undefined ? undefined : statementUnder(advance, team, quarter);
    const schemeCents = statement === undefined ? null : paidBy(statement);
    const actsCents = baseOf(variant.sums, team, quarter, ['FEE_FOR_SERVICE']);
    return {
      quarter: quarterText(quarter),
      schemeCents,
      advanceCents: advanced === undefined ? null : paidBy(advanced),
      actsCents,
      totalCents: schemeCents === null ? null : schemeCents + actsCents,
      ...detailOf(statement),
    };
  });
}

/** All acts are paid. A yearly payment counts in the last quarter, if all four are compared. */
function yearAtItsEnd(
  { frame, sums }: Variant,
  acts: Variant,
  { team, quarter, range }: { readonly team: string; readonly quarter: Quarter; readonly range: QuarterRange },
): ComparedQuarter {
  const found = teamIn(frame, team);
  const { actsCents, totalCents: countedCents } = byTheAct(acts, team, quarter);
  const isWhole = quarter % 4 === 3 && quarter - 3 >= range.from;
  const year = yearPeriod(yearOfQuarter(quarter));
  const statement = isWhole && found !== undefined ? statementOf(found, year, sums, frame) : undefined;
  const paid = statement === undefined ? 0n : paidBy(statement);
  const schemeCents = found?.phaseOfQuarter(quarter) === undefined ? null : paid;
  return {
    quarter: quarterText(quarter),
    schemeCents,
    advanceCents: null,
    actsCents,
    // If the acts of the quarter are not counted, a total would miss them.
    totalCents: schemeCents === null || countedCents === null ? null : schemeCents + actsCents,
    ...detailOf(statement),
  };
}

function detailOf(statement: Statement | undefined): Pick<ComparedQuarter, 'patients' | 'lines' | 'flags'> {
  if (statement === undefined) return { patients: null, lines: [], flags: [] };
  const { patients, lines, flags } = statement;
  return { patients, lines: lines.filter(({ line }) => !LEFT_OUT.includes(line)), flags };
}

/** A quarter in which only acts are paid. */
export function byTheAct({ sums, frame }: Variant, team: string, quarter: Quarter): ComparedQuarter {
  const isThere = teamIn(frame, team)?.phaseOfQuarter(quarter) !== undefined;
  const actsCents = baseOf(sums, team, quarter, ['SUBSTITUTED', 'FEE_FOR_SERVICE']);
  return {
    quarter: quarterText(quarter),
    schemeCents: isThere ? 0n : null,
    advanceCents: null,
    actsCents,
    totalCents: isThere ? actsCents : null,
    patients: null,
    lines: [],
    flags: [],
  };
}

function teamIn({ teams }: Frame, team: string): Team | undefined {
  return teams.byId.get(team);
}

function statementUnder({ frame, sums }: Variant, team: string, quarter: Quarter): Statement | undefined {
  const found = teamIn(frame, team);
  return found === undefined ? undefined : statementOf(found, quarterPeriod(quarter), sums, frame);
}

function paidBy({ lines }: Statement): bigint {
  return sumCentsOf(lines, ({ line, amountCents }) => (LEFT_OUT.includes(line) ? 0n : amountCents));
}

function baseOf(sums: Sums, team: string, quarter: Quarter, classes: readonly string[]): bigint {
  const ledger = sumsOfQuarter(sums, team, quarter)?.ledger.values() ?? [];
  return sumCentsOf(ledger, (line) => (classes.includes(line.class) ? line.baseCents : 0n));
}

/** The years whose four quarters are all among these. */
export function wholeYears(quarters: readonly Quarter[]): ReadonlySet<number> {
  const byYear = Map.groupBy(quarters, yearOfQuarter);
  return new Set([...byYear].flatMap(([year, own]) => (own.length === 4 ? [year] : [])));
}
