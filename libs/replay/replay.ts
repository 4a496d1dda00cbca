/**
 * Replays a range: for each team, period and line, the decided amount, the amount of a present calculation, and the causes of the
 * difference. It records no event.
 */
import { type Day, dayText } from '#libs/kernel/day.ts';
import type { QuarterRange } from '#libs/kernel/period.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import { storedRegulation } from '#libs/regulation/load.ts';
import type { RegulationSource } from '#libs/regulation/source.ts';
import { type ChangedStatement, NO_REASON, type ReplayReasons, reasonsOf } from '#libs/replay/reasons.ts';
import { type CalculatedStatement, type Pin, calculated, statementKey } from '#libs/statements/calculated-statement.ts';
import { type CalculatingStores, calculateFromAllDossiers } from '#libs/statements/calculation/calculate.ts';
import type { LineName } from '#libs/statements/rules/statement.ts';
import { decidedLines, movedDays } from '#libs/statements/workflow/decisions.ts';
import type { Move } from '#libs/statements/workflow/events.ts';
import type { StatementState } from '#libs/statements/workflow/state.ts';
import { loadStatements } from '#libs/statements/workflow/statements.ts';
import { differenceCode } from '#libs/statements/workflow/variance-code.ts';

export interface ReplayRequest {
  readonly range: QuarterRange;
  readonly knownOn: Day;
  readonly team?: string;
  readonly source: RegulationSource;
}

interface ReplayedLine {
  readonly line: LineName;
  readonly decidedCents: bigint;
  readonly nowCents: bigint;
  readonly differenceCents: bigint;
}

/** Days as written. */
interface ReplayedMove {
  readonly kind: Move['kind'];
  readonly from: string;
  readonly to: string;
  readonly amountCents: bigint;
}

export interface ReplayedStatement {
  readonly team: string;
  readonly period: string;
  /** False if the period was never decided: then every amount is a difference. */
  readonly decided: boolean;
  readonly lines: readonly ReplayedLine[];
  readonly differenceCents: bigint;
  /** Amounts that are due on another day than decided. */
  readonly moves: readonly ReplayedMove[];
  /** The code of the difference, which a regularisation of it may give; undefined if nothing differs, or nothing is decided. */
  readonly code: string | undefined;
  readonly now: CalculatedStatement | undefined;
  readonly why: ReplayReasons;
}

export interface Replay {
  readonly pin: Pin;
  readonly statements: readonly ReplayedStatement[];
}

export async function replay(
  stores: CalculatingStores,
  { source, ...request }: ReplayRequest,
  onProgress?: Progress,
): Promise<Replay> {
  const regulation = storedRegulation(source);
  const { pin, statements, frame, sums } = await calculateFromAllDossiers(
    stores,
    { ...request, regulation },
    (_, done, total) => onProgress?.(done, total),
  );
  const { range, team } = request;
  const states = await loadStatements(stores, { range, ...(team === undefined ? {} : { team }) });
  const byKey = new Map(states.map((state) => [statementKey(state.team, state.period), state]));
  const now = new Map(statements.map((statement) => [statementKey(statement.team, statement.period), statement]));
  const replayed = [...new Set([...byKey.keys(), ...now.keys()])]
    .sort()
    .flatMap((key) => compare(byKey.get(key), now.get(key), pin) ?? []);
  const changed = replayed.flatMap((one) => changedStatement(one, byKey.get(statementKey(one.team, one.period))) ?? []);
  const reasons = await reasonsOf(stores, changed, { pin, regulation, frame, sums }, onProgress);
  return {
    pin,
    statements: replayed.map((one) => ({ ...one, why: reasons.get(statementKey(one.team, one.period)) ?? NO_REASON })),
  };
}

function compare(
  state: StatementState | undefined,
  now: CalculatedStatement | undefined,
  pin: Pin,
): ReplayedStatement | undefined {
  const of = state ?? now;
  if (of === undefined) return undefined;
  const decided = new Map(decidedLines(state?.decisions ?? []).map(({ line, amountCents }) => [line, amountCents]));
  const after = new Map((now?.statement?.lines ?? []).map(({ line, amountCents }) => [line, amountCents]));
  const lines = [...new Set([...after.keys(), ...decided.keys()])].map((line) => {
    const [decidedCents, nowCents] = [decided.get(line) ?? 0n, after.get(line) ?? 0n];
    return { line, decidedCents, nowCents, differenceCents: nowCents - decidedCents };
  });
  if (lines.length === 0) return undefined;
  const target = now ?? calculated(of.team, of.period, pin, null);
  const decisions = state?.decisions ?? [];
  const differences = {
    lines,
    moves: movedDays(decisions, target).map(({ from, to, ...move }) => ({
      ...move,
      from: dayText(from),
      to: dayText(to),
    })),
  };
  return {
    team: of.team,
    period: of.period,
    decided: decisions.length > 0,
    ...differences,
    differenceCents: sumCentsOf(lines, ({ differenceCents }) => differenceCents),
    code: decisions.length > 0 && hasChange(differences) ? differenceCode(decisions, target) : undefined,
    now,
    why: NO_REASON,
  };
}

/** Whether an amount or a due day differs from the decision. */
export function hasChange({ lines, moves }: Pick<ReplayedStatement, 'lines' | 'moves'>): boolean {
  return moves.length > 0 || lines.some(({ differenceCents }) => differenceCents !== 0n);
}

function changedStatement(
  replayed: ReplayedStatement,
  state: StatementState | undefined,
): ChangedStatement | undefined {
  const pin = state?.decisions.at(-1)?.pin;
  if (!replayed.decided || state === undefined || pin === undefined || !hasChange(replayed)) return undefined;
  return { team: state.team, period: state.period, scheme: state.scheme, pin };
}
