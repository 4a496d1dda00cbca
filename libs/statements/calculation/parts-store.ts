/**
 * Stores the sums of each part of a shared calculation until they are added up. The key covers all inputs, so that a stored part is
 * never computed again.
 */
import { hash } from 'node:crypto';
import type { Day } from '#libs/kernel/day.ts';
import type { DossierSums, CalculationInputs } from '#libs/statements/calculation/sums-of.ts';
import type { Knowledge } from '#libs/enrolment/versions.ts';
import type { ScratchDocuments } from '#libs/read-store/read-store.ts';
import type { QuarterRange } from '#libs/kernel/period.ts';
import { RunningSums } from '#libs/statements/rules/running-sums.ts';

/** The inputs of the sums over all dossiers, and the number of parts. */
export interface Plan {
  readonly parts: number;
  readonly known: Knowledge;
  /** Link of the hash chain at `known.position`. It tells one log from another. */
  readonly link: string;
  /** Fingerprint of the regulation. */
  readonly regulation: string;
  readonly rules: string;
  readonly range: QuarterRange;
  /** Number of the build of the dossiers. */
  readonly build: number;
}

export const PARTS_STORE = 'parts';

/** Limit of abandoned calculations; the oldest are dropped. */
const PLANS_MAX = 8;
const PLAN_PREFIX = 'plan/';
/** Version of the text of a part, so that workers with another version of the program do not read it. */
const FORM = 3;

export function planOf(
  { known, regulation, rules, range, build }: CalculationInputs,
  link: string,
  parts: number,
): Plan {
  return { parts, known, link, regulation: regulation.fingerprint, rules: rules.version, range, build };
}

export function planKey({ parts, known, link, regulation, rules, range, build }: Plan): string {
  const all = [FORM, parts, known.day, known.position, link, regulation, rules, range.from, range.to, build];
  return hash('sha256', JSON.stringify(all), 'hex').slice(0, 32);
}

interface StoredPlan extends Plan {
  /** A later plan has a greater number. */
  readonly no: number;
}

export class PartsStore {
  readonly #documents: ScratchDocuments;

  constructor(documents: ScratchDocuments) {
    this.#documents = documents;
  }

  /** Opens a plan: workers may compute its parts. Stored parts stay. */
  async open(plan: Plan): Promise<void> {
    const key = PLAN_PREFIX + planKey(plan);
    const others: StoredPlan[] = [];
    for await (const batch of this.#documents.scan(PLAN_PREFIX))
      for (const [other, text] of batch) if (other !== key) others.push(JSON.parse(text) as StoredPlan);
    others.sort((a, b) => b.no - a.no);
    const stored: StoredPlan = { ...plan, no: (others[0]?.no ?? 0) + 1 };
    const removes = others.slice(PLANS_MAX - 1).flatMap(keysOf);
    await this.#write([[key, JSON.stringify(stored)]], removes);
  }

  /** Undefined if the plan is not open. */
  async plan(key: string): Promise<Plan | undefined> {
    const text = (await this.#documents.get([PLAN_PREFIX + key])).get(PLAN_PREFIX + key);
    return text === undefined ? undefined : (JSON.parse(text) as StoredPlan);
  }

  /** The stored parts among these. */
  async parts(plan: Plan, indexes: Iterable<number>): Promise<ReadonlyMap<number, DossierSums>> {
    const wanted = new Map([...indexes].map((index) => [partKey(plan, index), index]));
    const found = await this.#documents.get(wanted.keys());
    return new Map([...found].map(([key, text]) => [wanted.get(key) ?? NaN, parsePart(text)]));
  }

  async has(plan: Plan, index: number): Promise<boolean> {
    return (await this.#documents.get([partKey(plan, index)])).size > 0;
  }

  async put(plan: Plan, index: number, part: DossierSums): Promise<void> {
    await this.#write([[partKey(plan, index), partText(part)]]);
  }

  async remove(plan: Plan, index: number): Promise<void> {
    await this.#write([], [partKey(plan, index)]);
  }

  /** Removes a plan and its parts. */
  async close(plan: Plan): Promise<void> {
    await this.#write([], keysOf(plan));
  }

  async #write(puts: readonly (readonly [string, string])[], removes: readonly string[] = []): Promise<void> {
    await this.#documents.write({ puts, removes });
  }
}

function partKey(plan: Plan, index: number): string {
  return `part/${planKey(plan)}/${index}`;
}

function keysOf(plan: Plan): string[] {
  return [PLAN_PREFIX + planKey(plan), ...Array.from({ length: plan.parts }, (_, index) => partKey(plan, index))];
}

/** One line with the figures, then the sums. */
function partText({ sums, events, nextKnownOn: next }: DossierSums): string {
  return `${JSON.stringify({ events, next: next === Infinity ? null : next })}\n${sums.text}`;
}

function parsePart(text: string): DossierSums {
  const end = text.indexOf('\n');
  const { events, next } = JSON.parse(text.slice(0, end)) as { events: number; next: Day | null };
  const sums = new RunningSums();
  sums.addText(text.slice(end + 1));
  return { sums, events, nextKnownOn: next ?? Infinity };
}
