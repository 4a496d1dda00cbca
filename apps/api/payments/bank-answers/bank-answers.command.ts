/** Takes in what the bank says of the payments sent to it. */
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type TakenAnswer, takeBankAnswer } from '#libs/payments/runs/bank-files.ts';
import type { Author } from '#libs/commands/author.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

export class TakeBankAnswer extends Command<TakenAnswer> {
  readonly text: string;
  readonly claimed: Author;

  constructor(text: string, claimed: Author) {
    super();
    this.text = text;
    this.claimed = claimed;
  }
}

@CommandHandler(TakeBankAnswer)
export class TakeBankAnswerHandler implements ICommandHandler<TakeBankAnswer> {
  readonly #stores: Stores;

  constructor(@Inject(Stores) stores: Stores) {
    this.#stores = stores;
  }

  execute({ text, claimed: { meta, commit } }: TakeBankAnswer): Promise<TakenAnswer> {
    return takeBankAnswer(this.#stores, text, meta, commit);
  }
}
