/** Carries the former streams, one for each envelope, over to the one payment ledger. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { carryOver, nextCarryOver } from '#libs/payments/ledger/carry-over/carry-over.ts';
import { LEDGER_STREAM, ledgerUnderWay, madeOnLedger } from '#libs/payments/ledger/ledger.ts';
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

  /**
   * Resumes an interrupted run; takes up what a former program wrote since. Throws LOG_LOST_ITS_END, NOTHING_TO_CARRY_OVER,
   * CARRY_OVER_CHANGED, CARRY_OVER_CONTRADICTED, and RevisionConflict.
   */
  async execute({ code, author }: CarryOverLedger): Promise<CommandResult | undefined> {
    const { log, continuity } = this.#stores;
    await continuity.requireWhole();
    const ledger = await ledgerUnderWay(log);
    const next = await nextCarryOver(log, { stream: LEDGER_STREAM, ...ledger });
    if (next === undefined) {
      const before = await madeOnLedger(log, author.meta);
      // The answer to the same command may have been lost.
      if (before !== undefined) return before;
      throw refused('NOTHING_TO_CARRY_OVER', {});
    }
    await carryOver(log, { stream: LEDGER_STREAM, revision: ledger.revision }, { next, code }, author);
    return { types: ['LedgerCarriedOver'], position: await log.end() };
  }
}
