/**
 * Whether a calculation is fresh, which means that a new calculation would give the same. A stale one is neither submitted nor approved.
 */
import type { Day } from '#libs/kernel/day.ts';
import { type QuarterRange, periodFromText, quartersOf } from '#libs/kernel/period.ts';
import { type CalculationStores, calculateWithoutRecording } from '#libs/statements/calculation/calculate.ts';
import { regulationsPublished } from '#libs/statements/calculation/latest.ts';
import type { PinnedCalculation } from '#libs/statements/recomputation/at-pins.ts';
import {
  type CalculatedStatement,
  type TeamPeriod,
  calculated,
  statementKey,
} from '#libs/statements/calculated-statement.ts';
import type { Threads } from '#libs/threads/threads.ts';

/** New calculations by team, period and day known. */
type Recalculated = ReadonlyMap<string, CalculatedStatement>;

/** If the facts are not in the log, as in a simulation of decisions, the calculations come from elsewhere. */
export interface FreshnessStores extends CalculationStores {
  readonly threads?: Threads | undefined;
  readonly calculationsNow?: (pinned: readonly PinnedCalculation[]) => readonly CalculatedStatement[];
}

/**
 * Calculates again at the end of the log, with the same day known and the same parameters. A calculation is stale when its digest
 * differs. Throws REGULATION_NOT_IN_LOG when the log does not have the parameters.
 */
export async function recalculated(
  stores: FreshnessStores,
  pinned: readonly PinnedCalculation[],
  /** The quarters to calculate for the requested ones. */
  spanOf: (range: QuarterRange) => QuarterRange = (range) => range,
): Promise<Recalculated> {
  if (stores.calculationsNow !== undefined) return byKey(stores.calculationsNow(pinned));
  const regulationOf = await regulationsPublished(stores.log);
  const again: CalculatedStatement[] = [];
  for (const { fingerprint, knownOn, range } of byPin(pinned)) {
    const now = await calculateWithoutRecording(stores, {
      range: spanOf(range),
      knownOn,
      regulation: regulationOf(fingerprint),
    });
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

function byPin(pinned: readonly PinnedCalculation[]): PinGroup[] {
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

/** The new calculation of a team and period with the same pin; without a statement if none exists. */
export function recalculatedOf({ team, period, pin }: PinnedCalculation, again: Recalculated): CalculatedStatement {
  return again.get(recalculatedKey({ team, period }, pin.knownOn)) ?? calculated(team, period, pin, null);
}

/** Whether the new calculation has the same digest. */
export function isFresh(
  of: TeamPeriod,
  { digest, pin }: Pick<CalculatedStatement, 'digest' | 'pin'>,
  again: Recalculated,
): boolean {
  return recalculatedOf({ ...of, pin }, again).digest === digest;
}
