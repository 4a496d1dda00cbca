/** Makes a payment run: releases what is due to the bank, once. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Day } from '#libs/kernel/day.ts';
import type { Author } from '#libs/commands/author.ts';
import type { CommandMeta } from '#libs/event-store/author.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { accountOf } from '#libs/payments/accounts/accounts.ts';
import { type BankAccount, bankAccountOf } from '#libs/payments/accounts/bank-account.ts';
import { type InForce, accountInForce } from '#libs/payments/accounts/state.ts';
import { envelope, paymentLedgers } from '#libs/payments/ledger/envelopes.ts';
import { refused } from '#libs/payments/ledger/refusals.ts';
import { type PaymentLedger, isOpen, paymentsOf, termsInForce } from '#libs/payments/ledger/state.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { postDecisions } from '#libs/statements/workflow/post-decisions.ts';
import { statementsOf } from '#libs/statements/workflow/statements.ts';

export interface RunRequest {
  readonly envelope: string;
  readonly run: string;
  /** The run pays what is due by this day. */
  readonly dueBy: Day;
  readonly executionDay: Day;
  /** Only this team. */
  readonly team?: string;
  /** A payee changed less than this many days ago needs a confirmation… */
  readonly payeeDays: number;
  /** …which these teams have. */
  readonly confirmedPayees: readonly string[];
  /** An exception confirmed by two people, to pass the envelope. */
  readonly exception?: string;
}

export interface MadeRun {
  readonly run: string;
  /** Number of payments. */
  readonly payments: number;
  readonly totalCents: bigint;
}

export class MakePaymentRun extends Command<MadeRun> {
  readonly request: RunRequest;
  readonly author: Author;

  constructor(request: RunRequest, author: Author) {
    super();
    this.request = request;
    this.author = author;
  }
}

@CommandHandler(MakePaymentRun)
export class MakePaymentRunHandler implements ICommandHandler<MakePaymentRun> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws ENVELOPE_NOT_CONFIRMED, NO_CONFIRMED_DEBTOR, what `releasePayments` throws, and DomainError (conflict, key-reused). */
  async execute({ request, author }: MakePaymentRun): Promise<MadeRun> {
    const { log } = this.#stores;
    const { envelope: name, ...asked } = request;
    await postInterruptedApprovals(this.#stores, name, author);
    const debtor = await debtorOf(log, name);
    const payees = await payeesOf(log, await envelope(log, name));
    const { by, at } = author.meta;
    const command = { ...asked, type: 'run', by, at, debtor, payees } as const;
    await paymentLedgers(log).handle(name, { command, ...author, asked });
    return madeRun(await envelope(log, name), request.run);
  }
}

/** The run that this command made before, if any. */
export async function runMadeBefore(
  log: EventStore,
  { envelope: name, run }: Pick<RunRequest, 'envelope' | 'run'>,
  meta: CommandMeta,
): Promise<MadeRun | undefined> {
  const made = await paymentLedgers(log).madeBy(name, meta);
  return made?.types.includes('PaymentRunMade') === true ? madeRun(await envelope(log, name), run) : undefined;
}

/** Posts the decisions of interrupted approvals. Throws ENVELOPE_NOT_CONFIRMED. */
async function postInterruptedApprovals(stores: Stores, name: string, author: Author): Promise<void> {
  const terms = termsInForce(await envelope(stores.log, name));
  if (terms === undefined) throw refused('ENVELOPE_NOT_CONFIRMED', { envelope: name });
  for (const statement of await statementsOf(stores, {}))
    if (statement.scheme !== undefined && terms.schemes.includes(statement.scheme))
      await postDecisions(stores.log, statement, author);
}

async function debtorOf(log: EventStore, name: string): Promise<BankAccount> {
  const account = accountInForce(await accountOf(log, { side: 'debtor', holder: name }));
  if (account === undefined) throw refused('NO_CONFIRMED_DEBTOR', { envelope: name });
  return bankAccountOf(account);
}

/** The accounts in force of the teams with an amount due. */
async function payeesOf(log: EventStore, { items }: PaymentLedger): Promise<ReadonlyMap<string, InForce>> {
  const teams = new Set([...items.values()].filter(isOpen).map(({ team }) => team));
  const payees = new Map<string, InForce>();
  for (const team of teams) {
    const account = accountInForce(await accountOf(log, { side: 'payee', holder: team }));
    if (account !== undefined) payees.set(team, account);
  }
  return payees;
}

function madeRun(ledger: PaymentLedger, id: string): MadeRun {
  const run = ledger.runs.get(id);
  if (run === undefined) throw new Error(`the ledger does not have the run ${id} that was just made`);
  const payments = paymentsOf(ledger, run);
  const totalCents = payments.reduce((sum, { amountCents }) => sum + amountCents, 0n);
  return { run: id, payments: payments.length, totalCents };
}
