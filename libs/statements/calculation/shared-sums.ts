/**
 * The sums over every dossier, shared out among workers: each makes those of a part of the patients and keeps them, and one adds them
 * up. Which parts are made is what the store says; helpers are called, and not counted on: who adds up makes parts too, and alone makes
 * all of them.
 *
 * Wired in a worker by its queue: `sumsOf: sharedOut(…)` among the stores of a calculation, and `new PartWorker(…)` as what runs for
 * ids that begin with PART_WORK.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { CalculationStores } from '#libs/statements/calculation/calculate.ts';
import { PARTS_STORE, PartsStore, type Plan, planKey, planOf } from '#libs/statements/calculation/parts-store.ts';
import { rosterDocuments } from '#libs/statements/calculation/roster-documents.ts';
import {
  type Calculated,
  type Inputs,
  type SumsOf,
  sumsOfAll,
  sumsOfDossiers,
} from '#libs/statements/calculation/sums-of.ts';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { rosterFacts } from '#libs/enrolment/roster.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import { nextKnownOn } from '#libs/enrolment/versions.ts';
import type { Documents } from '#libs/read-store/document-store.ts';
import { BUCKETS } from '#libs/read-store/partition.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import { versions } from '#libs/regulation/publication/published.ts';
import { type Frame, frameOf } from '#libs/statements/rules/frame.ts';
import { RULES_VERSION } from '#libs/statements/rules/rules-version.ts';
import { addSums, emptySums } from '#libs/statements/rules/sums.ts';

/** What the id of a part begins with, before a colon. */
export const PART_WORK = 'calculate-part';

/** Others who may make parts. */
export interface Helpers {
  /** Asks for a part by its id; nothing more while it waits or is being made. */
  call(id: string): Promise<void>;
  /** Whether someone is at it, as far as is known. */
  isAtWork(id: string): Promise<boolean>;
}

export interface SharingSettings {
  readonly stores: Pick<CalculationStores, 'log' | 'readStore'>;
  readonly helpers: Helpers;
  /** Helpers cannot be reached; the calculation goes on without them. */
  readonly onAlone: (error: unknown) => void;
  /** A calculation over fewer events than this is not worth sharing. */
  readonly eventsMin?: number;
  readonly eventsPerPart?: number;
  /** How often the store is looked at while others make what is missing, and how long nothing may come of them, ms. */
  readonly pollMs?: number;
  readonly patienceMs?: number;
}

/** Half a second of one processor. */
const EVENTS_MIN = 500_000;
const EVENTS_PER_PART = 250_000;
const PARTS_MIN = 4;
/** Every part has nearly all teams and quarters in it, so that many parts cost more than they spare. */
const PARTS_MAX = 32;
const POLL_MS = 25;
const PATIENCE_MS = 30_000;

export function partId(plan: Plan, index: number): string {
  return `${PART_WORK}:${planKey(plan)}:${index}`;
}

/** Shares out what is worth it, under a regulation that others can read in the log; the rest is made here. */
export function sharedOut(settings: SharingSettings): SumsOf {
  const { stores, eventsMin = EVENTS_MIN, eventsPerPart = EVENTS_PER_PART } = settings;
  return async (inputs, onProgress) => {
    const { processed } = await inputs.dossiers.checkpoint();
    if (processed < eventsMin) return sumsOfAll(inputs, onProgress);
    const published = await versions(stores.log);
    if (!published.some(({ regulation }) => regulation.fingerprint === inputs.regulation.fingerprint))
      return sumsOfAll(inputs, onProgress);
    const link = (await stores.log.linkAt(inputs.known.position)) ?? '';
    const plan = planOf(inputs, link, partsFor(processed, eventsPerPart));
    const parts = new PartsStore(await stores.readStore.scratch(PARTS_STORE));
    return new Sharing(settings, plan, parts, inputs, processed).calculate(onProgress);
  };
}

/** A power of two, as buckets are: all parts are then of as many. */
function partsFor(events: number, perPart: number): number {
  const parts = 2 ** Math.ceil(Math.log2(Math.max(1, events / perPart)));
  return Math.min(Math.max(parts, PARTS_MIN), PARTS_MAX, BUCKETS);
}

class Sharing {
  readonly #settings: SharingSettings;
  readonly #plan: Plan;
  readonly #parts: PartsStore;
  readonly #inputs: Inputs;
  readonly #total: number;
  readonly #missing: Set<number>;
  readonly #sums = emptySums();
  #done = 0;
  #next = Infinity;
  #isAlone = false;
  #waitedMs = 0;

  constructor(settings: SharingSettings, plan: Plan, parts: PartsStore, inputs: Inputs, total: number) {
    this.#settings = settings;
    this.#plan = plan;
    this.#parts = parts;
    this.#inputs = inputs;
    this.#total = total;
    this.#missing = new Set(Array.from({ length: plan.parts }, (_, index) => index));
  }

