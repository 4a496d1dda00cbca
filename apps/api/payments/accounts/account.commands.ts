/** Proposing an account, and confirming it, which takes another person. */
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type AccountKind, accountStream, confirmAccount, proposeAccount } from '#libs/payments/accounts/accounts.ts';
import type { BankAccount } from '#libs/payments/accounts/bank-account.ts';
import type { Author } from '#libs/commands/author.ts';
import { type DoneView, doneIn } from '#apps/api/http/commands.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

interface AccountChange {
  readonly kind: AccountKind;
  readonly holder: string;
  /** To propose; what is proposed is confirmed where it is not given. */
  readonly account?: BankAccount;
}

export class ChangeAccount extends Command<DoneView> {
  readonly change: AccountChange;
  readonly claimed: Author;

  constructor(change: AccountChange, claimed: Author) {
    super();
    this.change = change;
    this.claimed = claimed;
  }
}

@CommandHandler(ChangeAccount)
export class ChangeAccountHandler implements ICommandHandler<ChangeAccount> {
  readonly #stores: Stores;

  constructor(@Inject(Stores) stores: Stores) {
    this.#stores = stores;
  }

  async execute({ change: { kind, holder, account }, claimed }: ChangeAccount): Promise<DoneView> {
    const { log } = this.#stores;
    const { meta, commit } = claimed;
    if (account === undefined) await confirmAccount(log, kind, holder, meta, commit);
    else await proposeAccount(log, kind, holder, account, meta, commit);
    return doneIn(log, accountStream(kind, holder), claimed);
  }
}
