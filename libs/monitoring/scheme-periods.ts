/**
 * The experiment by scheme and period, from the statements of its teams: patients, amounts, the forfait of a patient, leakage and quality, and
 * the teams that came and went. Pure.
 */
import { type Team, type Teams, rowOn } from '#libs/enrolment/teams.ts';
import { hasStatement } from '#libs/enrolment/statement-periods.ts';
import { type Fraction, ZERO, add, divide, fraction, fractionFromText, multiply } from '#libs/kernel/fraction.ts';
import { type Period, firstDayOfPeriod, periodFromText, previousPeriod } from '#libs/kernel/period.ts';
import { compareText } from '#libs/kernel/text.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import type { CalculatedStatement } from '#libs/statements/calculated-statement.ts';
import type { ListedStatement } from '#libs/statements/listed/listed-statements.ts';
import type { ActLedgerLine, LineName, Statement } from '#libs/statements/rules/statement.ts';

export interface SchemePeriod {
  readonly scheme: string;
  readonly period: string;
  /** The number of teams with a statement. */
  readonly teams: number;
  readonly patients: number;
  /** Total of all lines. */
  readonly totalCents: bigint;
  /** The decided amounts, regularisations included. */
  readonly decidedCents: bigint;
  /** For teams whose forfait is paid; undefined in a scheme by year. */
  readonly forfait: ForfaitFigures | undefined;
  /** The mean score of the teams that have one, in points. */
  readonly score: Fraction | undefined;
  readonly scored: number;
  /** Teams that are there and were not in the period before, and the other way round. */
  readonly entered: readonly string[];
  readonly left: readonly string[];
}

export interface ForfaitFigures {
  readonly teams: number;
  readonly patients: number;
  /** The capitation of the quarter before deductions and additions. */
  readonly capitationCents: bigint;
  /** The forfait of the quarter, from the capitation to its cap. */
  readonly forfaitCents: bigint;
  /** Base of the acts that the forfait replaces: of the team, and of others. */
  readonly insideCents: bigint;
  readonly outsideCents: bigint;
  /** For teams whose forfait replaces only acts of doctors: their patients, and these acts, inside and outside. */
  readonly ofDoctors: { readonly patients: number; readonly acts: number };
}

/** A statement as calculated last, with its decided amounts. */
export interface MonitoredStatement {
  readonly scheme: string;
  readonly period: string;
  /** Null if the team is no longer in the experiment: what was decided for the period still counts. */
  readonly statement: Statement | null;
  readonly decidedCents: bigint;
}

const FORFAIT_LINES: readonly LineName[] = ['CAPITATION', 'FIDELISATION', 'LOCAL', 'QUALITY', 'CAP'];
const IN_FORFAIT = ['FORFAIT', 'FORFAIT_STARTUP'];
const DOCTORS = 'GP';
const QUARTERS_OF_YEAR = 4;

/** Undefined for a period that is no longer due, if nothing is decided for it. */
export function monitoredStatement(
  { period, statement }: Pick<CalculatedStatement, 'period' | 'statement'>,
  listed: Pick<ListedStatement, 'decidedCents' | 'lastScheme'> | undefined,
): MonitoredStatement | undefined {
  const decidedCents = listed?.decidedCents ?? 0n;
  if (statement !== null) return { scheme: statement.scheme, period, statement, decidedCents };
  const scheme = listed?.lastScheme ?? undefined;
  return scheme === undefined || decidedCents === 0n ? undefined : { scheme, period, statement, decidedCents };
}

/** Ordered by scheme, then by period. `teams`: as known on the day of the question. */
export function schemePeriods(all: readonly MonitoredStatement[], teams: Teams): readonly SchemePeriod[] {
  const groups = Map.groupBy(all, ({ scheme, period }) => `${scheme}/${period}`);
  return [...groups.values()]
    .map((group) => schemePeriod(group, teams))
    .sort((a, b) => compareText(a.scheme, b.scheme) || compareText(a.period, b.period));
}

