/** Proposes to demand repayment from a team that left and owes an envelope. Another person confirms it. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { dayOfInstant } from '#libs/kernel/day.ts';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import type { Debtor } from '#libs/payments/ledger/change.ts';
import { NOTHING_LOOKED_UP } from '#libs/payments/ledger/look-up.ts';
import { proposeOnLedger, requireEnvelope } from '#libs/payments/ledger/propose-on-ledger.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { teamHasLeft } from '#libs/statements/calculation/left-teams.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives the recorded result, if any. */
export class DemandRepayment extends Command<CommandResult | undefined> {
  readonly debtor: Debtor;
  readonly author: Author;

  constructor(debtor: Debtor, author: Author) {
    super();
    this.debtor = debtor;
    this.author = author;
  }
}

@CommandHandler(DemandRepayment)
export class DemandRepaymentHandler implements ICommandHandler<DemandRepayment> {
  readonly #stores: Stores;
  readonly #inForce: Pick<RegulationInForce, 'current'>;

  constructor(stores: Stores, inForce: RegulationInForce) {
    this.#stores = stores;
    this.#inForce = inForce;
  }

  /** Throws NO_SUCH_ENVELOPE, the errors of `proposeDemand`, and DomainError (conflict, key-reused). */
  async execute({ debtor: { envelope, team }, author }: DemandRepayment): Promise<CommandResult | undefined> {
    const { log } = this.#stores;
    await requireEnvelope(log, envelope);
    const { regulation } = await this.#inForce.current();
    const hasLeft = await teamHasLeft(this.#stores, team, dayOfInstant(author.meta.at), regulation);
    const looked = { ...NOTHING_LOOKED_UP, hasLeft };
    return proposeOnLedger(log, { kind: 'DEMAND', envelope, team }, author, { looked });
  }
}
