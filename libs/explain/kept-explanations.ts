/** Keeps the last explanations in memory, so that each level is read without calculating again. */
import { forgettingEpoch } from '#libs/event-store/sealed/forgotten.ts';
import { type ExplainedStatement, explainLines } from '#libs/explain/explain.ts';
import { KeptAnswers } from '#libs/kernel/kept-answers.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import { type CalculatedStatement, statementKey } from '#libs/statements/calculated-statement.ts';
import { requireInputs } from '#libs/statements/calculation/inputs.ts';
import { calculationName } from '#libs/statements/calculation/listing.ts';
import { pinnedRegulation } from '#libs/statements/calculation/pinned-regulation.ts';

/** The parts of a large statement take some ten megabytes. */
const KEPT = 4;

/** A cache of the last explained statements. A calculation never changes, so neither does its explanation, except for erased patients. */
export class KeptExplanations {
  readonly #stores: QueryStores;
  readonly #kept = new KeptAnswers<ExplainedStatement>(KEPT);
  /** The epoch of the patient keys at the explanation (epochOf). */
  #epoch = 0;

  constructor(stores: QueryStores) {
    this.#stores = stores;
  }

  /** Throws NOT_FOLDED_YET, the refusals of ExplainRefusal, and REGULATION_NOT_IN_LOG. */
  async of(calculated: CalculatedStatement): Promise<ExplainedStatement> {
    const epoch = await forgettingEpoch(this.#stores.log);
    if (epoch !== this.#epoch) this.#kept.clear();
    this.#epoch = epoch;
    const key = `${statementKey(calculated.team, calculated.period)}/${calculationName(calculated)}`;
    return this.#kept.get(key, () => this.#explained(calculated));
  }

  async #explained(calculated: CalculatedStatement): Promise<ExplainedStatement> {
    await requireInputs(this.#stores, calculated);
    const regulation = await pinnedRegulation(this.#stores, calculated.pin.regulationFingerprint);
    return explainLines(this.#stores, calculated, regulation);
  }
}
