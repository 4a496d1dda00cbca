/** Submitting, approving, rejecting and withdrawing statements and their regularisations, one by one or many at once. */
import { type Day, dayOfInstant } from '#libs/kernel/day.ts';
import { calculateNow, periodsOf, type Stores } from '#libs/statements/calculation/calculate.ts';
import { latestStatements } from '#libs/statements/calculation/latest.ts';
import { type Made, handle, load, madeWith } from '#libs/commands/command-stream.ts';
import {
  type Decision,
  type LifeCycle,
  type LifeCycleCommand,
  byPeriod,
  lifeCycle,
  total,
} from '#libs/statements/workflow/life-cycle.ts';
import { type CommandMeta, DecisionRefused } from '#libs/commands/person.ts';
import { DomainError } from '#libs/kernel/domain-error.ts';
import type { Commit } from '#libs/event-store/event.ts';
import { cancelPosting, envelopeFor, postDecision } from '#libs/payments/ledger/envelopes.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import { type QuarterRange, periodFromText, quartersOf } from '#libs/kernel/period.ts';
import {
  type CalculatedStatement,
  calculated,
  statementKey,
  statementStream,
} from '#libs/statements/statement-events.ts';

/** Statements to act on: of a range, of a team, of a scheme; all where nothing is said. */
export interface Selection {
  readonly range?: QuarterRange;
  readonly team?: string;
  readonly scheme?: string;
}

export interface DecisionOutcome {
  readonly team: string;
  readonly period: string;
  /** What was done, undefined where the rules refused it. */
  readonly done: string | undefined;
  readonly refused: string | DomainError | undefined;
  /** What the command made, now or when it came before; undefined where it was refused. */
  readonly made: Made | undefined;
}

/** The life cycles of a selection, by period and team. */
export async function lifeCycles(
  stores: QueryStores,
  { range, team, scheme }: Selection,
): Promise<readonly LifeCycle[]> {
  const { statements } = await latestStatements(stores);
  const periods = range === undefined ? undefined : periodsOf(range);
  const chosen = statements.filter(
    (statement) => (team ?? statement.team) === statement.team && (periods?.has(statement.period) ?? true),
  );
  const cycles: LifeCycle[] = [];
  for (const { team: of, period } of chosen) cycles.push(await lifeCycleOf(stores, of, period));
  return cycles.filter((cycle) => scheme === undefined || cycle.scheme === scheme).sort(byPeriod);
}

export async function lifeCycleOf({ log }: QueryStores, team: string, period: string): Promise<LifeCycle> {
  return (await load(log, statementStream({ team, period }), lifeCycle(team, period))).state;
}

/**
 * What calculating again at the end of the log would give in place of each, with the same day known and the same parameters;
 * a calculation is stale where its digest is not the same.
 */
export async function calculatedAgain(
  stores: Stores,
  statements: readonly Pick<CalculatedStatement, 'team' | 'period' | 'pin'>[],
): Promise<ReadonlyMap<string, CalculatedStatement>> {
  const { regulationOf } = await latestStatements(stores);
  const again = new Map<string, CalculatedStatement>();
  for (const group of byPin(statements)) {
    const regulation = regulationOf(group.fingerprint);
    const now = await calculateNow(stores, { range: group.range, knownOn: group.knownOn, regulation });
    for (const statement of now.statements) again.set(againKey(statement, statement.pin.knownOn), statement);
  }
  return again;
}

export function againKey({ team, period }: { team: string; period: string }, knownOn: Day): string {
  return `${knownOn}/${statementKey(team, period)}`;
}

