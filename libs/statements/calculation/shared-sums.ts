/**
 * Shares the sums over all dossiers among workers. Each part covers some patients. A worker computes a part and stores it; the process
 * that calculates adds them up. The store says which parts exist. Helpers are optional: the process that calculates also computes parts,
 * and all of them when it is alone.
 *
 * A worker wires `sumsOf: sharedOut(…)` into the stores of a calculation, and runs `new PartWorker(…)` for ids that begin with PART_WORK.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { requireLinkAt } from '#libs/event-store/require-link-at.ts';
import type { CalculationStores } from '#libs/statements/calculation/calculate.ts';
import { PARTS_STORE, PartsStore, type Plan, planKey, planOf } from '#libs/statements/calculation/parts-store.ts';
import { rosterDocuments } from '#libs/statements/calculation/roster-documents.ts';
import {
  type CalculatedSums,
  type CalculationInputs,
  type SumsOf,
  type SummedInputs,
  type SumsOfPart,
  frameFor,
  sumsInThread,
  sumsOfAllBy,
} from '#libs/statements/calculation/sums-of.ts';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { type RosterDocuments, rosterFacts } from '#libs/enrolment/roster.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import { nextKnownOn } from '#libs/enrolment/versions.ts';
import { foldedFromLog } from '#libs/read-store/engine/folded-from-log.ts';
import { BUCKETS } from '#libs/read-store/partition.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import { versions } from '#libs/regulation/publication/published.ts';
import { RunningSums } from '#libs/statements/rules/running-sums.ts';
import { rulesOfVersion } from '#libs/statements/rules/versions.ts';

/** Prefix of the id of a part, before a colon. */
export const PART_WORK = 'calculate-part';

/** Other workers that may compute parts. */
export interface Helpers {
  /** Asks for a part by its id. Has no effect while the part is queued or computed. */
  call(id: string): Promise<void>;
  /** Whether a helper computes the part, as far as the queue knows. */
  isAtWork(id: string): Promise<boolean>;
}

export interface SharingSettings {
  readonly stores: Pick<CalculationStores, 'log' | 'readStore'>;
  readonly helpers: Helpers;
  /** Called when helpers cannot be reached. The calculation continues without them. */
  readonly onAlone: (error: unknown) => void;
  /** How this process computes a part, or everything if it does not share; default: in this thread. */
  readonly sumsOfPart?: SumsOfPart;
  /** A calculation over fewer events is not shared. */
  readonly eventsMin?: number;
  readonly eventsPerPart?: number;
  /** How often to look for parts of helpers, and how long to wait for the next one, ms. */
  readonly pollMs?: number;
  readonly patienceMs?: number;
}

/** Takes half a second of one processor. */
const EVENTS_MIN = 500_000;
/** The work of one thread. */
export const EVENTS_PER_PART = 250_000;
const PARTS_MIN = 4;
/** More parts would cost more than they save, as nearly every part has all teams and quarters. */
const PARTS_MAX = 32;
const POLL_MS = 25;
const PATIENCE_MS = 30_000;

function partId(plan: Plan, index: number): string {
  return `${PART_WORK}:${planKey(plan)}:${index}`;
}

/** Shares a large calculation whose regulation is in the log, so that helpers can read it. Computes any other one here. */
export function sharedOut(settings: SharingSettings): SumsOf {
  const { stores, sumsOfPart = sumsInThread, eventsMin = EVENTS_MIN, eventsPerPart = EVENTS_PER_PART } = settings;
  const sumsOfAll = sumsOfAllBy(sumsOfPart);
  return async (inputs, onProgress) => {
    const { processed } = await inputs.dossiers.checkpoint();
    if (processed < eventsMin) return sumsOfAll(inputs, onProgress);
    const published = await versions(stores.log);
    if (!published.some(({ regulation }) => regulation.fingerprint === inputs.regulation.fingerprint))
      return sumsOfAll(inputs, onProgress);
    const link = await requireLinkAt(inputs.known.position, stores.log);
    const plan = planOf(inputs, link, partsFor(processed, eventsPerPart));
    const parts = new PartsStore(await stores.readStore.scratch(PARTS_STORE));
    return new Sharing(settings, plan, parts, inputs, processed).calculate(onProgress);
  };
}

