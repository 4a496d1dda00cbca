/** Whether a range can be replayed with a version and parameters. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { requireReplacing } from '#libs/regulation/what-if.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { type ReplayedVersion, replayedSource } from '#libs/replay/replayed-source.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

export class CheckReplay extends Query<void> {
  readonly asked: ReplayedVersion;

  constructor(asked: ReplayedVersion) {
    super();
    this.asked = asked;
  }
}

@QueryHandler(CheckReplay)
export class CheckReplayHandler implements IQueryHandler<CheckReplay> {
  readonly #stores: ServedStores;
  readonly #regulationInForce: RegulationInForce;

  constructor(stores: ServedStores, regulationInForce: RegulationInForce) {
    this.#stores = stores;
    this.#regulationInForce = regulationInForce;
  }

  /** Throws WHAT_IF_MALFORMED if the parameters are given but empty, as on the command line, and the errors of `replayedSource`. */
  async execute({ asked }: CheckReplay): Promise<void> {
    const { parameters } = asked;
    if (parameters !== undefined) requireReplacing([{ name: undefined, parameters, overrides: [] }]);
    await replayedSource(this.#stores.log, this.#regulationInForce, asked);
  }
}
