/** What a new calculation would change: drafts that are no longer what the facts give, and decided periods to regularise. */
import { type Day, dayText } from '#libs/kernel/day.ts';
import { type Stores, calculateNow } from '#libs/statements/calculation/calculate.ts';
import { type LifeCycle, difference, total } from '#libs/statements/workflow/life-cycle.ts';
import { calculatedAgain, isFresh } from '#libs/statements/workflow/statement-commands.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import { calculated, statementKey } from '#libs/statements/statement-events.ts';
import { rangeOf, rangeOptions } from '#libs/week/periods.ts';
import { named } from '#libs/week/statement-tasks.ts';
import { type Task, task } from '#libs/week/task.ts';

export interface Now {
  readonly asOf: Day;
  readonly regulation: Regulation;
}

/** One calculation for each day of knowledge that drafts were made with, and one for what is decided. Records nothing. */
export async function staleTasks(stores: Stores, cycles: readonly LifeCycle[], now: Now): Promise<readonly Task[]> {
  return [...(await staleDrafts(stores, cycles)), ...(await decidedOtherwise(stores, cycles, now))];
}

/** Calculated again with the same day known and the same parameters, they would not be the same: they cannot be submitted. */
async function staleDrafts(stores: Stores, cycles: readonly LifeCycle[]): Promise<readonly Task[]> {
  const drafts = cycles.flatMap((cycle) => {
    const rests =
      cycle.submitted?.proposal ??
      cycle.drafted ??
      (cycle.decisions.length === 0 && cycle.calculated?.statement != null ? cycle.calculated : undefined);
    return rests === undefined ? [] : [{ cycle, rests }];
  });
  const again = await calculatedAgain(
    stores,
    drafts.map(({ cycle: { team, period }, rests: { pin } }) => ({ team, period, pin })),
  );
  const stale = drafts.filter(({ cycle, rests }) => !isFresh(cycle, rests, again)).map(({ cycle }) => cycle);
  const undecided = stale.filter(({ decisions }) => decisions.length === 0);
  return task(
    'STALE',
    stale.map((cycle) => ({ group: cycle.period, of: named(cycle) })),
    [
      ...stale
        .filter(({ submitted }) => submitted !== undefined)
        .map((cycle) => `decompte reject ${named(cycle)} --reason MOTIF --as NOM`),
      ...(undecided.length === 0 ? [] : [`decompte calculate ${rangeOptions(undecided.map(({ period }) => period))}`]),
      ...stale
        .filter(({ decisions }) => decisions.length > 0)
        .map((cycle) => `decompte regularise ${named(cycle)} --as NOM`),
    ],
  );
}

/** Decided, with no regularisation under way, and not what the regulation in force gives with what is known on the day. */
async function decidedOtherwise(
  stores: Stores,
  cycles: readonly LifeCycle[],
  { asOf, regulation }: Now,
): Promise<readonly Task[]> {
  const decided = cycles.filter(
    ({ decisions, submitted, drafted }) => decisions.length > 0 && submitted === undefined && drafted === undefined,
  );
  const range = rangeOf(decided.map(({ period }) => period));
  if (range === undefined) return [];
  const { pin, statements } = await calculateNow(stores, { range, knownOn: asOf, regulation });
  const now = new Map(statements.map((statement) => [statementKey(statement.team, statement.period), statement]));
  const changed = decided.flatMap((cycle) => {
    const { team, period, decisions } = cycle;
    const lines = difference(decisions, now.get(statementKey(team, period)) ?? calculated(team, period, pin, null));
    return lines.length === 0 ? [] : [{ group: period, of: named(cycle), period, amountCents: total(lines) }];
  });
  return task('REGULARISE', changed, [
    `decompte replay ${rangeOptions(changed.map(({ period }) => period))} --known-on ${dayText(asOf)}`,
    ...changed.map(({ of }) => `decompte regularise ${of} --known-on ${dayText(asOf)} --as NOM`),
  ]);
}
