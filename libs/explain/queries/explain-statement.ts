/** Explains each amount of a statement by rates, patients, acts, facts and parameters. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type StatementExplanation, explain } from '#libs/explain/explain.ts';
import { pinnedRegulation } from '#libs/statements/calculation/pinned-regulation.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import type { CalculatedStatement } from '#libs/statements/calculated-statement.ts';
import { requireInputs } from '#libs/statements/calculation/inputs.ts';

interface ExplanationSought {
  readonly calculated: CalculatedStatement;
  /** All lines if undefined. */
  readonly line: string | undefined;
  /** The simulation that calculated it; undefined if there is none. */
  readonly simulation?: string | undefined;
  /** The patients and acts shown under one figure; all if undefined. */
  readonly most?: number | undefined;
}

export class ExplainStatement extends Query<StatementExplanation> {
  readonly sought: ExplanationSought;
  readonly onProgress: Progress | undefined;

  constructor(sought: ExplanationSought, onProgress?: Progress) {
    super();
    this.sought = sought;
    this.onProgress = onProgress;
  }
}

@QueryHandler(ExplainStatement)
export class ExplainStatementHandler implements IQueryHandler<ExplainStatement> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  /** Throws NOT_FOLDED_YET, the refusals of ExplainRefusal, and REGULATION_NOT_IN_LOG. */
  async execute({
    sought: { calculated, line, simulation, most },
    onProgress,
  }: ExplainStatement): Promise<StatementExplanation> {
    await requireInputs(this.#stores, calculated);
    const regulation = await pinnedRegulation(this.#stores, calculated.pin.regulationFingerprint, simulation);
    return explain(this.#stores, calculated, regulation, { line, most, onProgress });
  }
}
