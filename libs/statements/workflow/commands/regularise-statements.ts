/**
 * Drafts the regularisations of many decided periods at once: those of a selection that a new calculation changes, or those that a kept
 * replay showed.
 */
import { closingsAt, closingsOf, refuseClosed } from '#libs/closing/closings.ts';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import { type Day, dayFromText, dayOfInstant } from '#libs/kernel/day.ts';
import { periodFromText, rangeOfPeriods } from '#libs/kernel/period.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { type KeptReplay, keptReplay } from '#libs/replay/saved.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { calculateWithoutRecording } from '#libs/statements/calculation/calculate.ts';
import { type CalculatedStatement, calculated, statementKey } from '#libs/statements/calculated-statement.ts';
import { difference, movedDays } from '#libs/statements/workflow/decisions.ts';
import {
  type CommandOf,
  type StatementOutcome,
  decideAndPostEach,
  isMeant,
} from '#libs/statements/workflow/each-statement.ts';
import type { PinnedCalculation } from '#libs/statements/recomputation/at-pins.ts';
import type { FreshnessStores } from '#libs/statements/workflow/freshness.ts';
import { refused } from '#libs/statements/workflow/refusals.ts';
import { type StatementState, draftOf, submissionOf } from '#libs/statements/workflow/state.ts';
import { type Selection, statementId, statements, loadStatements } from '#libs/statements/workflow/statements.ts';
import { differenceCode } from '#libs/statements/workflow/variance-code.ts';

/** The target: the calculation as known on a day with the regulation in force, or a replay kept under a name. */
type RegulariseTo = { readonly knownOn: Day } | { readonly replay: string };

/** With the codes of differences that a person read in a replay, nothing else is drafted. */
interface ReadDifferences extends Selection {
  readonly differenceCodes?: readonly string[];
}

/** Gives an outcome for each period that changes. */
export class RegulariseStatements extends Command<readonly StatementOutcome[]> {
  readonly which: ReadDifferences;
  readonly to: RegulariseTo;
  readonly author: Author;
  readonly onProgress: Progress | undefined;

  constructor(which: ReadDifferences, to: RegulariseTo, author: Author, onProgress?: Progress) {
    super();
    this.which = which;
    this.to = to;
    this.author = author;
    this.onProgress = onProgress;
  }
}

@CommandHandler(RegulariseStatements)
export class RegulariseStatementsHandler implements ICommandHandler<RegulariseStatements> {
  readonly #stores: Stores & Pick<FreshnessStores, 'calculationsNow'>;
  readonly #inForce: RegulationInForce;

  constructor(stores: Stores, inForce: RegulationInForce) {
    this.#stores = stores;
    this.#inForce = inForce;
  }

