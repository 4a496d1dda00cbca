/** Selects statements by the fields of a list. */
import { foldedText } from '#libs/commands/folded-text.ts';
import type { Quarter } from '#libs/kernel/day.ts';
import { memoised } from '#libs/kernel/memo.ts';
import { isInRange, periodFromText } from '#libs/kernel/period.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import { statementKey } from '#libs/statements/calculated-statement.ts';
import { listedCalculations } from '#libs/statements/calculation/listing.ts';
import {
  type ListedStatement,
  listedCalculation,
  listedStatements,
} from '#libs/statements/listed/listed-statements.ts';
import { STATEMENTS } from '#libs/statements/statements-projection.ts';
import type { Stage } from '#libs/statements/workflow/state.ts';

/** An undefined field selects all. */
export interface StatementFilter {
  readonly team?: string | undefined;
  readonly scheme?: string | undefined;
  readonly from?: Quarter | undefined;
  readonly to?: Quarter | undefined;
  readonly status?: Stage | undefined;
  readonly flag?: string | undefined;
  /** Day known of the calculation, YYYY-MM-DD: calculations of that day in place of the latest. */
  readonly knownOn?: string | undefined;
  /** Part of the name or the id of the team, in any spelling. */
  readonly search?: string | undefined;
  /** Restricts to decided statements, as last decided: later calculations and proposals are not shown. */
  readonly isDecided?: true | undefined;
}

/** Ordered by period and team. */
export async function chosenStatements(
  stores: QueryStores,
  filter: StatementFilter,
): Promise<readonly ListedStatement[]> {
  const all = await listedStatements(stores);
  return (await seen(stores, all, filter)).filter(filterOf(filter));
}

/** The statements as the reader may see them, by the requested calculations. */
async function seen(
  stores: QueryStores,
  all: readonly ListedStatement[],
  filter: StatementFilter,
): Promise<readonly ListedStatement[]> {
  const day = filter.knownOn;
  if (filter.isDecided === true) return all.flatMap((one) => asDecided(one, day) ?? []);
  return day === undefined ? all : knownOn(stores, day, filter, all);
}

/** The statement as of its last decision, or its last one up to a day of knowledge. Undefined without such a decision. */
function asDecided(statement: ListedStatement, day: string | undefined): ListedStatement | undefined {
  const calculation = statement.decidedCalculations.findLast((one) => day === undefined || one.knownOn === day);
  if (calculation === undefined) return undefined;
  return { ...statement, ...calculation, lastScheme: calculation.scheme, stage: 'APPROVED' };
}

const CALCULATIONS_AT_A_TIME = 500;

/** The calculations of a day of knowledge, each with the present stage of its statement. */
async function knownOn(
  { log, projections }: QueryStores,
  day: string,
  { team, from, to }: StatementFilter,
  all: readonly ListedStatement[],
): Promise<readonly ListedStatement[]> {
  const now = new Map(all.map((one) => [statementKey(one.team, one.period), one]));
  const request = { knownOn: day, after: '', team, from, to, atATime: CALCULATIONS_AT_A_TIME };
  const found: ListedStatement[] = [];
  for await (const batch of listedCalculations(log, await projections.documents(STATEMENTS), request))
    for (const { key, calculated } of batch) {
      const standing = now.get(key);
      if (standing !== undefined) found.push({ ...standing, ...listedCalculation(calculated) });
    }
  return found;
}

function filterOf(filter: StatementFilter): (statement: ListedStatement) => boolean {
  const { team, scheme, from, to, status, flag, search } = filter;
  const sought = search === undefined ? undefined : foldedText(search);
  const isAsked = memoised((period: string) => isInRange(periodFromText(period), { from, to }));
  return (one) =>
    (team === undefined || one.team === team) &&
    (scheme === undefined || one.scheme === scheme) &&
    (status === undefined || one.stage === status) &&
    (flag === undefined || one.flags.includes(flag)) &&
    isAsked(one.period) &&
    (sought === undefined || isSought(one, sought));
}

const folded = memoised(foldedText, 100_000);

function isSought({ team, teamName }: ListedStatement, sought: string): boolean {
  return folded(team).includes(sought) || folded(teamName ?? '').includes(sought);
}
