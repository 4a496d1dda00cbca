/** What a new calculation changes: drafts that the facts no longer give, and decided periods to regularise. */
import { type Day, dayText } from '#libs/kernel/day.ts';
import { type Stores, calculateNow } from '#libs/statements/calculation/calculate.ts';
import { difference, movedDays, total } from '#libs/statements/workflow/decisions.ts';
import { isFresh, recalculated } from '#libs/statements/workflow/freshness.ts';
import { type StatementState, draftOf, submissionOf } from '#libs/statements/workflow/state.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import { calculated, statementKey } from '#libs/statements/calculated-statement.ts';
import type { NextStep } from '#libs/week/next-step.ts';
import { quartersSpanned, rangeOf } from '#libs/week/periods.ts';
import { named } from '#libs/week/statement-tasks.ts';
import { type Task, task } from '#libs/week/task.ts';

interface Now {
  readonly asOf: Day;
  readonly regulation: Regulation;
}

/** One calculation for each day of knowledge that drafts were made with, and one for what is decided. Records nothing. */
export async function staleTasks(
  stores: Stores,
  states: readonly StatementState[],
  now: Now,
): Promise<readonly Task[]> {
  return [...(await staleDrafts(stores, states)), ...(await decidedOtherwise(stores, states, now))];
}

/** Drafts that a calculation with the same pin no longer gives: they cannot be submitted. */
async function staleDrafts(stores: Stores, states: readonly StatementState[]): Promise<readonly Task[]> {
  const drafts = states.flatMap((state) => {
    const rests =
      submissionOf(state)?.proposal ?? draftOf(state) ?? (state.status === 'CALCULATED' ? state.calculated : undefined);
    return rests === undefined ? [] : [{ state, rests }];
  });
  const again = await recalculated(
    stores,
    drafts.map(({ state: { team, period }, rests: { pin } }) => ({ team, period, pin })),
  );
  const stale = drafts.filter(({ state, rests }) => !isFresh(state, rests, again)).map(({ state }) => state);
  const undecided = stale.filter(({ decisions }) => decisions.length === 0);
  return task(
    'STALE',
    stale.map((state) => ({ group: state.period, of: named(state) })),
    [
      ...stale
        .filter((state) => submissionOf(state) !== undefined)
        .map(({ team, period }): NextStep => ({ step: 'REJECT', team, period })),
      ...quartersSpanned(undecided).map((range): NextStep => ({ step: 'CALCULATE', ...range })),
      ...stale
        .filter(({ decisions }) => decisions.length > 0)
        .map(({ team, period }): NextStep => ({ step: 'REGULARISE', team, period })),
    ],
  );
}

/** Decided periods without a regularisation under way that the regulation in force and the facts known on the day change. */
async function decidedOtherwise(
  stores: Stores,
  states: readonly StatementState[],
  { asOf, regulation }: Now,
): Promise<readonly Task[]> {
  const decided = states.filter(({ status }) => status === 'APPROVED');
  const range = rangeOf(decided.map(({ period }) => period));
  if (range === undefined) return [];
  const { pin, statements } = await calculateNow(stores, { range, knownOn: asOf, regulation });
  const now = new Map(statements.map((statement) => [statementKey(statement.team, statement.period), statement]));
  const changed = decided.flatMap((state) => {
    const { team, period, decisions } = state;
    const target = now.get(statementKey(team, period)) ?? calculated(team, period, pin, null);
    const lines = difference(decisions, target);
    if (lines.length === 0 && movedDays(decisions, target).length === 0) return [];
    return [{ group: period, of: named(state), team, period, amountCents: total(lines) }];
  });
  return task('REGULARISE', changed, [
    ...quartersSpanned(changed).map((range): NextStep => ({ step: 'REPLAY', ...range, knownOn: dayText(asOf) })),
    ...(changed.length > 1 ? quartersSpanned(changed) : []).map((range): NextStep => ({
      step: 'REGULARISE_MANY',
      ...range,
      knownOn: dayText(asOf),
    })),
    ...changed.map(({ team, period }): NextStep => ({ step: 'REGULARISE', team, period, knownOn: dayText(asOf) })),
  ]);
}