function byPin(
  statements: readonly Pick<CalculatedStatement, 'period' | 'pin'>[],
): { fingerprint: string; knownOn: Day; range: QuarterRange }[] {
  const groups = new Map<string, { fingerprint: string; knownOn: Day; range: QuarterRange }>();
  for (const { period, pin } of statements) {
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

/** Submits every draft of the selection that is not stale. A refusal of one does not stop the others. */
export async function submit(
  stores: Stores,
  cycles: readonly LifeCycle[],
  meta: CommandMeta,
  commit: Commit,
): Promise<readonly DecisionOutcome[]> {
  const pinned = cycles.flatMap(({ team, period, calculated: draft, drafted }) => {
    const pin = drafted?.pin ?? draft?.pin;
    return pin === undefined ? [] : [{ team, period, pin }];
  });
  const again = await calculatedAgain(stores, pinned);
  return each(stores, cycles, meta, commit, (cycle, before) => {
    if (before === undefined) refuseStale(cycle, again);
    return { type: 'submit', by: meta.by };
  });
}

function refuseStale(
  { team, period, calculated: draft, drafted }: LifeCycle,
  again: ReadonlyMap<string, CalculatedStatement>,
): void {
  const rests = drafted ?? draft;
  if (rests === undefined || isFresh({ team, period }, rests, again)) return;
  throw new DecisionRefused(
    `${team} ${period} n'est plus à jour : le calculer de nouveau donnerait autre chose ; ${drafted === undefined ? 'recalculez-le' : 'refaites sa régularisation'}, puis soumettez`,
  );
}

/** Whether calculating again gives the same; where there is no statement any more, that is the same as none. */
export function isFresh(
  of: { readonly team: string; readonly period: string },
  { digest, pin }: { readonly digest: string; readonly pin: CalculatedStatement['pin'] },
  again: ReadonlyMap<string, CalculatedStatement>,
): boolean {
  const now = again.get(againKey(of, pin.knownOn)) ?? calculated(of.team, of.period, pin, null);
  return now.digest === digest;
}

export async function approve(
  stores: Stores,
  cycles: readonly LifeCycle[],
  meta: CommandMeta,
  commit: Commit,
): Promise<readonly DecisionOutcome[]> {
  return each(stores, cycles, meta, commit, async (cycle) => {
    // Refused before it is decided: what no envelope funds could never be paid.
    await envelopeFor(stores.log, cycle.scheme);
    return { type: 'approve', by: meta.by, at: meta.at };
  });
}

export async function reject(
  stores: Stores,
  cycles: readonly LifeCycle[],
  reason: string,
  meta: CommandMeta,
  commit: Commit,
): Promise<readonly DecisionOutcome[]> {
  return each(stores, cycles, meta, commit, () => ({ type: 'reject', by: meta.by, reason }));
}

/** The ledger gives the decision up first, and refuses where something of it is released. */
export async function withdraw(
  stores: Stores,
  cycles: readonly LifeCycle[],
  reason: string,
  meta: CommandMeta,
  commit: Commit,
): Promise<readonly DecisionOutcome[]> {
  return each(stores, cycles, meta, commit, async (cycle, before) => {
    // Where the command came before, the last decision is another one.
    const last = before === undefined ? cycle.decisions.at(-1) : undefined;
    if (last !== undefined && cycle.submitted === undefined && cycle.drafted === undefined && reason.trim() !== '')
      await cancelPosting(stores.log, cycle, decisionId(cycle, last), meta, commit);
    return { type: 'withdraw', by: meta.by, reason };
  });
}

export function decisionId({ team, period }: { team: string; period: string }, { revision }: Decision): string {
  return `${statementStream({ team, period })}@${revision}`;
}

async function each(
  stores: Stores,
  cycles: readonly LifeCycle[],
  meta: CommandMeta,
  commit: Commit,
  /** `before`: what the command has made already, when it came before. */
  commandOf: (cycle: LifeCycle, before: Made | undefined) => LifeCycleCommand | Promise<LifeCycleCommand>,
): Promise<readonly DecisionOutcome[]> {
  const outcomes: DecisionOutcome[] = [];
  for (const cycle of cycles) {
    const { team, period } = cycle;
    try {
      const stream = statementStream(cycle);
      const command = await commandOf(cycle, await madeWith(stores.log, stream, meta));
      const { at: _, ...asked } = { at: '', ...command };
      const decided = await handle(stores.log, stream, lifeCycle(team, period), command, meta, commit, asked);
      await postDecisions(stores, await lifeCycleOf(stores, team, period), meta, commit);
      outcomes.push({
        team,
        period,
        done: decided.map(({ type }) => type).join(', ') || 'déjà fait',
        refused: undefined,
        made: await madeWith(stores.log, stream, meta),
      });
    } catch (error) {
      const refused = refusalOf(error);
      if (refused === undefined) throw error;
      outcomes.push({ team, period, done: undefined, refused, made: undefined });
    }
  }
  return outcomes;
}

function refusalOf(error: unknown): string | DomainError | undefined {
  if (error instanceof DomainError) return error.kind === 'refused' ? error : undefined;
  return error instanceof DecisionRefused ? error.message : undefined;
}

/** Posts what was decided and is not in the ledger yet: at once after an approval, and again where that was cut off. */
export async function postDecisions(
  stores: Stores,
  cycle: LifeCycle,
  meta: CommandMeta,
  commit: Commit,
): Promise<void> {
  for (const decision of cycle.decisions) {
    const approvedOn = dayOfInstant(decision.approvedAt);
    const parts =
      decision.number === 0 ? decision.instalments : [{ dueOn: approvedOn, amountCents: total(decision.lines) }];
    await postDecision(
      stores.log,
      cycle.scheme,
      {
        decision: decisionId(cycle, decision),
        team: cycle.team,
        period: cycle.period,
        approvedBy: decision.approvedBy,
        parts: parts.filter(({ amountCents }) => amountCents !== 0n),
      },
      meta,
      commit,
    );
  }
}

/** Drafts the regularisation of a decided period towards a new calculation of it. */
export async function regularise(
  stores: Stores,
  team: string,
  period: string,
  target: CalculatedStatement,
  meta: CommandMeta,
  commit: Commit,
): Promise<LifeCycle> {
  const stream = statementStream({ team, period });
  const command = { type: 'regularise', by: meta.by, target } as const;
  await handle(stores.log, stream, lifeCycle(team, period), command, meta, commit, {
    type: 'regularise',
    digest: target.digest,
  });
  return lifeCycleOf(stores, team, period);
}
