/** Commands on statements, done by what the command line does them with. */
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type StepDone, type StepRequest, decideStep } from '#libs/statements/workflow/decide-many.ts';
import { type RegularisationRequest, draftRegularisation } from '#libs/replay/regularise.ts';
import { madeWith } from '#libs/commands/command-stream.ts';
import { statementStream } from '#libs/statements/statement-events.ts';
import type { Author } from '#libs/commands/author.ts';
import { type DoneView, doneIn, doneView } from '#apps/api/http/commands.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';

export class DecideStatements extends Command<StepDone> {
  readonly request: StepRequest;
  readonly claimed: Author;

  constructor(request: StepRequest, claimed: Author) {
    super();
    this.request = request;
    this.claimed = claimed;
  }
}

@CommandHandler(DecideStatements)
export class DecideStatementsHandler implements ICommandHandler<DecideStatements> {
  readonly #stores: Stores;

  constructor(@Inject(Stores) stores: Stores) {
    this.#stores = stores;
  }

  execute({ request, claimed: { meta, commit } }: DecideStatements): Promise<StepDone> {
    return decideStep(this.#stores, request, meta, commit);
  }
}

export class DraftRegularisation extends Command<DoneView> {
  readonly request: Omit<RegularisationRequest, 'source'>;
  readonly claimed: Author;

  constructor(request: Omit<RegularisationRequest, 'source'>, claimed: Author) {
    super();
    this.request = request;
    this.claimed = claimed;
  }
}

@CommandHandler(DraftRegularisation)
export class DraftRegularisationHandler implements ICommandHandler<DraftRegularisation> {
  readonly #stores: Stores;
  readonly #inForce: RegulationInForce;

  constructor(@Inject(Stores) stores: Stores, @Inject(RegulationInForce) inForce: RegulationInForce) {
    this.#stores = stores;
    this.#inForce = inForce;
  }

  async execute({ request, claimed }: DraftRegularisation): Promise<DoneView> {
    const { log } = this.#stores;
    const stream = statementStream(request);
    // Sent again, it must not be calculated again: what would come out now may be something else.
    const before = await madeWith(log, stream, claimed.meta);
    if (before !== undefined) return doneView(before);
    const { source } = await this.#inForce.current();
    await draftRegularisation(this.#stores, { ...request, source }, claimed.meta, claimed.commit);
    return doneIn(log, stream, claimed);
  }
}
