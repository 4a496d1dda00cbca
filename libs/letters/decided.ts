/** The decisions about a statement, each with the calculation that it decided. */
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { CalculatedStatement, TeamPeriod } from '#libs/statements/calculated-statement.ts';
import { calculationDecided } from '#libs/statements/workflow/decided-calculation.ts';
import type { Decision } from '#libs/statements/workflow/decisions.ts';
import type { DecisionNumber } from '#libs/statements/workflow/events.ts';
import { loadStatement } from '#libs/statements/workflow/statements.ts';

export interface DecidedCalculation {
  readonly decision: Decision;
  /** Undefined if an old log lacks it. */
  readonly calculated: CalculatedStatement | undefined;
}

export interface DecidedAfterOthers extends TeamPeriod, DecidedCalculation {
  /** The earlier decisions that were not withdrawn, oldest first. */
  readonly before: readonly DecidedCalculation[];
}

/** Undefined if no such decision exists, or if it was withdrawn. */
export async function decidedOf(
  log: EventStore,
  of: TeamPeriod,
  number: DecisionNumber,
): Promise<DecidedAfterOthers | undefined> {
  const decided = await allDecided(log, of);
  const index = decided.findIndex(({ decision }) => decision.number === number);
  const found = decided[index];
  return found && { ...of, ...found, before: decided.slice(0, index) };
}

/** All decisions except the withdrawn ones, oldest first. */
export async function allDecided(log: EventStore, of: TeamPeriod): Promise<readonly DecidedCalculation[]> {
  const { decisions } = await loadStatement(log, of);
  const decided: DecidedCalculation[] = [];
  for (const decision of decisions) {
    const same = await calculationDecided(log, of, decision);
    // The digest covers everything except the position: it belongs to the decided calculation.
    decided.push({ decision, calculated: same && { ...same, pin: decision.pin } });
  }
  return decided;
}
