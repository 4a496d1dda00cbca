/**
 * Recalculates from the log, at that moment, what a person decides on or pays: a read store is a cache, and no payment may depend on a
 * cache.
 */
import { digestOf } from '#libs/commands/digest.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { yearOfQuarter } from '#libs/kernel/day.ts';
import { memoisedOf } from '#libs/kernel/memo.ts';
import { type QuarterRange, quartersOf, yearPeriod } from '#libs/kernel/period.ts';
import { foldedFromLog } from '#libs/read-store/engine/folded-from-log.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import { Turns } from '#libs/read-store/turns.ts';
import {
  type CalculatedStatement,
  type TeamPeriod,
  statementKey,
  teamPeriodOf,
} from '#libs/statements/calculated-statement.ts';
import { regulationsPublished } from '#libs/statements/calculation/latest.ts';
import {
  type PinStores,
  type PinnedCalculation,
  calculatedAtPins,
  calculatedOfFew,
} from '#libs/statements/recomputation/at-pins.ts';
import { type RecomputationDifference, differenceOfCalculations } from '#libs/statements/recomputation/difference.ts';
import { sumsOfLogOn } from '#libs/statements/recomputation/sums-of-log.ts';
import { recomputedUpTo } from '#libs/statements/recomputation/recorded.ts';
import { type RecordedStatement, differenceOfDecision, recompute } from '#libs/statements/recomputation/recompute.ts';
import { CURRENT_RULES } from '#libs/statements/rules/versions.ts';
import { pinnedRules } from '#libs/statements/calculation/pinned-rules.ts';
import type { StatementProposal } from '#libs/statements/workflow/events.ts';
import { type FreshnessStores, recalculated, recalculatedOf } from '#libs/statements/workflow/freshness.ts';
import { refused } from '#libs/statements/workflow/refusals.ts';
import type { StatementState } from '#libs/statements/workflow/state.ts';
import { loadStatement } from '#libs/statements/workflow/statements.ts';

/** The basis of a statement: its calculation, or its proposal. */
type Rests = CalculatedStatement | StatementProposal;

interface Resting extends PinnedCalculation {
  readonly state: StatementState;
  readonly rests: Rests;
}

export interface RecomputedForDecision {
  /** False for a stale one: facts, corrections or parameters came in since. Throws RECOMPUTED_OTHERWISE. */
  readonly isFresh: (state: StatementState) => boolean;
}

/**
 * Recalculates the bases of statements at the end of the log and from the log alone. A basis that differs is also calculated at its own
 * pin, which distinguishes a stale calculation from a wrong one. Throws MADE_BY_OTHER_RULES, REGULATION_NOT_IN_LOG, PoisonEvent.
 */
export async function recomputedForDecision(
  stores: FreshnessStores,
  states: readonly StatementState[],
  basisOf: (state: StatementState) => Rests | undefined,
  onReading?: Progress,
): Promise<RecomputedForDecision> {
  const resting = states.flatMap((state): Resting[] => {
    const rests = basisOf(state);
    return rests === undefined ? [] : [{ team: state.team, period: state.period, state, rests, pin: rests.pin }];
  });
  const nowOf = await calculatedNow(stores, resting, onReading);
  const [fresh, other] = [[] as Resting[], [] as Resting[]];
  for (const one of resting) (nowOf(one).digest === one.rests.digest ? fresh : other).push(one);
  const wrong = new Map<string, RecomputationDifference>();
  const compare = async (one: Resting, recomputed: CalculatedStatement): Promise<void> => {
    const difference = await differenceOf(stores.log, one, recomputed);
    if (difference !== undefined) wrong.set(statementKey(one.team, one.period), difference);
    else if (!('statement' in one.rests)) recomputedOf(stores.log).add(proposalDigest(one, one.rests));
  };
  const turns = new Turns();
  for (const one of fresh) {
    await compare(one, nowOf(one));
    if (turns.isOver) await turns.next();
  }
  if (stores.calculationsNow === undefined) {
    const atPins = await calculatedAtPins(pinStoresOf(stores), other, onReading);
    for (const [index, one] of other.entries()) await compare(one, atPins[index] ?? unreachable());
  }
  const stale = new Set(other.map(({ team, period }) => statementKey(team, period)));
  return {
    isFresh: ({ team, period }) => {
      const key = statementKey(team, period);
      const difference = wrong.get(key);
      if (difference !== undefined) throw refused('RECOMPUTED_OTHERWISE', { team, period, difference });
      return !stale.has(key);
    },
  };
}

/**
 * Calculates at the end of the log, with the same day of knowledge and the same parameters: over the patients concerned, or over all if
 * those are most.
 */
async function calculatedNow(
  stores: FreshnessStores,
  resting: readonly Resting[],
  onReading: Progress | undefined,
): Promise<(one: Resting) => CalculatedStatement> {
  const ofFew =
    stores.calculationsNow === undefined && resting.length > 0
      ? await ofFewNow(pinStoresOf(stores), resting, onReading)
      : undefined;
  if (ofFew !== undefined) return (one) => ofFew.get(one) ?? unreachable();
  const now = await recalculated(fromTheLog(stores, onReading), resting, wholeYears);
  return (one) => recalculatedOf(one, now);
}

