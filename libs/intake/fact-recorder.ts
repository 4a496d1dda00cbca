/**
 * Records single facts in batches: facts that arrive during a write form the next batch and share its disk access. Runs the checks of
 * an import, under the same lease.
 */
import type { ReceivedCommand } from '#libs/commands/received-command.ts';
import type { Commit } from '#libs/event-store/event.ts';
import { LeaseLost, type Outcome } from '#libs/event-store/event-store.ts';
import { type PersonsNow, personsIn } from '#libs/enrolment/duplicates/duplicates.ts';
import { erasedPatients, isErasedMeanwhile } from '#libs/event-store/sealed/erased-patients.ts';
import { forgettingEpoch } from '#libs/event-store/sealed/forgotten.ts';
import { type LocatedFact, type ToEvent, toEvent } from '#libs/facts/fact-event.ts';
import type { Fault } from '#libs/facts/fault.ts';
import { type PlausibilityCheck, plausibilityCheck } from '#libs/facts/plausibility.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import { memoised } from '#libs/kernel/memo.ts';
import { PLAUSIBILITY_RULES } from '#libs/intake/plausibility-rules.ts';
import { dayOfCommit } from '#libs/intake/running-import.ts';
import { ActsBefore, actRow } from '#libs/intake/act-check.ts';
import { FACT_KINDS, type FactName, factKindOf } from '#libs/intake/fact-kinds.ts';
import { withFreshKeys } from '#libs/intake/fresh-keys.ts';
import { namingFaults, typedColumns } from '#libs/intake/named-patients.ts';
import { keyWarnings } from '#libs/intake/key-warnings.ts';
import { withdrawalWarnings } from '#libs/intake/recording/withdrawals.ts';
import { InvalidFact } from '#libs/intake/refusals.ts';
import { addTeam, schemesOfTeams } from '#libs/intake/recorded-teams.ts';
import { type RowCheck, rowCheck } from '#libs/intake/row-check.ts';
import { type Intake, type Turn, endTurn, releaseOnFailure, isTurnOver, takeTurn } from '#libs/intake/turn.ts';
import type { WarningReason } from '#libs/intake/warnings.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';

export interface FactToRecord {
  readonly kind: FactName;
  /** In the canonical order of the file's columns. */
  readonly fields: readonly string[];
  /** Undefined for a fact that another event is the cause of. */
  readonly received?: ReceivedCommand;
  readonly commit: Commit;
}

export interface RecordedFact {
  readonly stream: string;
  readonly eventId: string;
  readonly position: number;
  /** Whether it was recorded before. */
  readonly known: boolean;
  readonly warnings: readonly WarningReason[];
}

interface FactRecorderSettings extends Intake {
  readonly regulation: () => Promise<Regulation>;
  /** ms since 1970. */
  readonly now: () => number;
  /** How long facts wait for another writer, ms; default PATIENCE_MS. */
  readonly patienceMs?: number;
  /** Called if the turn could not be ended: its lease expires by itself, and until then this process can take it again. */
  readonly onLeaseKept: (error: unknown) => void;
}

const MAX_BATCH = 256;
/** How long a batch waits for more facts, ms: less than a disk write. */
const GATHER_MS = 2;
/** Releases the lease after this time without a fact, so that an import can begin. */
const IDLE_MS = 50;
/** Under constant load, a waiting import has this time to take its turn. */
const PAUSE_MS = 200;
/** An import gives others a turn after one or two batches. */
const PATIENCE_MS = 10_000;

interface Pending {
  readonly fact: FactToRecord;
  readonly resolve: (recorded: RecordedFact) => void;
  readonly reject: (error: unknown) => void;
}

/** A fact that passed the checks. */
interface CheckedFact {
  readonly pending: Pending;
  readonly event: LocatedFact;
  readonly warnings: RecordedFact['warnings'];
}

/** State of the current turn, in which no other writer records facts. */
interface TurnState {
  readonly turn: Turn;
  readonly schemes: Map<string, string>;
  readonly checks: ReadonlyMap<FactName, RowCheck>;
  readonly persons: PersonsNow;
  /** Of the keys, by which the checks know who is erased. */
  readonly epoch: number;
}

