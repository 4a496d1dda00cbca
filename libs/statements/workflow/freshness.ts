/** Whether calculating again would give the same: what has become stale is not submitted. */
import type { Day } from '#libs/kernel/day.ts';
import { type QuarterRange, periodFromText, quartersOf } from '#libs/kernel/period.ts';
import { type CalculationStores, calculateNow } from '#libs/statements/calculation/calculate.ts';
import { regulationsPublished } from '#libs/statements/calculation/latest.ts';
import {
  type CalculatedStatement,
  type Pin,
  type TeamPeriod,
  calculated,
  statementKey,
} from '#libs/statements/calculated-statement.ts';

/** Of a team and period, what a calculation of it was pinned to. */
interface Pinned extends TeamPeriod {
  readonly pin: Pin;
}

/** Calculations made again, by team, period and day known. */
export type Recalculated = ReadonlyMap<string, CalculatedStatement>;

/**
 * What calculating again at the end of the log would give in place of each, with the same day known and the same parameters;
 * a calculation is stale where its digest is not the same. Throws REGULATION_NOT_IN_LOG where the log does not have the parameters.
 */
export async function recalculated(stores: CalculationStores, pinned: readonly Pinned[]): Promise<Recalculated> {
  const regulationOf = await regulationsPublished(stores.log);
  const again = new Map<string, CalculatedStatement>();
  for (const { fingerprint, knownOn, range } of byPin(pinned)) {
    const now = await calculateNow(stores, { range, knownOn, regulation: regulationOf(fingerprint) });
    for (const statement of now.statements) again.set(recalculatedKey(statement, statement.pin.knownOn), statement);
  }
  return again;
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

/** Whether calculating again gives the same; where there is no statement any more, that is the same as none. */
export function isFresh(
  { team, period }: TeamPeriod,
  { digest, pin }: Pick<CalculatedStatement, 'digest' | 'pin'>,
  again: Recalculated,
): boolean {
  const now = again.get(recalculatedKey({ team, period }, pin.knownOn)) ?? calculated(team, period, pin, null);
  return now.digest === digest;
}
