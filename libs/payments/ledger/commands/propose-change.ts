/** Proposes a change of the ledger that takes two people: terms of an envelope, an exception, the hold, a demand, a repayment. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { dayOfInstant } from '#libs/kernel/day.ts';
import type { Author } from '#libs/commands/author.ts';
import type { Made } from '#libs/commands/repository.ts';
import { accountNow, lookedUp } from '#libs/payments/ledger/commands/looked-up.ts';
import type { ExceptionTerms } from '#libs/payments/ledger/exception-terms.ts';
import { ledgerOf, onLedger, refuseUnknownSchemes } from '#libs/payments/ledger/ledger.ts';
import { refused } from '#libs/payments/ledger/refusals.ts';
import type { ChangeAsked } from '#libs/payments/ledger/rules/change-ledger.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** As asked for: an exception for the account that a team has now is asked for by its team alone. */
export type AskedChange =
  | Exclude<ChangeAsked, { readonly kind: 'EXCEPTION' }>
  | {
      readonly kind: 'EXCEPTION';
      readonly exception: string;
      readonly reason: string;
      readonly terms: AskedPermission;
    };

export type AskedPermission = ExceptionTerms | { readonly kind: 'CHANGED_ACCOUNT'; readonly team: string };

/** Gives what was recorded, if anything. */
export class ProposeChange extends Command<Made | undefined> {
  readonly change: AskedChange;
  readonly author: Author;

  constructor(change: AskedChange, author: Author) {
    super();
    this.change = change;
    this.author = author;
  }
}

@CommandHandler(ProposeChange)
export class ProposeChangeHandler implements ICommandHandler<ProposeChange> {
  readonly #stores: Stores;
  readonly #inForce: Pick<RegulationInForce, 'current'>;

  constructor(stores: Stores, inForce: RegulationInForce) {
    this.#stores = stores;
    this.#inForce = inForce;
  }

  /** Throws NO_SUCH_SCHEME, NO_SUCH_ENVELOPE, what `proposeChange` throws, and DomainError (conflict, key-reused). */
  async execute({ change: asked, author }: ProposeChange): Promise<Made | undefined> {
    const { log } = this.#stores;
    if (asked.kind === 'ENVELOPE') refuseUnknownSchemes(asked.schemes, (await this.#inForce.current()).regulation);
    else await this.#requireEnvelope(asked);
    const { by, at } = author.meta;
    const change = await this.#whole(asked);
    const looked = await lookedUp(this.#stores, change, {
      today: dayOfInstant(at),
      regulation: async () => (await this.#inForce.current()).regulation,
    });
    return (await onLedger(log, { type: 'propose', change, looked, by, at }, author, { type: 'propose', ...asked }))
      .made;
  }

  /** Throws NO_ACCOUNT_TO_EXCEPT. */
  async #whole(asked: AskedChange): Promise<ChangeAsked> {
    if (asked.kind !== 'EXCEPTION') return asked;
    const { terms, ...of } = asked;
    if (terms.kind !== 'CHANGED_ACCOUNT' || 'account' in terms) return { ...of, terms };
    const account = await accountNow(this.#stores, terms.team);
    if (account === undefined) throw refused('NO_ACCOUNT_TO_EXCEPT', { team: terms.team });
    return { ...of, terms: { ...terms, account: account.digest } };
  }

  async #requireEnvelope(asked: AskedChange): Promise<void> {
    const of = asked.kind === 'EXCEPTION' ? asked.terms : asked;
    if (!('envelope' in of)) return;
    const { envelopes } = await ledgerOf(this.#stores.log);
    if (!envelopes.has(of.envelope)) throw refused('NO_SUCH_ENVELOPE', { envelope: of.envelope });
  }
}