async function ofFewNow(
  stores: PinStores,
  resting: readonly Resting[],
  onReading: Progress | undefined,
): Promise<ReadonlyMap<Resting, CalculatedStatement> | undefined> {
  const regulationOf = await regulationsPublished(stores.log);
  const position = await stores.log.end();
  const pinned = resting.map(({ team, period, pin: { knownOn, regulationFingerprint } }): PinnedCalculation => {
    const regulationVersion = regulationOf(regulationFingerprint).version;
    const pin = { knownOn, position, regulationVersion, regulationFingerprint, rulesVersion: CURRENT_RULES.version };
    return { team, period, pin };
  });
  const again = await calculatedOfFew(stores, pinned, onReading);
  return again && new Map(resting.map((one, i) => [one, again[i] ?? unreachable()]));
}

function unreachable(): never {
  throw new RangeError('there is a calculation for each');
}

function pinStoresOf({ log, readStore, threads }: FreshnessStores): PinStores {
  return { log, threads, keeping: { readStore } };
}

/** If the facts are not in the log, the calculations come from elsewhere. */
function fromTheLog(stores: FreshnessStores, onReading: Progress | undefined): FreshnessStores {
  const { log, threads, calculationsNow } = stores;
  if (calculationsNow !== undefined) return stores;
  return { log, readStore: foldedFromLog(log), sumsOf: sumsOfLogOn({ log, threads }, onReading) };
}

/** Whole years, so that the cached sums serve the next quarter of a campaign too. */
function wholeYears({ from, to }: QuarterRange): QuarterRange {
  return {
    from: quartersOf(yearPeriod(yearOfQuarter(from))).from,
    to: quartersOf(yearPeriod(yearOfQuarter(to))).to,
  };
}

async function differenceOf(
  log: EventStore,
  { state, rests }: Resting,
  recomputed: CalculatedStatement,
): Promise<RecomputationDifference | undefined> {
  return 'statement' in rests
    ? differenceOfCalculations(rests, recomputed)
    : differenceOfDecision(log, state.decisions, rests, recomputed);
}

/** Proposals that this process has recomputed, by their digest. */
const recomputedOf = memoisedOf((_: EventStore) => new Set<string>());

function proposalDigest(
  { team, period }: TeamPeriod,
  { number, digest, lines, pin, instalments, moves }: StatementProposal,
): string {
  return digestOf([team, period, { number, digest, lines, pin, instalments, moves }]);
}

/**
 * Recomputes the decisions behind payments (`<stream>@<revision>`) at their pins, except those that this process or a recorded
 * recomputation has compared. Throws DECISION_NOT_IN_LOG, MADE_BY_OTHER_RULES, RECOMPUTED_OTHERWISE, REGULATION_NOT_IN_LOG, PoisonEvent.
 */
export async function requireRecomputedDecisions(
  stores: FreshnessStores,
  decisions: Iterable<string>,
  onReading?: Progress,
): Promise<void> {
  const { log, calculationsNow } = stores;
  if (calculationsNow !== undefined) return;
  const upTo = await recomputedUpTo(log);
  const [known, open] = [recomputedOf(log), [] as RecordedStatement[]];
  for (const decision of new Set(decisions)) {
    const { state, position } = await decidedUpTo(log, decision);
    const last = state.decisions.at(-1);
    if (last === undefined || position <= upTo || known.has(proposalDigest(state, last))) continue;
    pinnedRules(last.pin);
    open.push(state);
  }
  const { differing } = await recompute(pinStoresOf(stores), open, onReading);
  const [first] = differing;
  if (first !== undefined)
    throw refused('RECOMPUTED_OTHERWISE', { ...onlyTeamPeriod(first), difference: first.difference });
  for (const state of open) for (const decision of state.decisions) known.add(proposalDigest(state, decision));
}

/** The decisions of a statement up to this one, and the position of its approval. Throws DECISION_NOT_IN_LOG. */
async function decidedUpTo(
  log: EventStore,
  decision: string,
): Promise<{ readonly state: RecordedStatement; readonly position: number }> {
  const [, stream = '', revision = ''] = DECISION.exec(decision) ?? [];
  const of = teamPeriodOf(stream);
  const { decisions } = await loadStatement(log, of);
  const index = decisions.findIndex((one) => one.revision === Number(revision));
  const [approval] = await log.readStream(stream, { from: Number(revision), limit: 1 });
  if (index < 0 || approval === undefined) throw refused('DECISION_NOT_IN_LOG', { ...of, decision });
  const state = { ...of, calculated: undefined, decisions: decisions.slice(0, index + 1) };
  return { state, position: approval.position };
}

/** In a former ledger, a decision that was posted twice has the name of an envelope after it. */
const DECISION = /^(statement-.*)@(\d+)/s;

function onlyTeamPeriod({ team, period }: TeamPeriod): TeamPeriod {
  return { team, period };
}
