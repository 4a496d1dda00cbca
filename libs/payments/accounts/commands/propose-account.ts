/** Proposes the account of a team or of an envelope, which another person confirms. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { dayOfInstant } from '#libs/kernel/day.ts';
import { isTeam } from '#libs/enrolment/is-team.ts';
import type { Author } from '#libs/commands/author.ts';
import { requireNoNumber } from '#libs/commands/refusals.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { type AccountKey, accountStream } from '#libs/payments/accounts/account-key.ts';
import { accounts } from '#libs/payments/accounts/accounts.ts';
import type { BankAccount } from '#libs/payments/accounts/bank-account.ts';
import { checkedAccount } from '#libs/payments/accounts/check-account.ts';
import { flagsNow } from '#libs/payments/accounts/every-account.ts';
import { invalid, refused } from '#libs/payments/accounts/refusals.ts';
import type { AccountVerification } from '#libs/payments/accounts/verification.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { isChosenName } from '#libs/kernel/chosen-name.ts';
import { isTeamName } from '#libs/facts/identifiers.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

interface AskedAccount {
  readonly account: BankAccount;
  /** Null if the holder was not verified. */
  readonly verification: AccountVerification | null;
}

/** Gives the recorded result, if any. */
export class ProposeAccount extends Command<CommandResult | undefined> {
  readonly key: AccountKey;
  readonly asked: AskedAccount;
  readonly author: Author;

  constructor(key: AccountKey, asked: AskedAccount, author: Author) {
    super();
    this.key = key;
    this.asked = asked;
    this.author = author;
  }
}

@CommandHandler(ProposeAccount)
export class ProposeAccountHandler implements ICommandHandler<ProposeAccount> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /**
   * Throws HOLDER_NAME, PAYEE_OF_NO_TEAM, DEBTOR_OF_NO_ENVELOPE, LEDGER_NOT_CARRIED_OVER, INVALID_ACCOUNT, VERIFIED_IN_FUTURE,
   * TEXT_HOLDS_NUMBER, and DomainError (conflict, key-reused).
   */
  async execute({ key, asked: { account, verification }, author }: ProposeAccount): Promise<CommandResult | undefined> {
    const { log } = this.#stores;
    if (!isHolderName(key)) throw invalid('HOLDER_NAME', { side: key.side });
    if (key.side === 'payee' && !(await isTeam(log, key.holder)))
      throw refused('PAYEE_OF_NO_TEAM', { team: key.holder });
    if (key.side === 'debtor' && !(await ledgerOf(log)).envelopes.has(key.holder))
      throw refused('DEBTOR_OF_NO_ENVELOPE', { envelope: key.holder });
    const payee = checkedAccount(account);
    const today = dayOfInstant(author.meta.at);
    if (verification !== null && verification.on > today)
      throw invalid('VERIFIED_IN_FUTURE', { on: verification.on, today });
    if (verification !== null) requireNoNumber(verification.by);
    const asked = { type: 'propose', by: author.meta.by, payee, ...(verification === null ? {} : { verification }) };
    const command = {
      ...asked,
      type: 'propose',
      verification,
      flags: await flagsNow(log, key, payee, verification),
    } as const;
    return (await accounts(log).handle(accountStream(key), { command, ...author, asked })).made;
  }
}

/** The same rule as over HTTP, where the address contains the name. */
function isHolderName({ side, holder }: AccountKey): boolean {
  return side === 'payee' ? isTeamName(holder) : isChosenName(holder);
}