/**
 * Without the merges that came in since: they say which ids are read together, and in which part. Two processes with other ones would count a
 * patient twice, or not at all.
 */
function rostersOf({ known }: Plan, rosters: RosterDocuments): RosterDocuments {
  return { ...rosters, merges: rosters.merges.filter(({ position }) => position <= known.position) };
}

/** A power of two, like the number of buckets, so that all parts have the same number of buckets. */
function partsFor(events: number, perPart: number): number {
  const parts = 2 ** Math.ceil(Math.log2(Math.max(1, events / perPart)));
  return Math.min(Math.max(parts, PARTS_MIN), PARTS_MAX, BUCKETS);
}

class Sharing {
  readonly #settings: SharingSettings;
  readonly #plan: Plan;
  readonly #parts: PartsStore;
  readonly #inputs: CalculationInputs;
  readonly #total: number;
  readonly #missing: Set<number>;
  readonly #sums = new RunningSums();
  #done = 0;
  #next = Infinity;
  #isAlone = false;
  #waitedMs = 0;

  constructor(settings: SharingSettings, plan: Plan, parts: PartsStore, inputs: CalculationInputs, total: number) {
    this.#settings = settings;
    this.#plan = plan;
    this.#parts = parts;
    this.#inputs = { ...inputs, rosters: rostersOf(plan, inputs.rosters) };
    this.#total = total;
    this.#missing = new Set(Array.from({ length: plan.parts }, (_, index) => index));
  }