  /**
   * The same key again continues with the rest. Throws REPLAY_NOT_KEPT, DomainError (conflict, key-reused), StoreUnavailable, and the
   * errors of `onProgress`.
   */
  async execute({ which, to, author, onProgress }: RegulariseStatements): Promise<readonly StatementOutcome[]> {
    const { replay, knownOn } =
      'replay' in to ? await this.#kept(to.replay) : { replay: undefined, knownOn: to.knownOn };
    const [before, open]: [StatementOutcome[], StatementState[]] = [[], []];
    for (const state of await loadStatements(this.#stores, which)) {
      const { team, period } = state;
      const made = await statements(this.#stores.log).findByCommandKey(statementId(state), author.meta);
      if (made !== undefined) before.push({ team, period, events: [], made, refused: undefined });
      else if (state.decisions.length > 0 && isAsked(state, which, replay)) open.push(state);
    }
    const targetOf = await this.#targets(open, knownOn);
    const [by, on] = [author.meta.by, dayOfInstant(author.meta.at)];
    // A day of knowledge that no decision allows is refused for each, also if it would change nothing.
    const isRefused = ({ decisions }: StatementState): boolean =>
      knownOn > on || decisions.some(({ pin }) => knownOn < pin.knownOn);
    const changed = open.filter((state) => isRefused(state) || isChange(state, targetOf(state)));
    const restsOn = () => closingsAt(this.#stores.log);
    const commandOf: CommandOf = async (state) => {
      refuseClosed(await closingsOf(this.#stores.log), state);
      const target = targetOf(state);
      refuseOther(replay, state, target);
      refuseUnread(which.differenceCodes, state, target);
      return { command: { type: 'regularise', by, on, target } };
    };
    return [...before, ...(await decideAndPostEach(this.#stores, changed, author, commandOf, { restsOn, onProgress }))];
  }

  /** Throws REPLAY_NOT_KEPT. */
  async #kept(name: string): Promise<{ readonly replay: KeptReplay; readonly knownOn: Day }> {
    const replay = await keptReplay(this.#stores, name);
    return { replay, knownOn: dayFromText(replay.knownOn) };
  }

  /** The new calculation of each. */
  async #targets(
    states: readonly StatementState[],
    knownOn: Day,
  ): Promise<(state: StatementState) => CalculatedStatement> {
    const range = rangeOfPeriods(states.map(({ period }) => periodFromText(period)));
    if (range === undefined) return noTarget;
    const { regulation } = await this.#inForce.current();
    const { calculationsNow } = this.#stores;
    const { pin, statements: now } =
      calculationsNow === undefined
        ? await calculateWithoutRecording(this.#stores, { range, knownOn, regulation })
        : { pin: undefined, statements: calculationsNow(states.map((state) => pinnedOn(state, knownOn))) };
    const byKey = new Map(now.map((one) => [statementKey(one.team, one.period), one]));
    return (state) => {
      const { team, period } = state;
      const found = byKey.get(statementKey(team, period));
      return found ?? (pin === undefined ? noTarget(state) : calculated(team, period, pin, null));
    };
  }
}

function noTarget({ team, period }: StatementState): never {
  throw new RangeError(`${team} ${period} is not calculated again`);
}

/** The pin of its last decision, with another day of knowledge. */
function pinnedOn(state: StatementState, knownOn: Day): PinnedCalculation {
  const { team, period, decisions } = state;
  const pin = decisions.at(-1)?.pin ?? noTarget(state);
  return { team, period, pin: { ...pin, knownOn } };
}

/** Whether the replay shows a difference for it; without differences that a person read, it must be in the range like for a submission. */
function isAsked(state: StatementState, which: ReadDifferences, replay: KeptReplay | undefined): boolean {
  const { team, period } = state;
  if (replay !== undefined) return replay.changed.some((one) => one.team === team && one.period === period);
  return which.differenceCodes !== undefined || isMeant(state, which);
}

/** Whether it differs from the decisions, and from the open draft or submission. */
function isChange(state: StatementState, target: CalculatedStatement): boolean {
  const inHand = draftOf(state) ?? submissionOf(state)?.proposal;
  if (inHand?.digest === target.digest) return false;
  return difference(state.decisions, target).length > 0 || movedDays(state.decisions, target).length > 0;
}

/** Throws REPLAY_OUTDATED if the calculation, or its difference from the decisions, is not the one that the replay showed. */
function refuseOther(replay: KeptReplay | undefined, state: StatementState, target: CalculatedStatement): void {
  const { team, period, digest } = target;
  const shown = replay?.changed.find((one) => one.team === team && one.period === period);
  if (shown === undefined) return;
  // Replays of former versions were saved without the code.
  const isOther = shown.code !== undefined && shown.code !== differenceCode(state.decisions, target);
  if (isOther || shown.digest !== digest) throw refused('REPLAY_OUTDATED', { team, period });
}

/** Throws REPLAY_OUTDATED if no code is that of the difference. */
function refuseUnread(codes: readonly string[] | undefined, state: StatementState, target: CalculatedStatement): void {
  const { team, period } = state;
  if (codes?.includes(differenceCode(state.decisions, target)) === false)
    throw refused('REPLAY_OUTDATED', { team, period });
}
