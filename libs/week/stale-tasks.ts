/** The effects of a new calculation: drafts that no longer match the facts, and decided periods to regularise. */
import { type Day, dayText } from '#libs/kernel/day.ts';
import { type CalculatingStores, calculateWithoutRecording } from '#libs/statements/calculation/calculate.ts';
import { difference, movedDays, total } from '#libs/statements/workflow/decisions.ts';
import { isFresh, recalculated } from '#libs/statements/workflow/freshness.ts';
import { type StatementState, draftOf, submissionOf } from '#libs/statements/workflow/state.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import { calculated, statementKey } from '#libs/statements/calculated-statement.ts';
import type { NextStep } from '#libs/week/next-step.ts';
import { quartersSpanned, rangeOfTexts } from '#libs/week/periods.ts';
import { type Task, named, task } from '#libs/week/task.ts';

interface Now {
  readonly asOf: Day;
  readonly regulation: Regulation;
}

/**
 * Whether another calculation was recorded after a submission, with the same day known and parameters: known without a new calculation.
 * It cannot be approved.
 */
export function isReplaced(state: StatementState): boolean {
  const [submitted, { calculated: latest }] = [submissionOf(state)?.proposal, state];
  return (
    submitted !== undefined &&
    latest !== undefined &&
    latest.digest !== submitted.digest &&
    latest.pin.position > submitted.pin.position &&
    latest.pin.knownOn === submitted.pin.knownOn &&
    latest.pin.regulationFingerprint === submitted.pin.regulationFingerprint
  );
}

/**
 * Drafts and submissions that a calculation with the same pin no longer gives: they are not decided. One calculation for each day of
 * knowledge that they used. It records no event.
 */
export async function staleStates(
  stores: CalculatingStores,
  states: readonly StatementState[],
): Promise<readonly StatementState[]> {
  const drafts = states.flatMap((state) => {
    const rests =
      submissionOf(state)?.proposal ?? draftOf(state) ?? (state.status === 'CALCULATED' ? state.calculated : undefined);
    return rests === undefined ? [] : [{ state, rests }];
  });
  const again = await recalculated(
    stores,
    drafts.map(({ state: { team, period }, rests: { pin } }) => ({ team, period, pin })),
  );
  return drafts.filter(({ state, rests }) => !isFresh(state, rests, again)).map(({ state }) => state);
}

/** A submitted statement is rejected first, so that it becomes a draft that a new calculation replaces. */
export function staleTasks(stale: readonly StatementState[]): readonly Task[] {
  const undecided = stale.filter(({ decisions }) => decisions.length === 0);
  return task(
    'STALE',
    stale.map((state) => {
      const { period } = state;
      const by = submissionOf(state)?.by.name;
      return { group: by === undefined ? period : { is: 'SUBMITTED', period, by }, of: named(state) };
    }),
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

/**
 * Decided periods that the regulation in force and the facts known on the day change, and that have no regularisation under way. One
 * calculation. It records no event.
 */
export async function changedTasks(
  stores: CalculatingStores,
  states: readonly StatementState[],
  { asOf, regulation }: Now,
): Promise<readonly Task[]> {
  const decided = states.filter(({ status }) => status === 'APPROVED');
  const range = rangeOfTexts(decided.map(({ period }) => period));
  if (range === undefined) return [];
  const { pin, statements } = await calculateWithoutRecording(stores, { range, knownOn: asOf, regulation });
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
