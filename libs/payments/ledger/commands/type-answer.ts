/** Proposes the status of payments, typed by a person instead of a file of the bank. Another person confirms it. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { proposeOnLedger } from '#libs/payments/ledger/propose-on-ledger.ts';
import type { AnswerAsked } from '#libs/payments/ledger/rules/type-answer.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives the recorded result, if any. */
export class TypeAnswer extends Command<CommandResult | undefined> {
  readonly answer: AnswerAsked;
  readonly author: Author;

  constructor(answer: AnswerAsked, author: Author) {
    super();
    this.answer = answer;
    this.author = author;
  }
}

@CommandHandler(TypeAnswer)
export class TypeAnswerHandler implements ICommandHandler<TypeAnswer> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws the errors of `proposeTypedAnswer`, and DomainError (conflict, key-reused). */
  async execute({ answer, author }: TypeAnswer): Promise<CommandResult | undefined> {
    return proposeOnLedger(this.#stores.log, { kind: 'ANSWER', ...answer }, author);
  }
}
