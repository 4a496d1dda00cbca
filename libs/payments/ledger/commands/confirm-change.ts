/** Confirms a change of the ledger that another person proposed, by the code of the proposal that was read. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { dayOfInstant } from '#libs/kernel/day.ts';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { ledgerOf, decideOnLedger } from '#libs/payments/ledger/ledger.ts';
import { NOTHING_LOOKED_UP, lookUp } from '#libs/payments/ledger/look-up.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives the recorded result, if any. */
export class ConfirmChange extends Command<CommandResult | undefined> {
  readonly proposal: string;
  readonly code: string | undefined;
  readonly author: Author;

  constructor(proposal: string, code: string | undefined, author: Author) {
    super();
    this.proposal = proposal;
    this.code = code;
    this.author = author;
  }
}

@CommandHandler(ConfirmChange)
export class ConfirmChangeHandler implements ICommandHandler<ConfirmChange> {
  readonly #stores: Stores;
  readonly #inForce: Pick<RegulationInForce, 'current'>;

  constructor(stores: Stores, inForce: RegulationInForce) {
    this.#stores = stores;
    this.#inForce = inForce;
  }

  /** Throws LOG_LOST_ITS_END, the errors of `confirmChange`, and DomainError (conflict, key-reused). */
  async execute({ proposal, code, author }: ConfirmChange): Promise<CommandResult | undefined> {
    const { log, continuity } = this.#stores;
    await continuity.requireWhole();
    const { by, at } = author.meta;
    const content = (await ledgerOf(log)).proposals.get(proposal)?.content;
    const regulation = async (): Promise<Regulation> => (await this.#inForce.current()).regulation;
    // The rule refuses if no proposal waits.
    const looked =
      content === undefined
        ? NOTHING_LOOKED_UP
        : await lookUp(this.#stores, content, { today: dayOfInstant(at), regulation });
    const asked = { type: 'confirm', proposal, by, code } as const;
    return (await decideOnLedger(log, { ...asked, at, looked }, author, asked)).made;
  }
}
