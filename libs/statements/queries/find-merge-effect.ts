/** The effect on amounts of a proposed merge of patients, or of undoing one. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Day } from '#libs/kernel/day.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import type { FactsEffect } from '#libs/statements/calculation/facts-effect.ts';
import { type ProposedLink, effectOfMerge } from '#libs/statements/calculation/merge-effect.ts';

export class FindMergeEffect extends Query<FactsEffect> {
  readonly link: ProposedLink;
  readonly knownOn: Day;

  constructor(link: ProposedLink, knownOn: Day) {
    super();
    this.link = link;
    this.knownOn = knownOn;
  }
}

@QueryHandler(FindMergeEffect)
export class FindMergeEffectHandler implements IQueryHandler<FindMergeEffect> {
  readonly #stores: Stores;
  readonly #regulationInForce: RegulationInForce;

  constructor(stores: Stores, regulationInForce: RegulationInForce) {
    this.#stores = stores;
    this.#regulationInForce = regulationInForce;
  }

  /** It records no event. */
  async execute({ link, knownOn }: FindMergeEffect): Promise<FactsEffect> {
    const { regulation } = await this.#regulationInForce.current();
    return effectOfMerge(this.#stores, link, { knownOn, regulation });
  }
}