  async calculate(onProgress?: Progress): Promise<Calculated> {
    const { rosters, known, regulation, range, dossiers } = this.#inputs;
    const frame = frameOf(rosters, known, regulation, range);
    await this.#parts.open(this.#plan);
    await this.#addThoseThere();
    await this.#call();
    while (this.#missing.size > 0) {
      const index = await this.#mine();
      const before = this.#done;
      if (index === undefined) await this.#wait();
      else
        await makePart(this.#plan, index, this.#parts, { frame, dossiers }, (events) =>
          onProgress?.(before + events, this.#total),
        );
      await this.#addThoseThere(index);
      // Told while it waits too: who asked for the calculation may stop it there.
      onProgress?.(this.#done, this.#total);
    }
    await this.#parts.close(this.#plan);
    const next = Math.min(this.#next, nextKnownOn(rosterFacts(rosters), known));
    return { frame, sums: this.#sums, nextKnownOn: next };
  }

  /** From the first on; what is made here is taken from the last on, so that the two seldom meet. */
  async #call(): Promise<void> {
    for (const index of this.#missing)
      if (!this.#isAlone) await this.#ask((helpers) => helpers.call(partId(this.#plan, index)));
  }

  /** The part to make here: the last that nobody is at; any, where nothing has come of the others for long. */
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

  async #addThoseThere(mine?: number): Promise<void> {
    const found = await this.#parts.parts(this.#plan, this.#missing);
    for (const [index, { sums, events, nextKnownOn: next }] of found) {
      addSums(this.#sums, sums);
      this.#missing.delete(index);
      this.#done += events;
      this.#next = Math.min(this.#next, next);
      if (index !== mine) this.#waitedMs = 0;
    }
  }

  /** Undefined where the helpers cannot be reached: they are then asked for nothing any more. */
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

/** Makes a part and keeps it, unless it is there. */
async function makePart(
  plan: Plan,
  index: number,
  parts: PartsStore,
  { frame, dossiers }: { readonly frame: Frame; readonly dossiers: Documents },
  onProgress: (events: number) => void,
): Promise<void> {
  if (await parts.has(plan, index)) return;
  const partition = { of: plan.parts, index };
  await parts.put(plan, index, await sumsOfDossiers(frame, dossiers, partition, onProgress));
}

/** Makes the parts it is called for, for whatever calculation. */
export class PartWorker {
  readonly #stores: SharingSettings['stores'];
  /** Calls come for one calculation after another. */
  #last: { readonly key: string; readonly frame: Frame } | undefined;

  constructor(stores: SharingSettings['stores']) {
    this.#stores = stores;
  }

  /** Nothing where the part is there, or nobody wants it any more. `onProgress` may throw, to stop it. */
  async run(id: string, onProgress: Progress): Promise<void> {
    const [, key = '', index = ''] = id.split(':');
    const { log, readStore } = this.#stores;
    const parts = new PartsStore(await readStore.scratch(PARTS_STORE));
    const plan = await parts.plan(key);
    if (plan === undefined) return;
    if (!/^\d+$/.test(index) || Number(index) >= plan.parts)
      throw new RangeError(`${id}: there are parts 0 to ${plan.parts - 1} of that calculation`);
    const frame = await this.#frame(key, plan);
    const dossiers = await readStore.upToDate(DOSSIERS, log);
    const { processed } = await dossiers.checkpoint();
    await makePart(plan, Number(index), parts, { frame, dossiers }, (events) => {
      onProgress(events, Math.ceil(processed / plan.parts));
    });
    // Added up in the meantime, by who made this part again: nobody would ever remove it.
    if ((await parts.plan(key)) === undefined) await parts.remove(plan, Number(index));
  }

  async #frame(key: string, plan: Plan): Promise<Frame> {
    if (this.#last?.key === key) return this.#last.frame;
    const { log, readStore } = this.#stores;
    if (plan.rules !== RULES_VERSION)
      throw new Error(`a calculation by the rules ${plan.rules} cannot be helped with by the rules ${RULES_VERSION}`);
    if ((await log.linkAt(plan.known.position)) !== plan.link)
      throw new Error(
        `the log has another link at ${plan.known.position} than that of the calculation: it is another log`,
      );
    const published = (await versions(log)).find(({ regulation }) => regulation.fingerprint === plan.regulation);
    if (published === undefined)
      throw new Error(`the regulation ${plan.regulation.slice(0, 12)} of the calculation is not in the log`);
    const rosters = await rosterDocuments(await readStore.upToDate(ROSTERS, log));
    const frame = frameOf(rosters, plan.known, published.regulation, plan.range);
    this.#last = { key, frame };
    return frame;
  }
}
