/** Carries the former streams, one for each envelope, over to the one payment ledger. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { carryOver, plannedCarryOver, takenOver } from '#libs/payments/ledger/carry-over/carry-over.ts';
import { LEDGER_STREAM, ledgerUnderWay } from '#libs/payments/ledger/ledger.ts';
import { refused } from '#libs/payments/ledger/refusals.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives the recorded result. */
export class CarryOverLedger extends Command<CommandResult | undefined> {
  /** The code of the plan that was read. */
  readonly code: string;
  readonly author: Author;

  constructor(code: string, author: Author) {
    super();
    this.code = code;
    this.author = author;
  }
}

@CommandHandler(CarryOverLedger)
export class CarryOverLedgerHandler implements ICommandHandler<CarryOverLedger> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Resumes an interrupted run. Throws LOG_LOST_ITS_END, NOTHING_TO_CARRY_OVER, CARRY_OVER_CHANGED, and RevisionConflict. */
  async execute({ code, author }: CarryOverLedger): Promise<CommandResult | undefined> {
    const { log, continuity } = this.#stores;
    await continuity.requireWhole();
    const { state, revision } = await ledgerUnderWay(log);
    const plan = await plannedCarryOver(log, takenOver(state, revision));
    const { carryOver: done } = state;
    const isOver = done === undefined ? revision >= 0 : done.carried === done.events;
    if (plan === undefined || isOver) throw refused('NOTHING_TO_CARRY_OVER', {});
    await carryOver(log, LEDGER_STREAM, { plan, code, revision }, author);
    return { types: ['LedgerCarriedOver'], position: await log.end() };
  }
}
