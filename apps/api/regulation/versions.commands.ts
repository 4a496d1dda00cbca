/** Proposing a version of the regulation, and publishing it, which takes another person. */
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { proposeVersion, publishVersion } from '#libs/regulation/publication/versions.ts';
import type { RegulationSource } from '#libs/regulation/load.ts';
import { REGULATION_STREAM } from '#libs/regulation/publication/published.ts';
import { type Claimed, type DoneView, doneIn } from '#apps/api/http/commands.ts';
import { Stores } from '#apps/api/stores/stores.module.ts';

export class ChangeRegulation extends Command<DoneView> {
  /** To propose; what is proposed is published where it is not given. */
  readonly source: RegulationSource | undefined;
  readonly claimed: Claimed;

  constructor(source: RegulationSource | undefined, claimed: Claimed) {
    super();
    this.source = source;
    this.claimed = claimed;
  }
}

@CommandHandler(ChangeRegulation)
export class ChangeRegulationHandler implements ICommandHandler<ChangeRegulation> {
  readonly #stores: Stores;

  constructor(@Inject(Stores) stores: Stores) {
    this.#stores = stores;
  }

  async execute({ source, claimed }: ChangeRegulation): Promise<DoneView> {
    const { log } = this.#stores;
    const { meta, commit } = claimed;
    if (source === undefined) await publishVersion(log, meta, commit);
    else await proposeVersion(log, source, meta, commit);
    return doneIn(log, REGULATION_STREAM, claimed);
  }
}
