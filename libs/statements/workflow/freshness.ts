/** Whether a calculation is fresh: to calculate again would give the same. A stale one is neither submitted nor approved. */
import type { Day } from '#libs/kernel/day.ts';
import { type QuarterRange, periodFromText, quartersOf } from '#libs/kernel/period.ts';
import { type CalculationStores, calculateNow } from '#libs/statements/calculation/calculate.ts';
import { regulationsPublished } from '#libs/statements/calculation/latest.ts';
import type { StatementState } from '#libs/statements/workflow/state.ts';
import {
  type CalculatedStatement,
  type Pin,
  type TeamPeriod,
  calculated,
  statementKey,
} from '#libs/statements/calculated-statement.ts';

/** The pin of a calculation of a team and period. */
export interface Pinned extends TeamPeriod {
  readonly pin: Pin;
}

/** New calculations by team, period and day known. */
export type Recalculated = ReadonlyMap<string, CalculatedStatement>;

/** Where the facts are not in the log, as in a simulation of decisions, the calculations come from elsewhere. */
export interface FreshnessStores extends CalculationStores {
  readonly calculationsNow?: (pinned: readonly Pinned[]) => readonly CalculatedStatement[];
}

/**
 * Calculates again at the end of the log, with the same day known and the same parameters. A calculation is stale when its digest
 * differs. Throws REGULATION_NOT_IN_LOG when the log does not have the parameters.
 */
export async function recalculated(stores: FreshnessStores, pinned: readonly Pinned[]): Promise<Recalculated> {
  if (stores.calculationsNow !== undefined) return byKey(stores.calculationsNow(pinned));
  const regulationOf = await regulationsPublished(stores.log);
  const again: CalculatedStatement[] = [];
  for (const { fingerprint, knownOn, range } of byPin(pinned)) {
    const now = await calculateNow(stores, { range, knownOn, regulation: regulationOf(fingerprint) });
    again.push(...now.statements);
  }
  return byKey(again);
}

function byKey(statements: readonly CalculatedStatement[]): Recalculated {
  return new Map(statements.map((statement) => [recalculatedKey(statement, statement.pin.knownOn), statement]));
}

interface PinGroup {
  readonly fingerprint: string;
  readonly knownOn: Day;
  readonly range: QuarterRange;
}

function byPin(pinned: readonly Pinned[]): PinGroup[] {
  const groups = new Map<string, PinGroup>();
  for (const { period, pin } of pinned) {
    const { regulationFingerprint: fingerprint, knownOn } = pin;
    const key = `${fingerprint}/${knownOn}`;
    const own = quartersOf(periodFromText(period));
    const range = groups.get(key)?.range ?? own;
    groups.set(key, {
      fingerprint,
      knownOn,
      range: { from: Math.min(range.from, own.from), to: Math.max(range.to, own.to) },
    });
  }
  return [...groups.values()];
}

function recalculatedKey({ team, period }: TeamPeriod, knownOn: Day): string {
  return `${knownOn}/${statementKey(team, period)}`;
}

/** Recalculates what statements rest on: what `rests` gives for each, if anything. */
export async function recalculatedFor(
  stores: FreshnessStores,
  states: readonly StatementState[],
  rests: (state: StatementState) => Pick<CalculatedStatement, 'digest' | 'pin'> | undefined,
): Promise<Recalculated> {
  const pinned = states.flatMap((state) => {
    const found = rests(state);
    return found === undefined ? [] : [{ team: state.team, period: state.period, pin: found.pin }];
  });
  return recalculated(stores, pinned);
}

/** Whether the new calculation has the same digest. A team and period without a new calculation has no statement. */
export function isFresh(
  { team, period }: TeamPeriod,
  { digest, pin }: Pick<CalculatedStatement, 'digest' | 'pin'>,
  again: Recalculated,
): boolean {
  const now = again.get(recalculatedKey({ team, period }, pin.knownOn)) ?? calculated(team, period, pin, null);
  return now.digest === digest;
}
