/** The statements that a process calculated last, so that the next calculation makes only those touched since. */
import type { Team } from '#libs/enrolment/teams.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { memoisedOf } from '#libs/kernel/memo.ts';
import { type Period, periodText } from '#libs/kernel/period.ts';
import { type CalculatedStatement, type Pin, calculated, statementKey } from '#libs/statements/calculated-statement.ts';
import type { KeptCalculation } from '#libs/statements/calculation/sums-kept.ts';
import { restsOn } from '#libs/statements/rules/families.ts';
import type { Statement } from '#libs/statements/rules/statement.ts';

/** Keyed by statementKey; undefined if no statement is due. */
type ByKey = Map<string, CalculatedStatement | undefined>;

interface Last {
  /** Identity of the calculation that made the statements. */
  identity: string;
  statements: ByKey;
}

/** Kept in memory for as long as the process uses the log. */
const lastOf = memoisedOf((_: EventStore): Last => ({ identity: '', statements: new Map() }));

/** Gives the statement of a team and period, if one is due. Reuses the previous statement if its inputs did not change. */
export type StatementMaker = (
  team: Team,
  period: Period,
  make: () => Statement | undefined,
) => CalculatedStatement | undefined;

/** Makes every statement. */
export function newStatements(pin: Pin): StatementMaker {
  return ({ id }, period, make) => {
    const statement = make();
    return statement === undefined ? undefined : calculated(id, periodText(period), pin, statement);
  };
}

/**
 * Makes the statements of changed teams, and those that rest on changed sums. Only the team decides whether a statement is due. Keeps the
 * statements for the next calculation.
 */
export function touchedStatements(log: EventStore, { identity, update }: KeptCalculation, pin: Pin): StatementMaker {
  const last = lastOf(log);
  const former: ByKey = update !== undefined && update.from === last.identity ? last.statements : new Map();
  const isOther = (team: string): boolean => update === undefined || update.teams === 'all' || update.teams.has(team);
  const restsOnOthers = (team: Team, period: Period): boolean => {
    const periods = update?.sums.get(team.id);
    return periods !== undefined && restsOn(team, period).some((on) => periods.has(periodText(on)));
  };
  const statements: ByKey = new Map();
  Object.assign(last, { identity, statements });
  const makeNew = newStatements(pin);
  return (team, period, make) => {
    const key = statementKey(team.id, periodText(period));
    const before = former.get(key);
    const isKept = former.has(key) && !isOther(team.id) && !(before !== undefined && restsOnOthers(team, period));
    const made = isKept ? before && withPin(before, pin) : makeNew(team, period, make);
    statements.set(key, made);
    return made;
  };
}

/** The digest leaves out only the position of the pin. */
function withPin(statement: CalculatedStatement, pin: Pin): CalculatedStatement {
  return statement.pin.knownOn === pin.knownOn
    ? { ...statement, pin }
    : calculated(statement.team, statement.period, pin, statement.statement);
}