export class FactRecorder {
  readonly #settings: FactRecorderSettings;
  readonly #toEvents: ReadonlyMap<FactName, ToEvent> = new Map(FACT_KINDS.map((kind) => [kind.name, toEvent(kind)]));
  /** Keyed by the day of recording. */
  readonly #plausible = memoised((day: string): ReadonlyMap<FactName, PlausibilityCheck> => {
    const today = dayFromText(day);
    return new Map(FACT_KINDS.map((kind) => [kind.name, plausibilityCheck(kind, PLAUSIBILITY_RULES, today)]));
  });
  #waiting: Pending[] = [];
  #held: TurnState | undefined;
  #working: Promise<void> | undefined;
  #idle: NodeJS.Timeout | undefined;

  constructor(settings: FactRecorderSettings) {
    this.#settings = settings;
  }

  /** Durable when it resolves. Rejects with InvalidFact, KEY_REUSED, KEY_OF_TWO_COMMANDS, LeaseLost. */
  record(fact: FactToRecord): Promise<RecordedFact> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ fact, resolve, reject });
      this.#working ??= this.#work();
    });
  }

  /** Records the waiting facts and releases the lease. */
  async close(): Promise<void> {
    await this.#working;
    clearTimeout(this.#idle);
    await this.#release();
  }

  async #work(): Promise<void> {
    clearTimeout(this.#idle);
    while (this.#waiting.length > 0) {
      await this.#waitForMore();
      const batch = this.#waiting.splice(0, MAX_BATCH);
      try {
        const again = await this.#recordBatch(batch, await this.#takeTurnIfNeeded());
        this.#waiting.unshift(...again);
      } catch (error) {
        // Without a turn, all waiting facts fail.
        const refused = error instanceof LeaseLost ? [...batch, ...this.#waiting.splice(0)] : batch;
        for (const { reject } of refused) reject(error);
        await this.#release();
      }
    }
    this.#working = undefined;
    this.#idle = setTimeout(() => {
      this.#working ??= this.#releaseWhenIdle();
    }, IDLE_MS).unref();
  }

  /** Releases the lease, then records the facts that came since. */
  async #releaseWhenIdle(): Promise<void> {
    try {
      await this.#release();
    } finally {
      this.#working = this.#waiting.length > 0 ? this.#work() : undefined;
      await this.#working;
    }
  }

  /**
   * Waits for facts that arrive, for a moment. A write blocks the event loop, so facts that arrived during the last one are read only
   * now. Without this wait, each batch would have one fact.
   */
  async #waitForMore(): Promise<void> {
    const until = this.#settings.now() + GATHER_MS;
    for (let before = 0; before < this.#waiting.length && this.#waiting.length < MAX_BATCH;) {
      before = this.#waiting.length;
      await new Promise((resolve) => setImmediate(resolve));
      if (this.#settings.now() >= until) return;
    }
  }

  async #takeTurnIfNeeded(): Promise<TurnState> {
    if (this.#held !== undefined && isTurnOver(this.#held.turn)) {
      await this.#release();
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    if (this.#held !== undefined && this.#held.epoch !== (await forgettingEpoch(this.#settings.log)))
      await this.#release();
    return (this.#held ??= await this.#begun());
  }

  async #begun(): Promise<TurnState> {
    const { log, readStore, now, regulation, patienceMs = PATIENCE_MS } = this.#settings;
    const turn = await takeTurn(this.#settings, now, { ms: patienceMs });
    return releaseOnFailure(log, turn.lease, async () => {
      const epoch = await forgettingEpoch(log);
      const schemes = await schemesOfTeams([{ log, readStore }]);
      const context = { regulation: await regulation(), schemes, isErased: await erasedPatients(log) };
      const checks = new Map(FACT_KINDS.map((kind) => [kind.name, rowCheck(kind, context)]));
      return { turn, schemes, checks, persons: await personsIn(log), epoch };
    });
  }

  async #release(): Promise<void> {
    const held = this.#held;
    this.#held = undefined;
    if (held === undefined) return;
    try {
      await endTurn(held.turn, this.#settings.log);
    } catch (error) {
      this.#settings.onLeaseKept(error);
    }
  }

  /** Gives the facts to check and record again: a patient of one of them was erased since the checks, so none is recorded. */
  async #recordBatch(batch: readonly Pending[], held: TurnState): Promise<readonly Pending[]> {
    const fresh = await withFreshKeys(this.#settings.log, batch);
    const sound = await this.#judged(fresh, held);
    const outcomes = await this.#recordedEach(sound, held);
    if (outcomes === undefined) return sound.map(({ pending }) => pending);
    const recorded = { logs: [this.#settings.log], idsOfPerson: held.persons.idsOf };
    for (const [i, { pending, event, warnings }] of sound.entries()) {
      const found = outcomes[i]?.positions[0];
      const position = typeof found === 'number' ? found : await this.#positionOf(event);
      const all = [...warnings, ...(await withdrawalWarnings(pending.fact, event, recorded))];
      const place = { stream: event.stream, eventId: event.event.id, position };
      pending.resolve({ ...place, known: found === 'known', warnings: all });
    }
    return [];
  }

  /** Undefined if the checks of this turn do not know of an erasure: the next turn does. */
  async #recordedEach(
    sound: readonly CheckedFact[],
    { turn, epoch }: TurnState,
  ): Promise<readonly Outcome[] | undefined> {
    const entries = sound.map(({ pending: { fact }, event }) => ({
      events: fact.received === undefined ? [event] : [event, fact.received],
      commit: fact.commit,
    }));
    try {
      return await turn.recorder.recordEach(entries);
    } catch (error) {
      if (isErasedMeanwhile(error) && (await forgettingEpoch(this.#settings.log)) !== epoch) return undefined;
      throw error;
    }
  }

  async #positionOf({ stream, event }: LocatedFact): Promise<number> {
    const found = await this.#settings.log.find(stream, event.id);
    if (found === undefined) throw new Error(`fact ${event.id} of ${stream} is known but not in the log`);
    return found.position;
  }

  async #judged(batch: readonly Pending[], held: TurnState): Promise<CheckedFact[]> {
    const acts = batch
      .filter(({ fact }) => fact.kind === 'acts')
      .map(({ fact }) => actRow(fact.fields, this.#eventOf(fact).event.id));
    const before = await ActsBefore.of(acts, held.turn.recorder, held.persons.isOne);
    const sound: CheckedFact[] = [];
    for (const pending of batch) {
      const one = await this.#judge(pending, before, held);
      if (one !== undefined) sound.push(one);
    }
    return sound;
  }

  async #judge(pending: Pending, before: ActsBefore, { checks, schemes }: TurnState): Promise<CheckedFact | undefined> {
    const { kind, fields } = pending.fact;
    const event = this.#eventOf(pending.fact);
    const row = actRow(fields, event.event.id);
    const ofAct = kind === 'acts' ? await before.check(row) : undefined;
    const named = await this.#namingFaults(pending.fact, event);
    const ofRow = [...(checks.get(kind)?.(fields) ?? []), ...(ofAct?.faults ?? []), ...named];
    const { faults, warnings } = await this.#withPlausibility(pending.fact, event, ofRow);
    if (faults.length > 0) {
      pending.reject(new InvalidFact(faults));
      return undefined;
    }
    if (kind === 'acts') before.add(row);
    if (kind === 'teams') addTeam(fields, schemes);
    return { pending, event, warnings: [...keyWarnings(kind, fields), ...(ofAct?.warnings ?? []), ...warnings] };
  }

  async #namingFaults({ kind, fields }: FactToRecord, event: LocatedFact): Promise<readonly Fault[]> {
    const found =
      (await namingFaults([this.#settings.log], typedColumns(factKindOf(kind)), [fields])).get(fields) ?? [];
    return found.length > 0 && (await this.#isRecorded(event)) ? [] : found;
  }

  /** A recorded fact is not checked again: a rule may be newer, and a patient may have come later. */
  async #isRecorded({ stream, event }: LocatedFact): Promise<boolean> {
    return (await this.#settings.log.find(stream, event.id)) !== undefined;
  }

  async #withPlausibility(
    { kind, fields, commit }: FactToRecord,
    event: LocatedFact,
    faults: readonly Fault[],
  ): Promise<{ readonly faults: readonly Fault[]; readonly warnings: readonly WarningReason[] }> {
    const check = this.#plausible(dayOfCommit(commit)).get(kind);
    if (faults.length > 0 || check === undefined) return { faults, warnings: [] };
    const found = check(fields);
    const isRecorded = found.faults.length > 0 && (await this.#isRecorded(event));
    const warnings = found.warnings.map((data): WarningReason => ({ code: 'IMPLAUSIBLE_VALUE', data }));
    return { faults: isRecorded ? [] : found.faults, warnings };
  }

  #eventOf({ kind, fields }: FactToRecord): LocatedFact {
    const make = this.#toEvents.get(kind);
    if (make === undefined) throw new RangeError(`${kind} is not a kind of fact`);
    return make(fields);
  }
}