function schemePeriod(group: readonly MonitoredStatement[], teams: Teams): SchemePeriod {
  const [{ scheme, period }] = group as [MonitoredStatement];
  const statements = group.flatMap(({ statement }) => statement ?? []);
  const scores = statements.flatMap((statement) => scoreOf(statement) ?? []);
  const of = periodFromText(period);
  const present = presentIn(teams, scheme, of);
  const before = presentIn(teams, scheme, previousPeriod(of));
  return {
    scheme,
    period,
    teams: statements.length,
    patients: total(statements, ({ patients }) => patients),
    totalCents: sumCentsOf(statements, ({ totalCents }) => totalCents),
    decidedCents: sumCentsOf(group, ({ decidedCents }) => decidedCents),
    forfait: of.kind === 'QUARTER' ? forfaitFigures(statements, of, teams) : undefined,
    score: scores.length === 0 ? undefined : divide(scores.reduce(add, ZERO), fraction(scores.length)),
    scored: scores.length,
    entered: [...present].filter((team) => !before.has(team)).sort(compareText),
    left: [...before].filter((team) => !present.has(team)).sort(compareText),
  };
}

function presentIn({ byId }: Teams, scheme: string, period: Period): ReadonlySet<string> {
  return new Set([...byId.values()].flatMap((team) => (isPresent(team, scheme, period) ? [team.id] : [])));
}

function isPresent(team: Team, scheme: string, period: Period): boolean {
  return team.scheme.name === scheme && hasStatement(team, period);
}

function forfaitFigures(statements: readonly Statement[], period: Period, { byId }: Teams): ForfaitFigures {
  const paid = statements.filter(({ phase }) => IN_FORFAIT.includes(phase));
  const ofDoctors = paid.filter(({ team }) => {
    const known = byId.get(team);
    return known !== undefined && rowOn(known, firstDayOfPeriod(period))?.scope === DOCTORS;
  });
  const ledger = (statement: Statement): readonly ActLedgerLine[] =>
    statement.ledger.filter(({ class: of }) => of === 'SUBSTITUTED' || of === 'LEAKAGE');
  const baseOf = (of: ActLedgerLine['class']): bigint =>
    sumCentsOf(paid.flatMap(ledger), (line) => (line.class === of ? line.baseCents : 0n));
  return {
    teams: paid.length,
    patients: total(paid, ({ patients }) => patients),
    capitationCents: sumCentsOf(paid, (statement) => lineOf(statement, ['CAPITATION'])),
    forfaitCents: sumCentsOf(paid, (statement) => lineOf(statement, FORFAIT_LINES)),
    insideCents: baseOf('SUBSTITUTED'),
    outsideCents: baseOf('LEAKAGE'),
    ofDoctors: {
      patients: total(ofDoctors, ({ patients }) => patients),
      acts: total(ofDoctors.flatMap(ledger), ({ acts }) => acts),
    },
  };
}

function lineOf({ lines }: Statement, names: readonly LineName[]): bigint {
  return sumCentsOf(lines, ({ line, amountCents }) => (names.includes(line) ? amountCents : 0n));
}

function scoreOf({ rates }: Statement): Fraction | undefined {
  const found = rates.find(({ name }) => name === 'QUALITY_SCORE');
  return found === undefined ? undefined : fractionFromText(found.value);
}

/** The amount of one patient in a year, from a quarter's amount for that many patients; undefined without a patient. */
export function perPatientYear(amount: bigint | number, patients: number): Fraction | undefined {
  return patients === 0 ? undefined : multiply(fraction(BigInt(amount)), fraction(QUARTERS_OF_YEAR, patients));
}

/** The share of others in the base of the acts that the forfait replaces; undefined without acts, and if more was reversed than done. */
export function leakageShare({ insideCents, outsideCents }: ForfaitFigures): Fraction | undefined {
  const all = insideCents + outsideCents;
  return insideCents >= 0n && outsideCents >= 0n && all > 0n ? fraction(outsideCents, all) : undefined;
}

function total<T>(all: readonly T[], of: (one: T) => number): number {
  return all.reduce((count, one) => count + of(one), 0);
}
