/** Whether a what-if can be calculated under the regulation in force. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { type Scenario, requireReplacing } from '#libs/regulation/what-if.ts';
import { replacedSources } from '#libs/statements/calculation/what-if-sources.ts';

export class CheckWhatIf extends Query<void> {
  readonly scenarios: readonly Scenario[];

  constructor(scenarios: readonly Scenario[]) {
    super();
    this.scenarios = scenarios;
  }
}

@QueryHandler(CheckWhatIf)
export class CheckWhatIfHandler implements IQueryHandler<CheckWhatIf> {
  readonly #regulationInForce: RegulationInForce;

  constructor(regulationInForce: RegulationInForce) {
    this.#regulationInForce = regulationInForce;
  }

  /** Throws WHAT_IF_MALFORMED if nothing is replaced, and the errors of `replacedSources`. */
  async execute({ scenarios }: CheckWhatIf): Promise<void> {
    requireReplacing(scenarios);
    const { source } = await this.#regulationInForce.current();
    await replacedSources(source, scenarios);
  }
}