  async calculate(onProgress?: Progress): Promise<CalculatedSums> {
    const { rosters, known } = this.#inputs;
    const { sumsOfPart = sumsInThread } = this.#settings;
    const frame = frameFor(this.#inputs);
    const part: PartInputs = { sumsOfPart, inputs: { ...this.#inputs, frame } };
    await this.#parts.open(this.#plan);
    await this.#addStored();
    await this.#call();
    while (this.#missing.size > 0) {
      const index = await this.#mine();
      const before = this.#done;
      if (index === undefined) await this.#wait();
      else await makePart(this.#plan, index, this.#parts, part, (events) => onProgress?.(before + events, this.#total));
      await this.#addStored(index);
      // Reported also while it waits: the callback may stop the calculation.
      onProgress?.(this.#done, this.#total);
    }
    await this.#parts.close(this.#plan);
    const next = Math.min(this.#next, nextKnownOn(rosterFacts(rosters), known));
    return { frame, sums: this.#sums.sums, running: this.#sums, nextKnownOn: next };
  }

  /** Helpers start with the first part, this process with the last, so that they seldom meet. */
  async #call(): Promise<void> {
    for (const index of this.#missing)
      if (!this.#isAlone) await this.#ask((helpers) => helpers.call(partId(this.#plan, index)));
  }

  /** The part to compute here: the last without a helper, or any when helpers time out. */
  async #mine(): Promise<number | undefined> {
    const { patienceMs = PATIENCE_MS } = this.#settings;
    const lastFirst = [...this.#missing].toReversed();
    if (this.#waitedMs >= patienceMs) return lastFirst[0];
    for (const index of lastFirst) {
      const isAtWork = await this.#ask((helpers) => helpers.isAtWork(partId(this.#plan, index)));
      if (isAtWork !== true) return index;
    }
    return undefined;
  }

  async #wait(): Promise<void> {
    const { pollMs = POLL_MS } = this.#settings;
    await pause(pollMs);
    this.#waitedMs += pollMs;
  }

  async #addStored(mine?: number): Promise<void> {
    const found = await this.#parts.parts(this.#plan, this.#missing);
    for (const [index, { sums, events, nextKnownOn: next }] of found) {
      this.#sums.join(sums);
      this.#missing.delete(index);
      this.#done += events;
      this.#next = Math.min(this.#next, next);
      if (index !== mine) this.#waitedMs = 0;
    }
  }

  /** Undefined when the helpers cannot be reached. They are then not asked again. */
  async #ask<T>(request: (helpers: Helpers) => Promise<T>): Promise<T | undefined> {
    if (this.#isAlone) return undefined;
    try {
      return await request(this.#settings.helpers);
    } catch (error) {
      this.#isAlone = true;
      this.#settings.onAlone(error);
      return undefined;
    }
  }
}

interface PartInputs {
  readonly sumsOfPart: SumsOfPart;
  readonly inputs: SummedInputs;
}

/** Computes a part and stores it, unless it is stored. */
async function makePart(
  plan: Plan,
  index: number,
  parts: PartsStore,
  { sumsOfPart, inputs }: PartInputs,
  onProgress: (events: number) => void,
): Promise<void> {
  if (await parts.has(plan, index)) return;
  const partition = { of: plan.parts, index };
  await parts.put(plan, index, await sumsOfPart(inputs, partition, onProgress));
}

/** Computes parts of any calculation by their ids. */
export class PartWorker {
  readonly #stores: SharingSettings['stores'];
  readonly #sumsOfPart: SumsOfPart;
  /** Kept, because the next part mostly belongs to the same calculation. */
  #last: { readonly key: string; readonly inputs: Omit<SummedInputs, 'dossiers'> } | undefined;

  constructor(stores: SharingSettings['stores'], sumsOfPart: SumsOfPart = sumsInThread) {
    this.#stores = stores;
    this.#sumsOfPart = sumsOfPart;
  }

  /** Has no effect if the part is stored or its plan is closed. `onProgress` may throw to stop it. */
  async run(id: string, onProgress: Progress): Promise<void> {
    const [, key = '', index = ''] = id.split(':');
    const { log, readStore } = this.#stores;
    const parts = new PartsStore(await readStore.scratch(PARTS_STORE));
    const plan = await parts.plan(key);
    if (plan === undefined) return;
    if (!/^\d+$/.test(index) || Number(index) >= plan.parts)
      throw new RangeError(`${id}: there are parts 0 to ${plan.parts - 1} of that calculation`);
    const others = await this.#inputs(key, plan);
    const dossiers = await readStore.upToDate(DOSSIERS, log);
    // In a later build, an erased patient has another id, and is in another part.
    if ((await readStore.buildOf(DOSSIERS)) !== plan.build) return;
    const { processed } = await dossiers.checkpoint();
    const part: PartInputs = { sumsOfPart: this.#sumsOfPart, inputs: { ...others, dossiers } };
    await makePart(plan, Number(index), parts, part, (events) => {
      onProgress(events, Math.ceil(processed / plan.parts));
    });
    // The plan was closed in the meantime: no other process would remove this part.
    if ((await parts.plan(key)) === undefined) await parts.remove(plan, Number(index));
  }

  async #inputs(key: string, plan: Plan): Promise<Omit<SummedInputs, 'dossiers'>> {
    if (this.#last?.key === key) return this.#last.inputs;
    const { log } = this.#stores;
    const rules = rulesOfVersion(plan.rules);
    if (rules === undefined) throw new Error(`this worker does not have the rules ${plan.rules} of the calculation`);
    if ((await log.linkAt(plan.known.position)) !== plan.link)
      throw new Error(`the calculation is of another log: the links at ${plan.known.position} differ`);
    const published = (await versions(log)).find(({ regulation }) => regulation.fingerprint === plan.regulation);
    if (published === undefined)
      throw new Error(`the regulation ${plan.regulation.slice(0, 12)} of the calculation is not in the log`);
    const rosters = rostersOf(plan, await rosterDocuments(await foldedFromLog(log).upToDate(ROSTERS, log)));
    const { known, range } = plan;
    const made = { rosters, known, range, rules, regulation: published.regulation };
    const inputs = { ...made, frame: frameFor(made) };
    this.#last = { key, inputs };
    return inputs;
  }
}
