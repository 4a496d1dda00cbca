/** Recomputes recorded statements, each at its pin, from the log alone: every decision in force, and the latest calculation. */
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import type { CalculatedStatement, TeamPeriod } from '#libs/statements/calculated-statement.ts';
import { type PinStores, type PinnedCalculation, calculatedAtPins } from '#libs/statements/recomputation/at-pins.ts';
import {
  type RecomputationDifference,
  differenceOfCalculations,
  differenceOfProposal,
} from '#libs/statements/recomputation/difference.ts';
import { rulesOfVersion } from '#libs/statements/rules/versions.ts';
import { calculationDecided } from '#libs/statements/workflow/decided-calculation.ts';
import type { Decision } from '#libs/statements/workflow/decisions.ts';
import type { StatementProposal } from '#libs/statements/workflow/events.ts';
import type { StatementState } from '#libs/statements/workflow/state.ts';

/** The recorded data of a statement. */
export type RecordedStatement = Pick<StatementState, 'team' | 'period' | 'calculated' | 'decisions'>;

/** A recorded statement that differs from the result of the log. */
export interface Differing extends TeamPeriod {
  /** Number of the decision; undefined for the latest calculation. */
  readonly number: number | undefined;
  readonly difference: RecomputationDifference;
}

export interface Recomputation {
  /** How many calculations were compared. */
  readonly calculations: number;
  /** Ordered by period and team. */
  readonly differing: readonly Differing[];
  /** Calculations of rules that this program does not have: not compared. */
  readonly ofOtherRules: number;
}

/** A record to compare with the calculation of its pin. */
interface Compared extends PinnedCalculation {
  readonly number: number | undefined;
  readonly differenceTo: (recomputed: CalculatedStatement) => Promise<RecomputationDifference | undefined>;
}

/** Throws REGULATION_NOT_IN_LOG, PoisonEvent, and the errors of `onProgress`. */
export async function recompute(
  stores: PinStores,
  statements: readonly RecordedStatement[],
  onProgress?: Progress,
): Promise<Recomputation> {
  const all = statements.flatMap((one) => [...decidedOf(stores.log, one), ...latestOf(one)]);
  const compared = all.filter(({ pin }) => rulesOfVersion(pin.rulesVersion) !== undefined);
  const again = await calculatedAtPins(stores, compared, onProgress);
  const differing: Differing[] = [];
  for (const [index, { team, period, number, differenceTo }] of compared.entries()) {
    const recomputed = again[index];
    const difference = recomputed && (await differenceTo(recomputed));
    if (difference !== undefined) differing.push({ team, period, number, difference });
  }
  return { calculations: compared.length, differing, ofOtherRules: all.length - compared.length };
}

function decidedOf(log: EventStore, { team, period, decisions }: RecordedStatement): readonly Compared[] {
  return decisions.map((decision, index) => ({
    team,
    period,
    pin: decision.pin,
    number: decision.number,
    differenceTo: (recomputed) => differenceOfDecision(log, decisions.slice(0, index), decision, recomputed),
  }));
}

/**
 * Compares a decision or proposal with its calculation from the log: first the amounts, then the figures of the calculation recorded with
 * it.
 */
export async function differenceOfDecision(
  log: EventStore,
  before: readonly Decision[],
  decision: StatementProposal,
  recomputed: CalculatedStatement,
): Promise<RecomputationDifference | undefined> {
  const found = differenceOfProposal(before, decision, recomputed);
  if (found === undefined || found.of === 'LINE') return found;
  const recorded = await calculationDecided(log, recomputed, decision);
  return (recorded && differenceOfCalculations(recorded, recomputed)) ?? found;
}

function latestOf({ team, period, calculated }: RecordedStatement): readonly Compared[] {
  if (calculated === undefined) return [];
  const { pin } = calculated;
  const differenceTo = async (recomputed: CalculatedStatement): Promise<RecomputationDifference | undefined> =>
    differenceOfCalculations(calculated, recomputed);
  return [{ team, period, pin, number: undefined, differenceTo }];
}
