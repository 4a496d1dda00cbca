/** Proposes an exception: to pass an envelope, to pay a changed account, to pay early, to decide after the end of a text. Another person confirms it. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import { requireChosenName } from '#libs/commands/refusals.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import type { ExceptionTerms } from '#libs/payments/ledger/exception-terms.ts';
import { NOTHING_LOOKED_UP, accountNow } from '#libs/payments/ledger/look-up.ts';
import { proposeOnLedger, requireEnvelope } from '#libs/payments/ledger/propose-on-ledger.ts';
import { refused } from '#libs/payments/ledger/refusals.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** An exception for an account names only its team: it applies to the account that the team has now. */
export type AskedPermission =
  | Exclude<ExceptionTerms, { readonly kind: 'CHANGED_ACCOUNT' }>
  | { readonly kind: 'CHANGED_ACCOUNT'; readonly team: string };

interface AskedException {
  readonly exception: string;
  readonly terms: AskedPermission;
  readonly reason: string;
}

/** Gives the recorded result, if any. */
export class ProposeException extends Command<CommandResult | undefined> {
  readonly asked: AskedException;
  readonly author: Author;

  constructor(asked: AskedException, author: Author) {
    super();
    this.asked = asked;
    this.author = author;
  }
}

@CommandHandler(ProposeException)
export class ProposeExceptionHandler implements ICommandHandler<ProposeException> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws NAME_OF_OTHER_FORM, NO_SUCH_ENVELOPE, NO_ACCOUNT_TO_EXCEPT, the errors of `proposeException`, and DomainError (conflict, key-reused). */
  async execute({ asked, author }: ProposeException): Promise<CommandResult | undefined> {
    const { log } = this.#stores;
    const { terms } = asked;
    requireChosenName(asked.exception);
    if ('envelope' in terms) await requireEnvelope(log, terms.envelope);
    if (terms.kind !== 'CHANGED_ACCOUNT') return proposeOnLedger(log, { kind: 'EXCEPTION', ...asked, terms }, author);
    const account = await accountNow(this.#stores, terms.team);
    if (account === undefined) throw refused('NO_ACCOUNT_TO_EXCEPT', { team: terms.team });
    const change = { kind: 'EXCEPTION', ...asked, terms: { ...terms, account: account.digest } } as const;
    const looked = { ...NOTHING_LOOKED_UP, account };
    return proposeOnLedger(log, change, author, { looked, asked: { kind: 'EXCEPTION', ...asked } });
  }
}
