/** Explains the lines of a statement, without patients. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { ExplainedStatement } from '#libs/explain/explain.ts';
import type { CalculatedStatement } from '#libs/statements/calculated-statement.ts';
import { KeptExplanations } from '#libs/explain/kept-explanations.ts';

/** All lines, without the events. */
export class ExplainLines extends Query<ExplainedStatement> {
  readonly calculated: CalculatedStatement;

  constructor(calculated: CalculatedStatement) {
    super();
    this.calculated = calculated;
  }
}

@QueryHandler(ExplainLines)
export class ExplainLinesHandler implements IQueryHandler<ExplainLines> {
  readonly #explanations: KeptExplanations;

  constructor(explanations: KeptExplanations) {
    this.#explanations = explanations;
  }

  /** Throws as `KeptExplanations.of`. */
  execute({ calculated }: ExplainLines): Promise<ExplainedStatement> {
    return this.#explanations.of(calculated);
  }
}
