/** Warns of facts about patients without a row of `patients`. */
import type { AnyFactKind } from '#libs/intake/fact-kinds.ts';
import type { ReadRow } from '#libs/intake/reading/read-row.ts';
import type { RowResult } from '#libs/intake/recording/found.ts';
import type { RunningImport } from '#libs/intake/running-import.ts';
import type { LocatedWarning } from '#libs/intake/warnings.ts';

/** Patients kept as described; the others are looked for again. Their names take some 100 bytes each. */
const KEPT_DESCRIBED = 50_000;

/** Patients of good rows without a row of `patients` so far. A fact may come before its patient, so it is recorded anyway. */
export class Strangers {
  readonly #running: RunningImport;
  /** The rows themselves describe their patients. */
  readonly #areDescribed: boolean;
  readonly #streams = new Set<string>();
  #rows = 0;
  #first: number | undefined;

  constructor(running: RunningImport, { name }: Pick<AnyFactKind, 'name'>) {
    this.#running = running;
    this.#areDescribed = name === 'patients';
  }

  /** Looks for the patients of a batch. `grouped`: by their streams. */
  async look(rows: readonly ReadRow[], grouped: readonly RowResult[]): Promise<void> {
    const { described } = this.#running.findings;
    const sought: string[] = [];
    for (const { isFact, located } of grouped)
      if (isFact && located.stream !== sought.at(-1) && !described.has(located.stream)) sought.push(located.stream);
    const { recorder } = this.#running.settings;
    const unknown = new Set(this.#areDescribed ? [] : await recorder.undescribed(sought));
    if (described.size > KEPT_DESCRIBED) described.clear();
    for (const stream of sought) if (!unknown.has(stream)) described.add(stream);
    if (unknown.size > 0) this.#add(rows, grouped, unknown);
  }

  /** `unknown`: their streams among the facts of a batch. */
  #add(rows: readonly ReadRow[], facts: readonly RowResult[], unknown: ReadonlySet<string>): void {
    const own = facts.filter(({ isFact, located }) => isFact && unknown.has(located.stream));
    for (const { located } of own) this.#streams.add(located.stream);
    this.#rows += own.length;
    const located = new Set(own.map((one) => one.located));
    this.#first ??= rows.find(({ fact }) => fact !== undefined && located.has(fact))?.line;
  }

  /** The warning, at the first of the rows. */
  get found(): Omit<LocatedWarning, 'file'> | undefined {
    if (this.#rows === 0) return undefined;
    const data = { rows: this.#rows, patients: this.#streams.size };
    return { reason: { code: 'UNKNOWN_PATIENT', data }, line: this.#first };
  }
}
